import { useEffect, useState } from "preact/hooks";
import { address, useApi } from "../../model/api";
import { filterOf } from "../../model/filter";
import { number } from "../../model/format";
import type { Facets, Overview as OverviewData, Row } from "../../model/types";
import { Downloads } from "../../parts/download";
import { Conditions, Filters, facetsOf } from "../../parts/filters";
import { Empty, Failed, Loading, Shown } from "../../parts/notes";
import { More, usePaged } from "../../parts/paged";
import { QuadLegend } from "../../parts/quad";
import { IncidentTable } from "../../parts/rows";
import { IncidentMap } from "./map";
import { Timeline } from "./timeline";

/** Map, timeline and table of the incidents under one filter; each of them narrows the others. */
export function Overview({ search }: { search: string }) {
  const [open, setOpen] = useState(false);
  // The map of a large store is megabytes, which would hold up the table that can be read and used before it.
  const [listed, setListed] = useState(false);
  const facets = useApi<Facets>(facetsOf(search));
  return (
    <div class="overview">
      <div class="overview-head">
        <h1>Situation</h1>
        <QuadLegend />
        <button type="button" class="filter-switch" aria-expanded={open} onClick={() => setOpen(!open)}>Filter</button>
      </div>
      <aside class={open ? "open" : undefined}><Filters search={search} facets={facets.data} /></aside>
      <div class="overview-main">
        {open ? null : <div class="narrow-only"><Conditions search={search} /></div>}
        <MapPart search={search} wait={!listed} />
        <Timeline search={search} />
        <TablePart search={search} total={facets.data?.total} listed={() => setListed(true)} />
      </div>
    </div>
  );
}

/** The map shows what the filter leaves, its own box apart, so that it can be moved on. */
function MapPart({ search, wait }: { search: string; wait: boolean }) {
  const overview = useApi<OverviewData>(wait ? null : address("/overview", filterOf(search, ["box"])));
  return <section class="map-part" aria-label="Map"><Shown answer={overview} what="Loading incidents">{(data) => <IncidentMap data={data} search={search} />}</Shown></section>;
}

function TablePart({ search, total, listed }: { search: string; total: number | undefined; listed: () => void }) {
  const filter = filterOf(search);
  const url = address("/incidents", filter);
  const paged = usePaged<Row>(url);
  useEffect(() => {
    if (!paged.loading) listed();
  }, [paged.loading]);
  return (
    <section aria-label="Incidents">
      <div class="section-head">
        <h2>{total === undefined ? "Incidents" : `${number(total)} ${total === 1 ? "incident" : "incidents"}`}</h2>
        <Downloads url={url} name="incidents" placed />
      </div>
      {paged.error ? <Failed error={paged.error} retry={paged.reload} /> : null}
      {!paged.error && paged.items.length === 0 ? paged.loading ? <Loading /> : <Nothing filtered={filter.size > 0} /> : null}
      {paged.items.length > 0 ? <IncidentTable rows={paged.items} caption="Incidents, the latest first" /> : null}
      <More paged={paged} />
    </section>
  );
}

const Nothing = ({ filtered }: { filtered: boolean }) => (
  <Empty>
    {filtered ? <p>No incident meets this filter. Take a condition away, or widen the days.</p> : <p>The store holds no incident yet. Add articles: <code>annals ingest ARTICLES --store FILE</code>.</p>}
  </Empty>
);
