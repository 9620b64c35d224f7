import { describe, expect, test } from "vitest";
import { slaInput, slaLog } from "../../../test/support/sla-log.ts";
import { defaultSlaPolicy } from "./default-sla-policy.ts";
import { plainText, responsesOf } from "./effective-response.ts";
import { readSla } from "./read-sla.ts";

type Row = Parameters<typeof slaLog>[0][number];

const rule = defaultSlaPolicy.effectiveResponse;

/** Judgements of rows after an opening by Opal, as `effective because`. */
function judged(rows: readonly Omit<Row, "at">[], types: readonly (typeof rule.types)[number][] = rule.types): readonly string[] {
  const log = slaLog([{ at: "2026-03-02T00:00" }, ...rows.map((row, i) => ({ at: `2026-03-02T0${i + 1}:00`, ...row }))]);
  return responsesOf(log, { ...rule, types: [...types] }).map(({ effective, because }) => `${effective ? "yes" : "no"} ${because}`);
}

describe("an entry answers", () => {
  test.each<readonly [string, Omit<Row, "at">, string]>([
    ["when it takes the work up", { state: "active" }, "yes rule"],
    ["when it tells the customer something", { type: "customer_update", text: "we drain the east region" }, "yes rule"],
    [
      "when an import wrote a change of severity over its assignment",
      { type: "severity_changed", severity: "P1", holderGroup: "Duty" },
      "yes rule",
    ],
    ["not by an empty phrase", { type: "customer_update", text: "Recorded,  will handle." }, "no empty_phrase"],
    ["not by an empty phrase in Chinese", { type: "customer_update", text: "已记录， 会处理！" }, "no empty_phrase"],
    ["not by an empty phrase that goes with a change", { state: "active", text: "已收到。" }, "no empty_phrase"],
    ["not by punctuation", { state: "active", text: "……" }, "no empty_phrase"],
    ["not by saying nothing", { type: "customer_update" }, "no empty_phrase"],
    ["by more than an empty phrase", { type: "customer_update", text: "recorded, will handle: rolled back at 10:00" }, "yes rule"],
    ["not when the opener does it", { state: "active", actor: "Opal" }, "no by_opener"],
    ["not when nobody signed it", { state: "active", actor: null }, "no no_actor"],
    ["not as a note", { type: "note", text: "seen this before" }, "no type"],
    ["not when the customer writes", { type: "customer_message", actor: "Kim", text: "any news?" }, "no type"],
    ["as a note that its author calls an answer", { type: "note", text: "called them, port is open", effective: true }, "yes marked"],
    ["not by an author's own word for an empty phrase", { type: "customer_update", text: "noted", effective: true }, "no empty_phrase"],
    ["not when its author says so", { state: "active", effective: false }, "no marked"],
    ["not when the customer's entry is called one", { type: "customer_message", actor: "Kim", text: "hm", effective: true }, "no type"],
  ])("%s", (_when, row, expected) => {
    expect(judged([row])).toEqual([expected]);
  });

  test("as the last mark says, unless it is the customer's or the opener's", () => {
    const mark = (marksId: string, effective: boolean): Omit<Row, "at"> => ({ type: "response_marked", actor: "Gao", marksId, effective });
    expect(judged([{ state: "active" }, mark("e1", false)])).toEqual(["no marked"]);
    expect(judged([{ state: "active" }, mark("e1", false), mark("e1", true)])).toEqual(["yes marked"]);
    expect(judged([{ type: "note", text: "noted" }, mark("e1", true)])).toEqual(["yes marked"]);
    expect(judged([{ state: "active", actor: null }, mark("e1", true)])).toEqual(["yes marked"]);
    expect(judged([{ type: "customer_message", actor: "Kim", text: "hi" }, mark("e1", true)])).toEqual(["no type"]);
    expect(judged([{ state: "active", actor: "Opal" }, mark("e1", true)])).toEqual(["no by_opener"]);
  });

  test("only by the types that the policy names", () => {
    expect(judged([{ state: "active" }], ["note"])).toEqual(["no type"]);
    expect(judged([{ type: "note", text: "port 443 is blocked" }], ["note"])).toEqual(["yes rule"]);
  });

  test("and what a mark takes away is waited for again", () => {
    const log = slaLog([
      { at: "2026-03-02T00:00", severity: "P0" },
      { at: "2026-03-02T00:10", state: "active" },
      { at: "2026-03-02T00:20", type: "response_marked", actor: "Gao", marksId: "e1", effective: false },
    ]);
    const states = ["00:15", "00:20", "00:31"].map(
      (time) => readSla(slaInput(log), Date.parse(`2026-03-02T${time}:00.000Z`)).current.first_response?.state,
    );
    expect(states).toEqual(["met", "running", "breached"]);
  });
});

describe("a log that names nobody", () => {
  test("cannot say who answered", () => {
    const log = slaLog([
      { at: "2026-03-02T00:00", actor: null },
      { at: "2026-03-02T01:00", actor: null, state: "active" },
    ]);
    expect(readSla(slaInput(log), Date.parse("2026-03-09T00:00:00.000Z")).current.first_response).toMatchObject({
      state: "void",
      breachedMs: null,
    });
  });

  test("is waited for until its second entry", () => {
    const log = slaLog([{ at: "2026-03-02T00:00", actor: null }]);
    expect(readSla(slaInput(log), Date.parse("2026-03-09T00:00:00.000Z")).current.first_response?.state).toBe("breached");
  });
});

test("phrases are compared without case, spaces, width and closing punctuation", () => {
  expect(["Recorded, will handle", "ＲＥＣＯＲＤＥＤ，will handle!!", " recorded,will\nhandle… "].map(plainText)).toEqual(
    Array(3).fill("recorded,willhandle"),
  );
});
