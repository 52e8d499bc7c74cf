// Drives every view in Chromium against a running `annals serve`: no error on the console, no finding of axe, the keyboard works.
// usage: node tests/browser/run.mjs ADDRESS TOKEN [FOLDER_FOR_SCREENSHOTS]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [address, token, folder] = process.argv.slice(2);
if (!address || !token) {
  console.error("usage: node tests/browser/run.mjs ADDRESS TOKEN [FOLDER_FOR_SCREENSHOTS]");
  process.exit(2);
}
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const api = async (path) => (await fetch(`${address}/api/v1${path}`)).json();

/** Views with what must be seen in each; ids are those of the store that is served. */
async function views() {
  const incident = (await api("/incidents?limit=1&type=ASSAULT")).items[0];
  const dyad = (await api("/dyads?limit=1")).items[0];
  return [
    ["overview", "/", "table.incidents tbody tr"],
    ["incident", `/incidents/${incident.incident}`, ".reports .entry"],
    ["document", `/documents/${incident.document_id}?event=${incident.event}`, ".segment.active"],
    ["documents", "/documents", "table.rows tbody tr"],
    ["actors", "/actors", "table.rows tbody tr"],
    ["actor", `/actors/${dyad.actor.id}`, ".columns table"],
    ["dyad", `/dyads/${dyad.actor.id}/${dyad.recipient.id}`, ".chart canvas"],
    ["network", "/network", ".network canvas"],
    ["brief", `/brief?topic=${encodeURIComponent(incident.place ?? incident.country)}`, ".sources li"],
    ["calendar", "/calendar", ".calendar li"],
    ["demands", "/demands", ".entry"],
    ["review", "/review", ".queue .card"],
    ["missing", "/no/such/page", "main h1"],
  ];
}

const failures = [];
const passed = [];
const check = (name, holds, detail = "") => (holds ? passed : failures).push(detail ? `${name}: ${detail}` : name);

const flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });

async function open(scheme, width = 1280) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP: false });
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (line) => line.type() === "error" && errors.push(line.text()));
  await page.goto(`${address}/#token=${token}`);
  return { page, errors };
}

/** axe run by the debugger, which the content policy does not bind. */
async function findings(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }));
  return result.violations.map((one) => `${one.id} (${one.nodes.length}: ${one.nodes[0].target})`);
}

for (const scheme of ["light", "dark"]) {
  const { page, errors } = await open(scheme);
  for (const [name, path, wanted] of await views()) {
    await page.goto(address + path);
    const seen = await page.waitForSelector(wanted, { timeout: 15_000 }).then(() => true, () => false);
    check(`${name} ${scheme} shows`, seen, seen ? "" : `no ${wanted}`);
    await page.waitForTimeout(400);
    const found = await findings(page);
    check(`${name} ${scheme} accessible`, found.length === 0, found.join("; "));
    check(`${name} ${scheme} without errors`, errors.length === 0, errors.splice(0).join("; "));
    if (folder && !["documents", "actors", "missing"].includes(name)) await page.screenshot({ path: join(folder, `${name}-${scheme}.png`) });
  }
  await page.close();
}

for (const part of [filters, phone, reviewKeys, adjudication]) await part().catch((error) => check(part.name, false, error.message));
await browser.close();
for (const failure of failures) console.error(`FAILED ${failure}`);
console.log(`browser: ${passed.length} passed, ${failures.length} failed`);
process.exit(failures.length > 0 ? 1 : 0);

/** A choice narrows the table and stands in the address; a drag over the timeline sets days; going back undoes it. */
async function filters() {
  const { page } = await open("light");
  await page.waitForSelector("table.incidents tbody tr");
  const title = page.locator(".section-head h2");
  const before = await title.textContent();
  await page.getByLabel(/^ASSAULT/).first().check();
  await page.waitForURL(/type=ASSAULT/);
  await page.waitForFunction((before) => ![before, "Incidents"].includes(document.querySelector(".section-head h2").textContent), before);
  // An incident is shown by the report that tells it best, which need not be the one that the filter asks for. The rows come by a
  // request of their own, after the title's number.
  const most = () => {
    const kinds = [...document.querySelectorAll("table.incidents td.what a")].map((link) => link.textContent);
    return kinds.filter((kind) => kind.startsWith("ASSAULT")).length > kinds.length / 2;
  };
  const filtered = await page.waitForFunction(most, null, { timeout: 5000 }).then(() => true, () => false);
  const kinds = await page.locator("table.incidents td.what a").allTextContents();
  check("a choice filters the table", filtered, kinds.join(", "));
  const bars = await page.locator(".timeline > svg").boundingBox();
  await page.mouse.move(bars.x + bars.width * 0.6, bars.y + 40);
  await page.mouse.down();
  await page.mouse.move(bars.x + bars.width * 0.98, bars.y + 40, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/from=\d{4}-\d\d-\d\d/);
  check("a brush sets the days", /to=/.test(page.url()));
  await page.goBack();
  check("going back undoes it", !/from=/.test(page.url()) && /type=ASSAULT/.test(page.url()));
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()]);
  check("a view is downloaded", file.suggestedFilename() === "incidents.csv");
  const [map] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "GeoJSON" }).click()]);
  const features = JSON.parse(readFileSync(await map.path(), "utf8")).features;
  const placed = Number(/^[\d,]+/.exec(await page.locator(".map-note").textContent())[0].replace(",", ""));
  check("the map is downloaded under the filter", features.length === placed && placed > 0, `${features.length} points of ${placed}`);
  await page.close();
}

async function phone() {
  const { page } = await open("light", 390);
  await page.waitForSelector("table.incidents tbody tr");
  for (const [name, path, wanted] of await views()) {
    await page.goto(address + path);
    await page.waitForSelector(wanted);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(`${name} fits a phone`, wide <= 0, `${wide} px too wide`);
  }
  await page.close();
}

/** An event that one reviewer accepts and another rejects stands in the queue of conflicts until a third settles it. */
async function adjudication() {
  const { page } = await open("light");
  const { event } = (await api("/reviews/queue?limit=50")).items.findLast((item) => item.reviews.length === 0).report;
  const say = (reviewer, verdict) =>
    fetch(`${address}/api/v1/reviews`, { method: "POST", headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" }, body: JSON.stringify({ event, verdict, reviewer }) });
  await say("anna", "accept");
  await say("ben", "reject");
  await page.goto(`${address}/review`);
  await page.getByLabel("Queue").selectOption("conflicts");
  await page.waitForURL(/kind=conflicts/);
  await page.waitForSelector(".queue .card");
  const said = await page.locator(".queue .card").first().textContent();
  check("a conflict shows what each reviewer says", /at odds/.test(said) && /anna: accept/.test(said) && /ben: reject/.test(said), said);
  if (folder) await page.screenshot({ path: join(folder, "conflicts-light.png") });
  await page.getByLabel("Your name").fill("carl");
  await page.locator("h1").click();
  await page.keyboard.press("a");
  await page.waitForFunction(() => document.querySelector("[role=status]").textContent.startsWith("accept"));
  await page.reload();
  await page.getByText("Nothing is left in this queue").waitFor();
  check("a third review settles it", (await api("/reviews/queue?kind=conflicts")).items.length === 0);
  await page.close();
}

/** j moves on, a accepts, u undoes, ? tells the keys. */
async function reviewKeys() {
  const { page } = await open("light");
  await page.goto(`${address}/review`);
  await page.waitForSelector(".queue .card");
  await page.getByLabel("Your name").fill("browser test");
  await page.locator("h1").click();
  await page.keyboard.press("j");
  check("j moves on", (await page.locator(".card.active").evaluate((card) => [...card.parentElement.children].indexOf(card))) === 1);
  await page.keyboard.press("a");
  await page.waitForFunction(() => document.querySelector("[role=status]").textContent.startsWith("accept"));
  check("a accepts", true);
  await page.keyboard.press("u");
  await page.waitForFunction(() => document.querySelector("[role=status]").textContent.startsWith("Undone"));
  check("u undoes", true);
  await page.keyboard.press("?");
  check("? tells the keys", await page.getByRole("heading", { name: "Keys" }).isVisible());
  await page.close();
}
