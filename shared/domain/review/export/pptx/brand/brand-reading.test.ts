import { expect, test } from "vitest";
import { generatedTemplate } from "../../../../../../test/support/review/brand-templates.ts";
import { brandReading } from "./brand-reading.ts";

const generated = await generatedTemplate();

test("a file gives what is kept of it, its boxes on the page, and what a machine lacks in each language", () => {
  const outcome = brandReading(generated, (font) => font === "Inter" || font === "SimHei");
  if (!outcome.ok) throw new Error(outcome.error.code);
  const { kept, headingFont, layouts, title, body, findings } = outcome.value;
  expect([kept.fonts.latin, headingFont, layouts.length > 1]).toEqual(["Georgia", "Georgia", true]);
  for (const box of [title, body]) {
    expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 960 && box.y + box.height <= 540).toBe(true);
  }
  const missing = { code: "font_missing", font: "Georgia", fallback: "Inter" };
  expect(findings.en).toContainEqual(missing);
  expect(findings["zh-CN"]).toContainEqual(missing);
  expect(findings.en.map(({ code }) => code)).not.toContain("east_asian_font_missing");
  expect(findings["zh-CN"]).toContainEqual({ code: "east_asian_font_missing", font: kept.fonts.eastAsian, fallback: "SimHei" });
});

test("a file that is no presentation is refused in its literal code", () => {
  expect(brandReading(new Uint8Array([1, 2, 3]), () => true)).toEqual({ ok: false, error: { code: "not_a_zip" } });
});
