import { expect, test } from "vitest";
import { workCalendar } from "../calendar/working-days.ts";
import { taskStanding, taskTitle } from "./task-standing.ts";

const china = workCalendar("CN");
const on = (dueOn: string | null, today: string) => {
  const { state, lateDays } = taskStanding({ dueOn }, today, china);
  return `${state} ${lateDays}`;
};

test.each([
  ["without a day", null, "2026-11-10", "undated 0"],
  ["tomorrow", "2026-11-11", "2026-11-10", "ahead 0"],
  ["today", "2026-11-10", "2026-11-10", "today 0"],
  ["yesterday", "2026-11-10", "2026-11-11", "overdue 1"],
  ["a Saturday: Monday is in time", "2026-11-14", "2026-11-16", "today 0"],
  ["a Saturday: Tuesday is not", "2026-11-14", "2026-11-17", "overdue 1"],
  ["before the National Day holiday, on its last day", "2026-09-30", "2026-10-07", "overdue 1"],
  ["before the holiday, after it", "2026-09-30", "2026-10-09", "overdue 2"],
  ["a make-up Saturday (调休) counts", "2026-10-09", "2026-10-12", "overdue 2"],
])("a task due %s", (_name, dueOn, today, expected) => {
  expect(on(dueOn, today)).toBe(expected);
});

test("a step's title is in the reader's language until somebody writes another", () => {
  const step = { title: "对账", titles: { zh: "对账", en: "Reconcile" } };
  expect([taskTitle(step, "en"), taskTitle(step, "zh-CN"), taskTitle({ title: "自己的", titles: null }, "en")]).toEqual([
    "Reconcile",
    "对账",
    "自己的",
  ]);
});
