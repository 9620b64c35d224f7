import { expect, it } from "vitest";
import { handMadeSnapshot } from "../../../../test/support/review/hand-made-review.ts";
import { reviewFileName } from "./review-file-name.ts";

const of = (name: string) => ({ ...handMadeSnapshot(), account: { ...handMadeSnapshot().account, name } });

it.each([
  ["Starisle Live", "Starisle Live-2026-Q3-QSR-en.pptx"],
  ["../../Acme: <Video>", "-..-Acme- -Video--2026-Q3-QSR-en.pptx"],
  ["", "A-0147-2026-Q3-QSR-en.pptx"],
  ["客".repeat(300), `${"客".repeat(50)}-2026-Q3-QSR-en.pptx`],
  ["a".repeat(300), `${"a".repeat(50)}-2026-Q3-QSR-en.pptx`],
])("names the file of %j", (name, file) => {
  expect(reviewFileName(of(name), { locale: "en", audience: "customer" }, "pptx")).toBe(file);
});

it("says when a file is a letter, and when it is not for the customer", () => {
  expect(reviewFileName({ ...of("A B"), kind: "letter", period: "2026-09" }, { locale: "zh-CN", audience: "internal" }, "xlsx")).toBe(
    "A B-2026-09-letter-zh-CN-internal.xlsx",
  );
});
