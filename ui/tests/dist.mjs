// Builds anew and compares with the committed `dist`, byte for byte.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { build } from "vite";

const hashes = (folder) => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name));
  return new Map(paths.map((path) => [relative(folder, path), createHash("sha256").update(readFileSync(path)).digest("hex")]));
};

const fresh = mkdtempSync(join(tmpdir(), "annals-ui-"));
await build({ logLevel: "error", build: { outDir: fresh, emptyOutDir: true } });
const [committed, built] = [hashes("dist"), hashes(fresh)];
rmSync(fresh, { recursive: true });
const differ = [...new Set([...committed.keys(), ...built.keys()])].filter((file) => committed.get(file) !== built.get(file));
if (differ.length > 0) {
  console.error(`ui/dist is not the build of ui/src (npm run build): ${differ.join(", ")}`);
  process.exit(1);
}
console.log(`ui/dist is the build of its source: ${committed.size} files`);
