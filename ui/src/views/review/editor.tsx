import { useEffect, useRef, useState } from "preact/hooks";
import { address, useApi } from "../../model/api";
import type { Report } from "../../model/types";

/** One field of a report with another value. */
export function Editor({ report, close, save }: { report: Report; close: () => void; save: (field: string, value: string) => void }) {
  const codebook = useApi<{ types: { name: string }[]; fields: (string | { name: string })[] }>(address("/codebook"));
  const [field, setField] = useState("type");
  const [value, setValue] = useState(report.type);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const fields = (codebook.data?.fields ?? ["type"]).map((one) => (typeof one === "string" ? one : one.name));
  const turn = (next: string) => {
    setField(next);
    setValue(present(report, next));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    save(field, value);
  };
  return (
    <dialog ref={dialog} onClose={close} aria-label="Edit">
      <form onSubmit={submit}>
        <p class="quote">{report.sentence}</p>
        <label>Field <select value={field} onChange={(event) => turn(event.currentTarget.value)}>{fields.map((one) => <option key={one}>{one}</option>)}</select></label>
        {field === "type"
          ? <label>Type <select value={value} onChange={(event) => setValue(event.currentTarget.value)}>{(codebook.data?.types ?? []).map((type) => <option key={type.name}>{type.name}</option>)}</select></label>
          : <label>Value <input value={value} onInput={(event) => setValue(event.currentTarget.value)} /></label>}
        <p class="tools"><button type="submit">Save</button> <button type="button" class="quiet" onClick={close}>Cancel</button></p>
      </form>
    </dialog>
  );
}

/** A field's value now, as the API takes it. */
function present(report: Report, field: string): string {
  const renamed: Record<string, string> = { day_from: "from", day_to: "to", deaths_min: "deaths_low", deaths_max: "deaths_high", injured_min: "injured_low", injured_max: "injured_high" };
  const value = (report as unknown as Record<string, unknown>)[renamed[field] ?? field];
  return Array.isArray(value) ? value.join(";") : value === null || value === undefined ? "" : String(value);
}
