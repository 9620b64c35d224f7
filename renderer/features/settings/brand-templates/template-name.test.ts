import { expect, test } from "vitest";
import { templateName } from "./template-name.ts";

test.each([
  ["Corporate 2026.potx", "Corporate 2026"],
  ["公司模板.PPTX", "公司模板"],
  ["v1.2 deck", "v1.2 deck"],
  ["two\nlines.pptx", "two lines"],
  [`${"长".repeat(300)}.pptx`, "长".repeat(200)],
])("the file %j is first called %j", (file, name) => {
  expect(templateName(file)).toBe(name);
});
