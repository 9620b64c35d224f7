import { describe, expect, test } from "vitest";
import { scenarios } from "../account/account.ts";
import { checkTemplate } from "./check-template.ts";
import { defaultTemplate } from "./default-templates.ts";
import { templateKeys } from "./outreach-template.ts";

const nowMs = Date.parse("2026-10-29T02:42:00.000Z");
const body = "{{ greeting }} {{ peak_p50 }} at {{ peak_at }}";

describe("a template", () => {
  test.each(templateKeys.flatMap((key) => (["zh-CN", "en"] as const).map((locale) => [key, locale] as const)))(
    "of the product can be used: %s in %s",
    (key, locale) => {
      for (const scenario of scenarios) expect(checkTemplate(key, locale, defaultTemplate(key, locale, scenario), nowMs).ok).toBe(true);
    },
  );

  test("is shown with the values of an invented customer", () => {
    const checked = checkTemplate("peak-check", "en", { subject: "Peak in {{ region }}", body }, nowMs);
    expect(checked).toMatchObject({
      ok: true,
      value: { subject: "Peak in East China", body: "Hi Dana, 182,000 at Sat 7 Nov, 20:00 (Shanghai, UTC+8)" },
    });
  });

  test("that cannot be written says why: the unknown value, the one that not every message has, the broken tag, nothing said", () => {
    const fault = (text: string) => {
      const checked = checkTemplate("peak-check", "en", { subject: "Peak", body: text }, nowMs);
      return checked.ok ? null : checked.error;
    };
    expect(fault("{{ peak_p99 }}")).toEqual({ code: "unknown-tokens", tokens: ["peak_p99"] });
    expect(fault("{{ notice_title }}")).toEqual({ code: "unknown-tokens", tokens: ["notice_title"] });
    expect(fault("For {{ occasion }}: {{ capacity_pcu }}")).toEqual({ code: "unguarded-tokens", tokens: ["occasion", "capacity_pcu"] });
    expect(fault("{% if occasion %}For {{ occasion }}{% else %}Soon{% endif %}")).toBeNull();
    expect(fault("{% if occasion %}never ended")).toMatchObject({ code: "broken" });
    expect(fault("{% include 'file' %}")).toMatchObject({ code: "broken" });
    expect(fault("  ")).toEqual({ code: "empty" });
  });
});
