import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import { layoutReview } from "../../shared/domain/review/layout/layout-review.ts";
import { sampleDocument } from "../support/review/sample-document.ts";
import { expect, test } from "./driver/console-test.ts";

declare global {
  interface Window {
    readonly headroom: HeadroomBridge;
  }
}

/** What a program of poppler says of a file; null = it is not installed here. */
function poppler(program: "pdfinfo" | "pdftotext", args: readonly string[]): string | null {
  const { error, stdout } = spawnSync(program, args, { encoding: "utf8" });
  return error === undefined ? stdout : null;
}

/** A PDF's objects as text: its streams of objects are unpacked. */
function objectsOf(pdf: Buffer): string {
  const raw = pdf.toString("latin1");
  const unpacked = [...raw.matchAll(/\/Type \/ObjStm[\s\S]*?stream\r?\n/g)].map((head) => {
    const from = head.index + head[0].length;
    return inflateSync(pdf.subarray(from, raw.indexOf("endstream", from))).toString("latin1");
  });
  return [raw, ...unpacked].join("\n");
}

/** How many entries the outline has at its top. */
function topEntries(objects: string): number {
  const object = (number: string | undefined): string =>
    number === undefined ? "" : (new RegExp(`(?:^|\\s)${number} 0 obj([\\s\\S]*?)endobj`).exec(objects)?.[1] ?? "");
  const target = (text: string, name: string): string | undefined => new RegExp(`/${name} (\\d+) 0 R`).exec(text)?.[1];
  let count = 0;
  for (let entry = target(object(target(objects, "Outlines")), "First"); entry !== undefined; entry = target(object(entry), "Next"))
    count += 1;
  return count;
}

for (const locale of ["en", "zh-CN"] as const) {
  test(`the desktop prints a review: tagged, with an outline, a slide a page (${locale})`, async ({ launch, userData }) => {
    const document = sampleDocument(locale);
    const slides = layoutReview(document);
    const { page } = await launch();
    const bytes = await page.evaluate(async (review) => {
      const answer = await window.headroom.request("document.pdf", { review });
      if (!answer.ok) throw new Error(answer.error.code);
      return Array.from(answer.value.content);
    }, document);
    const pdf = Buffer.from(bytes);
    const objects = objectsOf(pdf);
    expect(objects.match(/\/Marked true/)).not.toBeNull();
    expect([...objects.matchAll(/\/Type \/Page\b(?!s)/g)]).toHaveLength(slides.length);
    expect([...objects.matchAll(/\/MediaBox \[0 0 960 540\]/g)]).toHaveLength(slides.length);
    // One entry for each section; headings inside of them stand below their own.
    expect(topEntries(objects)).toBe(document.sections.length);
    const file = join(userData, "review.pdf");
    writeFileSync(file, pdf);
    const info = poppler("pdfinfo", [file]);
    const text = poppler("pdftotext", ["-layout", file, "-"]);
    test.info().annotations.push({
      type: "poppler",
      description: info === null ? "left out: pdfinfo and pdftotext are not installed here" : "asked",
    });
    if (info === null || text === null) return;
    expect(info).toContain(`Title:           ${document.title}`);
    expect(info).toMatch(/Tagged: +yes/);
    expect(info).toMatch(new RegExp(`Pages: +${slides.length}\n`));
    const pages = text.split("\f");
    expect(pages[1]).toContain(document.contentsName);
    for (const { name } of document.sections.slice(1)) expect(pages[1]?.replaceAll(/\s/g, "")).toContain(name.replaceAll(/\s/g, ""));
    expect(pages.slice(0, slides.length).map((one) => one.includes(locale === "en" ? "Page " : "页"))).toEqual(slides.map(() => true));
  });
}
