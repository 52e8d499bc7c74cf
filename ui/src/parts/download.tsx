import { download } from "../model/api";

const TYPES = { csv: "CSV", jsonl: "JSON Lines" } as const;

/** Files of a view: the address of its data with another format. */
export function Downloads({ url, name }: { url: string; name: string }) {
  const join = url.includes("?") ? "&" : "?";
  return (
    <p class="downloads">
      Download{" "}
      {(Object.keys(TYPES) as (keyof typeof TYPES)[]).map((format) => (
        <button type="button" class="link" key={format} onClick={() => void download(`${url}${join}format=${format}`, `${name}.${format}`)}>{TYPES[format]}</button>
      ))}
    </p>
  );
}
