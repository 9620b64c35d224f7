import { describe, expect, test } from "vitest";
import { type CalendarEdit, calendarEditsOf, withCalendarEdits } from "./calendar-edit.ts";
import type { Holiday } from "./holiday.ts";

const edit = (date: string, kind: CalendarEdit["kind"], of: Partial<CalendarEdit> = {}): CalendarEdit => ({
  country: "CN",
  accountId: null,
  date,
  name: "Feast",
  kind,
  removed: false,
  ...of,
});
const holiday = (date: string, kind: Holiday["kind"], en = "Feast"): Holiday => ({ date, kind, name: { zh: "节", en } });
const year = ["2026-01-01", "2026-12-31"] as const;

describe("calendar edits", () => {
  test("an added day stands in its place by date and weight; the same name of the same kind is replaced", () => {
    const list = [holiday("2026-05-01", "public"), holiday("2026-05-20", "commercial", "520 Day")];
    const added = withCalendarEdits(list, [edit("2026-05-20", "public"), edit("2026-05-01", "public")], ...year);
    expect(added).toEqual([
      { date: "2026-05-01", kind: "public", name: { zh: "Feast", en: "Feast" } },
      { date: "2026-05-20", kind: "public", name: { zh: "Feast", en: "Feast" } },
      list[1],
    ]);
  });

  test("a day off that is added undoes a make-up working day, and the other way round", () => {
    const list = [holiday("2026-10-10", "makeup_workday", "Make-up"), holiday("2026-10-11", "public", "Off")];
    const edits = [edit("2026-10-10", "public"), edit("2026-10-11", "makeup_workday")];
    expect(withCalendarEdits(list, edits, ...year).map((one) => one.kind)).toEqual(["public", "makeup_workday"]);
  });

  test("a date that is taken out loses what the calendar says of it, not what a person adds, and nothing outside the days asked for", () => {
    const list = [
      holiday("2026-05-01", "public", "Labour Day"),
      holiday("2026-05-01", "commercial", "Sale"),
      holiday("2026-05-02", "public"),
    ];
    const remove = edit("2026-05-01", "public", { removed: true });
    expect(withCalendarEdits(list, [remove], ...year)).toEqual([list[2]]);
    expect(withCalendarEdits(list, [edit("2026-05-01", "commercial"), remove], ...year).map((one) => one.kind)).toEqual([
      "commercial",
      "public",
    ]);
    expect(withCalendarEdits(list, [remove], "2027-01-01", "2027-12-31")).toBe(list);
  });

  test("a country's entries hold for its accounts, an account's for that account alone", () => {
    const edits = [
      edit("2026-01-01", "public"),
      edit("2026-01-02", "public", { country: "US" }),
      edit("2026-01-03", "public", { country: null, accountId: "acc_1" }),
      edit("2026-01-04", "public", { country: null, accountId: "acc_2" }),
    ];
    expect(calendarEditsOf(edits, "CN", "acc_1").map((one) => one.date)).toEqual(["2026-01-01", "2026-01-03"]);
    expect(calendarEditsOf(edits, "CN", null).map((one) => one.date)).toEqual(["2026-01-01"]);
  });
});
