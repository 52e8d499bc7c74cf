import { download } from "../model/api";

const TYPES = { csv: "CSV", jsonl: "JSON Lines", geojson: "GeoJSON" } as const;

/** Files of a view: the address of its data with another format; `placed` where its rows can be drawn on a map. */
export function Downloads({ url, name, placed = false }: { url: string; name: string; placed?: boolean }) {
  const join = url.includes("?") ? "&" : "?";
  return (
    <p class="downloads">
      Download{" "}
      {(Object.keys(TYPES) as (keyof typeof TYPES)[]).filter((format) => placed || format !== "geojson").map((format) => (
        <button type="button" class="link" key={format} onClick={() => void download(`${url}${join}format=${format}`, `${name}.${format}`)}>{TYPES[format]}</button>
      ))}
    </p>
  );
}
