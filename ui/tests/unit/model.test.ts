import { describe, expect, it } from "vitest";
import { cluster, leading, merged } from "../../src/model/cluster";
import { conditions, filterOf, toggled, withValues } from "../../src/model/filter";
import { days, range, short } from "../../src/model/format";
import { beginning, brushed, endOf, grain } from "../../src/model/periods";
import { segments } from "../../src/model/spans";
import { bounds, fit, zoomed } from "../../src/model/view";

const span = (start: number, end: number, role = "actor") => ({ start, end, role, event: 1, entity: null });

describe("segments", () => {
  it("cuts at the borders of overlapping spans, the longest outside", () => {
    const parts = segments("rebels in Goma fired", [span(0, 14), span(10, 14, "place"), span(12, 20, "trigger")]);
    expect(parts.map((part) => part.text)).toEqual(["rebels in ", "Go", "ma", " fired"]);
    expect(parts.map((part) => part.spans.map((one) => one.role))).toEqual([["actor"], ["actor", "place"], ["actor", "trigger", "place"], ["trigger"]]);
    expect(parts.map((part) => part.text).join("")).toBe("rebels in Goma fired");
  });

  it("counts code points, not UTF-16 units", () => {
    const parts = segments("🕊️ Ali met Eva", [span(3, 6)]);
    expect(parts.find((part) => part.spans.length > 0)?.text).toBe("Ali");
  });

  it("bears spans beyond the text and greys boilerplate", () => {
    const parts = segments("short", [span(2, 99)], [{ start: 0, end: 2 }]);
    expect(parts.map((part) => [part.text, part.boilerplate, part.spans.length])).toEqual([["sh", true, 0], ["ort", false, 1]]);
  });
});

describe("filter", () => {
  it("keeps conditions and leaves out the rest", () => {
    expect(filterOf("type=ASSAULT&type=PROTEST&cursor=x&from=").toString()).toBe("type=ASSAULT&type=PROTEST");
    expect(filterOf("box=1,2,3,4&type=A", ["box"]).toString()).toBe("type=A");
  });

  it("goes there and back through the address", () => {
    const search = toggled(withValues("", "party", ["Smith & Sons, Ltd"]), "type", "AID");
    expect(conditions(search)).toEqual([{ name: "type", value: "AID" }, { name: "party", value: "Smith & Sons, Ltd" }]);
    expect(toggled(toggled(search, "type", "AID"), "type", "AID")).toBe(new URLSearchParams([["party", "Smith & Sons, Ltd"], ["type", "AID"]]).toString());
  });
});

describe("cluster", () => {
  it("gathers what lies in one cell and keeps all points", () => {
    const [xs, ys] = [new Float32Array([1, 2, 90]), new Float32Array([1, 3, 90])];
    const found = cluster(xs, ys, [0, 1, 2], 40, () => 2, (at) => (at === 2 ? 3 : 0));
    expect(found.map((one) => [one.count, one.x, one.weight, leading(one.classes)])).toEqual([[2, 1.5, 4, 0], [1, 90, 2, 3]]);
  });

  it("makes one of what would cover one another, without losing a point", () => {
    const [xs, ys] = [new Float32Array([46, 50, 200]), new Float32Array([10, 10, 10])];
    const cells = cluster(xs, ys, [0, 1, 2], 48, () => 1, () => 3);
    expect(cells.length).toBe(3);
    const found = merged(cells, () => 8);
    expect(found.map((one) => [one.count, one.x, one.weight, one.classes[3], one.members.length])).toEqual([[2, 48, 2, 2, 2], [1, 200, 1, 1, 1]]);
  });

  it("draws a hundred thousand in well under a second", () => {
    const n = 100_000;
    const [xs, ys] = [Float32Array.from({ length: n }, (_, at) => (at * 7) % 1200), Float32Array.from({ length: n }, (_, at) => (at * 13) % 400)];
    const start = performance.now();
    const found = cluster(xs, ys, Array.from({ length: n }, (_, at) => at), 48, () => 1, (at) => at % 4);
    expect(found.reduce((sum, one) => sum + one.count, 0)).toBe(n);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe("periods", () => {
  it("ends where the next one begins", () => {
    expect([endOf("2024-02", "month"), endOf("2024-05-06", "week"), endOf("2023", "year"), endOf("2024-05-06", "day")]).toEqual(["2024-02-29", "2024-05-12", "2023-12-31", "2024-05-06"]);
    expect(brushed(["2024-01", "2024-02", "2024-03"], [2, 1], "month")).toEqual(["2024-02-01", "2024-03-31"]);
  });

  it("grows coarser with the days and begins after outliers", () => {
    expect([30, 900, 4000, 9000].map(grain)).toEqual(["day", "week", "month", "year"]);
    expect(beginning([1, 0, 0, 30, 40])).toBe(3);
    expect(beginning([5, 5])).toBe(0);
  });
});

describe("view", () => {
  it("shows all points and keeps the point under a zoom", () => {
    const view = fit([[36, -1], [40, -4]], 800, 400);
    const [south, west, north, east] = bounds(view, 800, 400);
    expect(south).toBeLessThan(-4);
    expect(west).toBeLessThan(36);
    expect(north).toBeGreaterThan(-1);
    expect(east).toBeGreaterThan(40);
    const near = zoomed(view, 2, 100, 50, 1);
    expect((100 - near.x) / near.scale).toBeCloseTo((100 - view.x) / view.scale);
  });
});

it("says ranges and days in few words", () => {
  expect([short("2024", "year"), short("2024-05", "month"), short("2024-05-06", "week")]).toEqual(["2024", "May 2024", "6 May 2024"]);
  expect([range(7, 9), range(7, 7), range(null, 3), range(null, null)]).toEqual(["7–9", "7", "3", ""]);
  expect([days("2024-05-06", "2024-05-06"), days("2024-05-06", "2024-05-09"), days(null, null)]).toEqual(["6 May 2024", "6–9 May 2024", "day not known"]);
});
