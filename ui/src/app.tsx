import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { filterOf } from "./model/filter";
import { followLinks, useAddress, type Address } from "./model/router";
import { NotFound } from "./parts/notes";
import { Search } from "./parts/search";
import { ThemeSwitch } from "./parts/theme";
import { Actor } from "./views/actors/actor";
import { Actors } from "./views/actors/actors";
import { Brief } from "./views/brief/brief";
import { Document } from "./views/document/document";
import { Documents } from "./views/document/documents";
import { Dyad } from "./views/dyad/dyad";
import { Incident } from "./views/incident/incident";
import { Network } from "./views/network/network";
import { Overview } from "./views/overview/overview";
import { Calendar } from "./views/plans/calendar";
import { Demands } from "./views/plans/demands";
import { Review } from "./views/review/review";

/** The views by path; numbers in a path are ids. */
const ROUTES: [RegExp, string, (ids: number[], search: string) => ComponentChildren][] = [
  [/^\/$/, "Overview", (_, search) => <Overview search={search} />],
  [/^\/incidents\/(\d+)$/, "Incident", ([id]) => <Incident id={id!} />],
  [/^\/documents$/, "Documents", (_, search) => <Documents search={search} />],
  [/^\/documents\/(\d+)$/, "Document", ([id], search) => <Document id={id!} search={search} />],
  [/^\/actors$/, "Actors", (_, search) => <Actors search={search} />],
  [/^\/actors\/(\d+)$/, "Actor", ([id]) => <Actor id={id!} />],
  [/^\/dyads\/(\d+)\/(\d+)$/, "Dyad", ([a, b], search) => <Dyad a={a!} b={b!} search={search} />],
  [/^\/network$/, "Network", (_, search) => <Network search={search} />],
  [/^\/brief$/, "Brief", (_, search) => <Brief search={search} />],
  [/^\/calendar$/, "Calendar", (_, search) => <Calendar search={search} />],
  [/^\/demands$/, "Demands", (_, search) => <Demands search={search} />],
  [/^\/review$/, "Review", (_, search) => <Review search={search} />],
];

/** Where the filter goes along: views of incidents under one filter. */
const LINKS: [string, string, boolean][] = [
  ["/", "Overview", true], ["/actors", "Actors", false], ["/network", "Network", true], ["/brief", "Brief", false],
  ["/calendar", "Calendar", true], ["/demands", "Demands", true], ["/documents", "Documents", false], ["/review", "Review", true],
];

export function App() {
  const address = useAddress();
  const main = useRef<HTMLElement>(null);
  const route = ROUTES.find(([path]) => path.test(address.path));
  useEffect(() => {
    document.title = route ? `${route[1]} · Annals` : "Annals";
    main.current?.focus({ preventScroll: true });
  }, [address.path]);
  return (
    <div class="shell" onClick={followLinks}>
      <a class="skip" href="#main">Skip to content</a>
      <header class="masthead">
        <a class="brand" href="/">Annals</a>
        <nav aria-label="Views">{LINKS.map((link) => <ViewLink link={link} address={address} key={link[0]} />)}</nav>
        <Search search={address.search} />
        <ThemeSwitch />
      </header>
      <main id="main" tabIndex={-1} ref={main}>{route ? view(route, address) : <NotFound what={address.path} />}</main>
    </div>
  );
}

function view(route: (typeof ROUTES)[number], { path, search }: Address) {
  const ids = route[0].exec(path)!.slice(1).map(Number);
  return route[2](ids, search);
}

function ViewLink({ link: [path, name, keeps], address }: { link: [string, string, boolean]; address: Address }) {
  const filter = keeps ? filterOf(address.search).toString() : "";
  const here = path === "/" ? address.path === "/" : address.path.startsWith(path);
  return <a href={path + (filter ? `?${filter}` : "")} aria-current={here ? "page" : undefined}>{name}</a>;
}
