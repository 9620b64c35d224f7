import { expect, test } from "vitest";
import { handSnapshot } from "../../../shared/domain/review/evidence/hand-snapshot.ts";
import { metricName } from "../../../shared/domain/review/words/definition-words.ts";
import { loadRomanize } from "../../../shared/domain/search/romanize.ts";
import { searchKey } from "../../../shared/domain/search/search-key.ts";
import { findValues, valueChoices } from "./value-finder.ts";

const at = Date.parse("2026-08-03T12:00:00+08:00");
const snapshot = handSnapshot({
  credits: [
    { clause: "4.2", clock: "resolve", percent: 5, at },
    { clause: "4.3", clock: "resolve", percent: 2, at },
  ],
});

test("what the review says comes first, then each metric that has rows, whole and by its members, in each time", () => {
  const used = { metric: "sla.credit_percent" as const, filter: { clause: "4.3" }, period: "q", compare: null };
  const keys = valueChoices(snapshot, [used]).map(({ key }) => key);
  expect(keys[0]).toBe("sla.credit_percent?clause=4.3#q");
  expect(keys).toEqual([...new Set(keys)]);
  expect(keys.filter((key) => key.startsWith("sla.credit_percent")).toSorted()).toEqual(
    ["", "?clause=4.2", "?clause=4.3", "?clock=resolve"].flatMap((filter) =>
      ["#p", "#q", "#q~change:p", "#y"].map((time) => `sla.credit_percent${filter}${time}`),
    ),
  );
  expect(keys.some((key) => key.startsWith("usage.peak"))).toBe(false);
});

test("values are found by words of both languages and by the beginnings of how they sound", () => {
  const choices = valueChoices(snapshot, []).slice(0, 3);
  const names = ["服务 credit of clause 4.2", "退款 credit by clock", "卡顿率 freeze"];
  const sounds = (run: string): readonly string[] =>
    Array.from(run, (one) => ({ 服: "fu", 务: "wu", 退: "tui", 款: "kuan", 卡: "ka", 顿: "dun", 率: "lv" })[one] ?? "");
  const keyOf = (choice: (typeof choices)[number]) => searchKey(names[choices.indexOf(choice)] ?? "", sounds);
  const found = (typed: string) => findValues(choices, keyOf, typed, 2).map((choice) => choices.indexOf(choice));
  expect([found("clock"), found("kdl"), found("退款"), found("credit"), found("nothing"), found("")]).toEqual([
    [1],
    [2],
    [1],
    [0, 1],
    [],
    [0, 1],
  ]);
});

test("a metric that is no rate is found by the first letters of its Chinese name, too", async () => {
  const choices = valueChoices(snapshot, []).filter(({ question }) => question.compare === null && question.period === "q");
  const romanize = await loadRomanize();
  const names = (metric: (typeof choices)[number]["question"]["metric"]) => `${metricName(metric, "zh-CN")} ${metricName(metric, "en")}`;
  const found = findValues(choices, ({ question }) => searchKey(names(question.metric), romanize), "pf", 10);
  expect(new Set(found.map(({ question }) => question.metric))).toEqual(
    new Set(["sla.credit_percent", "rows.credits", "source_rows.credits"]),
  );
});
