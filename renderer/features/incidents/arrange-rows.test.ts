import { describe, expect, test } from "vitest";
import { loadRomanize } from "../../../shared/domain/search/romanize.ts";
import type { IncidentRow } from "../../data/queries/incident-rows.ts";
import { filterRows, groupRows, ofTurn } from "./arrange-rows.ts";
import { builtInViews, defaultView, listViewDefinition, parseListView, sameView, type ListView } from "./list-view.ts";

function row(number: string, fields: Partial<IncidentRow> = {}): IncidentRow {
  return {
    id: number,
    number,
    kind: "incident",
    severity: "P2",
    title: "Publish failures",
    state: "active",
    turn: "us",
    turnSinceMs: 0,
    holderGroup: "一线",
    holderName: "何静",
    heldSinceMs: 0,
    openedMs: 0,
    lastUpdateMs: 0,
    promise: null,
    response: null,
    handOffs: 0,
    kickedAbout: false,
    reopenCount: 0,
    watcherIds: [],
    watched: false,
    region: "cn-east",
    accountId: "a1",
    accountName: "星屿秀场",
    accountCode: "STAR",
    accountAliases: ["Starisle"],
    tier: "premium",
    mine: true,
    ...fields,
  };
}

const nowMs = Date.parse("2026-10-29T02:42:00.000Z");
const rows = [
  row("INC-1"),
  row("INC-2", {
    severity: "P0",
    turn: "vendor",
    accountId: "a2",
    accountName: "Kopi Live",
    accountCode: "KOPI",
    accountAliases: [],
    region: "id-west",
    mine: false,
  }),
  row("INC-3", { turn: "customer", title: "首帧变慢", holderName: null, holderGroup: null }),
  row("INC-4", { turn: "none", accountId: null, accountName: null, accountCode: null, accountAliases: [], region: null, mine: false }),
];
const numbers = (found: readonly IncidentRow[]): readonly string[] => found.map((r) => r.number);
const shown = (view: Partial<ListView>, text = ""): readonly string[] =>
  numbers(filterRows(rows, { ...defaultView, ...view }, text, null, nowMs));

describe("the incident list's filter", () => {
  test("takes severity, account, region and whose account it is together", () => {
    expect(shown({})).toEqual(["INC-1", "INC-2", "INC-3", "INC-4"]);
    expect(shown({ severities: ["P0"] })).toEqual(["INC-2"]);
    expect(shown({ accounts: ["a1", ""] })).toEqual(["INC-1", "INC-3", "INC-4"]);
    expect(shown({ regions: ["id-west", ""] })).toEqual(["INC-2", "INC-4"]);
    expect(shown({ mine: true, severities: ["P0"] })).toEqual([]);
  });

  test("finds by number, title, account, other name, holder and, with the dictionary, pinyin", async () => {
    expect(shown({}, "inc-3")).toEqual(["INC-3"]);
    expect(shown({}, "kopi")).toEqual(["INC-2"]);
    expect(shown({}, "starisle")).toEqual(["INC-1", "INC-3"]);
    expect(shown({}, "首帧")).toEqual(["INC-3"]);
    expect(shown({}, "xyxc")).toEqual([]);
    const romanize = await loadRomanize();
    expect(numbers(filterRows(rows, defaultView, "xyxc", romanize, nowMs))).toEqual(["INC-1", "INC-3"]);
    expect(numbers(filterRows(rows, defaultView, "hejing", romanize, nowMs))).toEqual(["INC-1", "INC-2", "INC-4"]);
  });

  test("by how the next promise stands, and by what the reader watches", () => {
    const promise = (dueInMinutes: number | null, paused = false): IncidentRow["promise"] => ({
      clock: "next_update",
      cycle: 0,
      severity: "P2",
      targetMs: 3_600_000,
      dueMs: dueInMinutes === null ? null : nowMs + dueInMinutes * 60_000,
      warnMs: null,
      paused,
    });
    const promised = [
      row("over", { promise: promise(-1) }),
      row("soon", { promise: promise(60) }),
      row("later", { promise: promise(61), watched: true }),
      row("stands", { promise: promise(null, true) }),
      row("none"),
    ];
    const those = (view: Partial<ListView>): readonly string[] =>
      numbers(filterRows(promised, { ...defaultView, ...view }, "", null, nowMs));
    expect(those({ promises: ["soon"] })).toEqual(["soon"]);
    expect(those({ promises: ["breached"] })).toEqual(["over"]);
    expect(those({ promises: ["paused", "soon"] })).toEqual(["soon", "stands"]);
    expect(those({ watched: true })).toEqual(["later"]);
    expect(those({ promises: ["breached"], watched: true })).toEqual([]);
  });

  test("splits by whose turn it is", () => {
    expect(numbers(ofTurn(rows, "open"))).toEqual(["INC-1", "INC-2", "INC-3"]);
    expect(numbers(ofTurn(rows, "customer"))).toEqual(["INC-3"]);
    expect(numbers(ofTurn(rows, "none"))).toEqual(["INC-4"]);
  });
});

describe("groups", () => {
  test("come in the order in which their value is read and hold every row once", () => {
    expect(groupRows(rows, "severity").map((g) => [g.key, numbers(g.rows)])).toEqual([
      ["P0", ["INC-2"]],
      ["P2", ["INC-1", "INC-3", "INC-4"]],
    ]);
    expect(groupRows(rows, "turn").map((g) => g.key)).toEqual(["us", "customer", "vendor", "none"]);
    expect(groupRows(rows, "account").map((g) => g.key)).toEqual(["a1", "a2", ""]);
    expect(groupRows(rows, "none")).toEqual([{ key: "", rows }]);
  });
});

describe("a saved view", () => {
  test("is read back as it was saved, and shows the default when it cannot be understood", () => {
    const view = { ...builtInViews.urgent, grouping: "account" as const };
    expect(parseListView(JSON.parse(JSON.stringify(listViewDefinition(view))))).toEqual(view);
    // Saved before there was a choice of promises.
    const { watched: _watched, promises: _promises, ...older } = listViewDefinition(view);
    expect(parseListView(older)).toEqual(view);
    expect(sameView(parseListView({ severities: "P9" }), defaultView)).toBe(true);
  });
});
