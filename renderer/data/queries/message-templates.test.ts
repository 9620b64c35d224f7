import { expect, test } from "vitest";
import { fakeStore } from "../../../test/support/fake-store.ts";
import { defaultTemplate } from "../../../shared/domain/outreach/default-templates.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { messageTemplates } from "./message-templates.ts";

const template = (
  id: string,
  fields: Partial<RecordOf<"outreachTemplate">>,
): readonly ["outreachTemplate", RecordOf<"outreachTemplate">] => [
  "outreachTemplate",
  {
    id,
    rev: 1,
    key: "notice",
    locale: "en",
    scenario: null,
    version: 1,
    subject: "S",
    body: "B",
    authorId: "user-1",
    at: "2026-10-29T00:00:00.000Z",
    ...fields,
  },
];
const nowMs = Date.parse("2026-10-29T02:42:00.000Z");

test("templates are the company's newest, else the product's; a scenario with words of its own stands beside the general one", async () => {
  const { templates, mayEdit } = await messageTemplates.run(
    fakeStore({
      userId: "user-1",
      records: [
        template("a", { version: 1, subject: "first" }),
        template("b", { version: 2, subject: "second" }),
        template("c", { scenario: "education", subject: "for classes" }),
      ],
    }),
    undefined,
    nowMs,
  );
  expect(mayEdit).toBe(false);
  expect(
    templates
      .filter(({ key, language }) => key === "notice" && language === "en")
      .map(({ scenario, version, text, versions }) => [scenario, version, text.subject, versions.map(({ record }) => record.id)]),
  ).toEqual([
    [null, 2, "second", ["b", "a"]],
    ["education", 1, "for classes", ["c"]],
  ]);
  expect(templates.find(({ key, language }) => key === "notice" && language === "zh-CN")).toEqual({
    key: "notice",
    language: "zh-CN",
    scenario: null,
    version: 0,
    versions: [],
    text: defaultTemplate("notice", "zh-CN", "show_live"),
  });
});
