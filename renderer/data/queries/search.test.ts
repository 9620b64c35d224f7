import { expect, test } from "vitest";
import type { Kind, RecordOf } from "../../../shared/domain/kinds.ts";
import { sampleReview } from "../../../test/support/sample-review.ts";
import { encodePage, PageReader } from "../../../shared/sync/columnar.ts";
import { Engine } from "../engine.ts";
import { search, type SearchArgs } from "./search.ts";

const at = "2026-10-01T00:00:00.000Z";
const account = {
  id: "acc_1",
  name: "星光直播",
  code: "STAR",
  aliases: ["Starlight"],
  tier: "key",
  lifecycle: "active",
  rev: 1,
};
const incident = (id: string, title: string) => ({
  id,
  accountId: "acc_1",
  number: id.toUpperCase(),
  kind: "incident",
  severity: "P1",
  title,
  state: "active",
  openedAt: at,
  resolvedAt: null,
  closedAt: null,
  region: null,
  holderGroup: null,
  holderName: null,
  sourceMadeSla: null,
  rev: 1,
});
const entry = (id: string, incidentId: string, ordinal: number, text: string) => ({
  id,
  accountId: "acc_1",
  incidentId,
  at,
  ordinal,
  type: "updated",
  state: "active",
  severity: "P1",
  holderGroup: null,
  holderName: null,
  actor: null,
  text,
  source: null,
  rev: 1,
});
const article = (key: string, version: number, state: RecordOf<"article">["state"], title: string, solution: string) => ({
  id: `art_${key}_${version}`,
  key,
  version,
  state,
  zh: null,
  en: { title, symptom: "", investigation: "", solution, cautions: "" },
  component: "publish",
  regions: [],
  carriers: [],
  platforms: [],
  sdkRange: "",
  tags: [],
  incidentIds: [],
  authorId: "usr_a",
  at,
  note: "",
  rev: version,
});

type Rows = readonly Readonly<Record<string, never>>[];
function book(): Engine {
  const engine = new Engine(
    () => Promise.resolve([]),
    () => undefined,
  );
  const add = (kind: Kind, rows: readonly object[]): void => engine.addPage(kind, 0, new PageReader(encodePage(kind, rows as Rows)));
  add("account", [account]);
  add("contact", []);
  add("incident", [incident("inc_1", "华东推流失败"), incident("inc_2", "Echo on the loudspeaker")]);
  add("incidentEvent", [
    entry("e1", "inc_1", 0, "重连退避过短，接入节点被打满"),
    entry("e2", "inc_2", 0, "Software echo cancellation pushed for the model"),
  ]);
  add("article", [
    article("backoff", 1, "published", "Publish failures", "Restore the back-off"),
    article("backoff", 2, "published", "Publish failures after reconnects", "Restore the back-off and jitter"),
    article("secret", 1, "draft", "Publish draft", ""),
  ]);
  add("review", [
    { ...sampleReview({ accountId: "acc_1", period: "2026-Q3" }), rev: 1 },
    { ...sampleReview({ accountId: "acc_1", period: "2026-Q2" }), rev: 1 },
    { ...sampleReview({ accountId: "acc_1", kind: "letter", period: "2026-09" }), rev: 1 },
  ]);
  return engine;
}

async function found(engine: Engine, text: string, args: Partial<SearchArgs> = {}): Promise<readonly string[]> {
  const items = await search.run(engine, { text, limit: 10, language: "en", ...args }, 0);
  return items.map(({ type, id }) => `${type} ${id}`);
}

test.each([
  ["star", ["account acc_1"]],
  ["推流", ["incident inc_1"]],
  ["tuiliu", ["incident inc_1"]],
  ["tlsb", ["incident inc_1"]],
  ["退避", ["incident inc_1"]],
  ["cltb", ["incident inc_1"]],
  ["jrjd", ["incident inc_1"]],
  ["打满 推流", ["incident inc_1"]],
  ["cancell", ["incident inc_2"]],
  ["reconn", ["article backoff"]],
  ["jitter", ["article backoff"]],
  ["publish", ["article backoff"]],
  ["echo", ["incident inc_2"]],
  ["draft", []],
  ["退避 cancellation", []],
  ["", []],
])("%j finds %j, in names, titles, logs and sections", async (text, expected) => {
  expect(await found(book(), text)).toEqual(text === "cltb" ? [] : expected);
});

test("a title comes before a log, and a limit holds", async () => {
  const engine = book();
  engine.applyChanges([{ seq: 9, op: "put", kind: "incidentEvent", id: "e3", doc: entry("e3", "inc_1", 1, "echo heard too") }] as never, 1);
  expect(await found(engine, "echo")).toEqual(["incident inc_2", "incident inc_1"]);
  expect(await found(engine, "echo", { limit: 1 })).toEqual(["incident inc_2"]);
});

test("what changes is found as it is now, without the rest being read again", async () => {
  const engine = book();
  expect(await found(engine, "firewall")).toEqual([]);
  const put = (kind: Kind, doc: { readonly id: string }, seq: number) => ({ seq, op: "put", kind, id: doc.id, doc });
  engine.applyChanges(
    [
      put("incidentEvent", entry("e4", "inc_1", 2, "The firewall blocks UDP"), 10),
      put("incident", incident("inc_3", "Firewall at a school"), 11),
      put("article", article("backoff", 3, "retired", "Publish failures", ""), 12),
    ] as never,
    1,
  );
  expect(await found(engine, "firewall")).toEqual(["incident inc_3", "incident inc_1"]);
  expect(await found(engine, "jitter")).toEqual([]);
  engine.applyChanges([{ seq: 13, op: "delete", kind: "incident", id: "inc_3" }] as never, 2);
  expect(await found(engine, "firewall")).toEqual(["incident inc_1"]);
});

test.each([
  ["starlight q3", ["review rev_1_2026-q3"]],
  ["xgzb q2", ["review rev_1_2026-q2"]],
  ["星光 2026-09", ["review let_1_2026-09"]],
  ["STAR 2026 q3", ["review rev_1_2026-q3"]],
  // A period alone is everybody's, a name alone is the customer's.
  ["q3", []],
  ["star", ["account acc_1"]],
])("%j finds %j: a review by customer and period", async (text, expected) => {
  expect(await found(book(), text)).toEqual(expected);
});

test("a review that was taken back is not found", async () => {
  const engine = book();
  const item = { type: "review", id: "rev_1_2026-q3", accountId: "acc_1", title: "星光直播", subtitle: "2026-Q3" };
  expect(await search.run(engine, { text: "star q3", limit: 10, language: "en" }, 0)).toMatchObject([item]);
  engine.applyChanges([{ seq: 14, op: "delete", kind: "review", id: item.id }] as never, 1);
  expect(await found(engine, "star q3")).toEqual([]);
});
