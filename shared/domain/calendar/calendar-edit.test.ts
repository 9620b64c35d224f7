import { describe, expect, test } from "vitest";
import { type CalendarEdit, calendarEditsOf, withCalendarEdits } from "./calendar-edit.ts";
import type { Holiday } from "./holiday.ts";

const name = { zh: "节", en: "Feast" };
const edit = (date: string, kind: CalendarEdit["kind"], change: CalendarEdit["change"], of: Partial<CalendarEdit> = {}): CalendarEdit => ({
  country: "CN",
  accountId: null,
  date,
  name,
  kind,
  change,
  ...of,
});
const holiday = (date: string, kind: Holiday["kind"], en = "Feast"): Holiday => ({ date, kind, name: { zh: "节", en } });

describe("calendar edits", () => {
  test("an added day stands in its place by date and weight; the same name of the same kind is replaced", () => {
    const list = [holiday("2026-05-01", "public"), holiday("2026-05-20", "commercial", "520 Day")];
    const added = withCalendarEdits(
      list,
      [edit("2026-05-20", "public", "add"), edit("2026-05-01", "public", "add")],
      "2026-01-01",
      "2026-12-31",
    );
    expect(added.map((one) => [one.date, one.kind, one.name.en])).toEqual([
      ["2026-05-01", "public", "Feast"],
      ["2026-05-20", "public", "Feast"],
      ["2026-05-20", "commercial", "520 Day"],
    ]);
  });

  test("a day off that is added undoes a make-up working day, and the other way round", () => {
    const list = [holiday("2026-10-10", "makeup_workday", "Make-up"), holiday("2026-10-11", "public", "Off")];
    const edits = [edit("2026-10-10", "public", "add"), edit("2026-10-11", "makeup_workday", "add")];
    expect(withCalendarEdits(list, edits, "2026-01-01", "2026-12-31").map((one) => one.kind)).toEqual(["public", "makeup_workday"]);
  });

  test("removing takes what has the date and kind, and nothing outside the days asked for", () => {
    const list = [holiday("2026-05-01", "public", "Labour Day"), holiday("2026-05-01", "commercial", "Sale")];
    const remove = edit("2026-05-01", "public", "remove");
    expect(withCalendarEdits(list, [remove], "2026-01-01", "2026-12-31")).toEqual([list[1]]);
    expect(withCalendarEdits(list, [remove], "2027-01-01", "2027-12-31")).toBe(list);
  });

  test("the later of two edits of a day holds", () => {
    const both = [edit("2026-05-04", "public", "add"), edit("2026-05-04", "public", "remove")];
    expect(withCalendarEdits([], both, "2026-01-01", "2026-12-31")).toEqual([]);
    expect(withCalendarEdits([], both.toReversed(), "2026-01-01", "2026-12-31")).toHaveLength(1);
  });

  test("a country's edits hold for its accounts, an account's for that account alone", () => {
    const edits = [
      edit("2026-01-01", "public", "add"),
      edit("2026-01-02", "public", "add", { country: "US" }),
      edit("2026-01-03", "public", "add", { country: null, accountId: "acc_1" }),
      edit("2026-01-04", "public", "add", { country: null, accountId: "acc_2" }),
    ];
    expect(calendarEditsOf(edits, "CN", "acc_1").map((one) => one.date)).toEqual(["2026-01-01", "2026-01-03"]);
    expect(calendarEditsOf(edits, "CN", null).map((one) => one.date)).toEqual(["2026-01-01"]);
  });
});
