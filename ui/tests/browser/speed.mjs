// When the overview can be used on a large store: rows stand in the table, and a key pressed in the search box is drawn.
// usage: node tests/browser/speed.mjs ADDRESS [RUNS]
import { chromium } from "playwright-core";

const [address, runs = "7"] = process.argv.slice(2);
if (!address) {
  console.error("usage: node tests/browser/speed.mjs ADDRESS [RUNS]");
  process.exit(2);
}
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
const marks = { shell: [], rows: [], usable: [], map: [] };
for (let run = 0; run < Number(runs); run++) {
  // A context of its own has nothing in its cache.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const now = () => page.evaluate(() => performance.now());
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForSelector(".masthead", { state: "attached" });
  marks.shell.push(await now());
  await page.waitForSelector("table.incidents tbody tr", { state: "attached" });
  marks.rows.push(await now());
  await page.locator(".search input").pressSequentially("x");
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  marks.usable.push(await now());
  await page.waitForSelector("canvas.map-canvas", { state: "attached" });
  await page.waitForFunction(() => /have a place/.test(document.querySelector(".map-note")?.textContent ?? ""));
  marks.map.push(await now());
  await context.close();
}
await browser.close();
const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
for (const [name, times] of Object.entries(marks)) console.log(`${name}: ${median(times).toFixed(0)} ms, first ${times[0].toFixed(0)} ms`);
