import { expect, it } from "vitest";
import { createTranslator } from "../app/i18n.ts";
import { type FieldTexts, fieldName, fieldValue, shownFields } from "./field-words.ts";
import { createTexts } from "./texts.ts";

function texts(language: "en" | "zh-CN"): FieldTexts {
  const made = createTexts(createTranslator(language), language);
  return {
    fields: made.of("fields"),
    domain: made.of("domain"),
    formats: { number: (value) => String(value), dateTime: (ms) => new Date(ms).toISOString().slice(5, 16) },
    people: new Map([["usr_1", "Lin"]]),
  };
}

it.each([
  ["account", "name", "Kopi Live", "Kopi Live", "Kopi Live"],
  ["account", "tier", "premium", "Premium", "尊享"],
  ["account", "tier", "unknown_tier", "unknown_tier", "unknown_tier"],
  ["account", "ownerId", "usr_1", "Lin", "Lin"],
  ["account", "ownerId", "usr_2", "usr_2", "usr_2"],
  ["account", "tags", ["vip", "新签"], "vip, 新签", "vip、新签"],
  ["account", "tags", [], null, null],
  ["account", "summary", "", null, null],
  ["contact", "onCall", false, "no", "否"],
  ["contact", "preferredHours", { startMinute: 540, endMinute: 1080 }, "09:00–18:00", "09:00–18:00"],
  ["contact", "channels", [{ type: "email", value: "lin@x.io" }], "Email lin@x.io", "邮件 lin@x.io"],
  ["contact", "*", { id: "con_1", name: "Lin" }, "Lin", "Lin"],
  ["contact", "*", null, null, null],
  [
    "contract",
    "startsOn+renewsOn",
    { startsOn: "2026-01-01", renewsOn: null },
    "Starts on: 2026-01-01, Renews on: —",
    "开始日：2026-01-01、续约日：—",
  ],
  ["plannedEvent", "upliftFactor", 1.5, "×1.5", "×1.5"],
  ["plannedEvent", "startsAt", "2026-10-29T02:42:00.000Z", "10-29T02:42", "10-29T02:42"],
  ["timeline", "type", "note", "Note", "记录"],
  ["invoice", "lines", { amount: 1 }, '{"amount":1}', '{"amount":1}'],
])("writes %s %s %j for people", (kind, field, value, english, chinese) => {
  expect([fieldValue(texts("en"), kind, field, value), fieldValue(texts("zh-CN"), kind, field, value)]).toEqual([english, chinese]);
});

it.each([
  ["account", "name", "名称"],
  ["contact", "name", "姓名"],
  ["contact", "title", "职位"],
  ["task", "title", "标题"],
  ["contract", "startsOn+renewsOn", "开始日、续约日"],
  ["contact", "*", "整条记录"],
  ["invoice", "lines", "lines"],
])("names the field %s %s", (kind, field, name) => {
  expect(fieldName(texts("zh-CN").fields, kind, field)).toBe(name);
});

it("shows the fields that people know, and all of a record of which they know none", () => {
  expect(shownFields(["accountId", "text", "at", "authorId", "type"])).toEqual(["text", "type"]);
  expect(shownFields(["lines"])).toEqual(["lines"]);
});
