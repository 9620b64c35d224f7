import { expect, test } from "vitest";
import { defaultTemplate } from "../../../../shared/domain/outreach/default-templates.ts";
import type { MessageTemplate } from "../../../data/queries/message-templates.ts";
import { templateAt } from "./template-choice.ts";

const general: MessageTemplate = {
  key: "peak-check",
  language: "en",
  scenario: null,
  text: { subject: "ours", body: "ours" },
  version: 3,
  versions: [],
};

test("a scenario without words of its own begins with the company's general ones, else with the product's for that scenario", () => {
  const choice = { key: "peak-check", language: "en", scenario: "education" } as const;
  expect(templateAt([general], choice)).toEqual({ ...choice, text: general.text, version: 0, versions: [] });
  expect(templateAt([{ ...general, version: 0 }], choice).text).toEqual(defaultTemplate("peak-check", "en", "education"));
  expect(templateAt([general], { ...choice, scenario: null })).toBe(general);
});
