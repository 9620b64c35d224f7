import { describe, expect, it } from "vitest";
import { sampleDocument } from "../../../../../test/support/review/sample-document.ts";
import type { ReviewDocument } from "../../compose/review-document.ts";
import { layoutReview } from "../../layout/layout-review.ts";
import { htmlOf } from "./html-of.ts";

function fileOf(document: ReviewDocument): string {
  return htmlOf(document, layoutReview(document));
}

/** The same document with every text but ids and choices followed by an attack. */
function attacked<T>(value: T, attack: string, name = ""): T {
  if (typeof value === "string")
    return (shownNames.has(name) || (name === "unit" && /[A-Z%]/.test(value)) ? `${value}${attack}` : value) as T;
  if (Array.isArray(value)) return value.map((item) => attacked(item as unknown, attack, name)) as T;
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, attacked(item as unknown, attack, key)])) as T;
  return value;
}

const shownNames = new Set([
  "text",
  "label",
  "heading",
  "name",
  "alt",
  "title",
  "author",
  "footer",
  "pageWords",
  "contentsName",
  "notesName",
  "accountName",
  "accountCode",
  "periodName",
  "more",
  "categories",
  "unitLabel",
  "key",
]);

describe("htmlOf", () => {
  it("runs nothing and fetches nothing, and is the same for the same review", () => {
    const document = sampleDocument("en");
    const html = fileOf(document);
    expect(html).toBe(fileOf(sampleDocument("en")));
    expect(html.startsWith('<!doctype html><html lang="en">')).toBe(true);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html.match(/<script|<link|<img|<iframe|@import|url\(|\ssrc=|\son\w+=|javascript:|https?:/gi)).toBeNull();
  });

  it.each([`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `'--></style><svg onload=alert(1)>`, `\u{0}\u{8}&lt;b`])(
    "writes %j as text wherever it stands",
    (attack) => {
      const plain = fileOf({ ...sampleDocument("en"), audience: "internal" });
      const html = fileOf(attacked<ReviewDocument>({ ...sampleDocument("en"), audience: "internal" }, attack));
      const tags = (text: string): readonly string[] => [...new Set(text.match(/<[a-z!/][a-z0-9]*/gi))].toSorted();
      expect(tags(html)).toEqual(tags(plain));
      expect(html.replaceAll(/"[^"]*"/g, "").match(/<[^>]*\son\w+=/i)).toBeNull();
      expect(html).not.toContain("\u{0}");
      expect(html.length).toBeGreaterThan(plain.length + 50 * attack.length);
    },
  );

  it("has every section once as a heading, in the contents with its page, and every slide", () => {
    const document = sampleDocument("zh-CN");
    const slides = layoutReview(document);
    const html = htmlOf(document, slides);
    const main = html.slice(html.indexOf("<main>"));
    expect(html).toContain('<html lang="zh-CN">');
    expect([...main.matchAll(/<h2 class="title"[^>]*>/g)]).toHaveLength(document.sections.length);
    expect([...main.matchAll(/<div class="slide/g)]).toHaveLength(slides.length);
    const nav = html.slice(html.indexOf("<nav"), html.indexOf("</nav>"));
    expect(
      [...nav.matchAll(/<a href="#(.*?)">.*?<\/a><span class="page-of">(\d+)</g)].map(([, anchor, page]) => [anchor, Number(page)]),
    ).toEqual(document.sections.map(({ id }) => [`section-${id}`, slides.find((slide) => slide.sectionId === id)?.page]));
    for (const [, target] of html.matchAll(/href="#(.*?)"/g)) expect(html).toContain(`id="${target}"`);
  });

  it("describes every chart and has its data as a table, gaps said", () => {
    const document = sampleDocument("en");
    const html = fileOf(document);
    const charts = document.sections.flatMap((section) => section.blocks.filter((block) => block.type === "chart"));
    expect([
      ...html.matchAll(/<svg [^>]*aria-labelledby="(\S+) (\S+)"><title id="\1">[^<]+<\/title><desc id="\2">[^<]+<\/desc>/g),
    ]).toHaveLength(charts.length);
    expect([...html.matchAll(/<div class="data"><table>/g)]).toHaveLength(charts.length);
    expect(html).toContain(
      '<tr><th scope="row">W31 · N. China W31–32: no data</th><td>2.0%</td><td>1.4%</td><td>no data</td><td>2.0%</td></tr>',
    );
  });

  it("shows notes to colleagues only", () => {
    const document = sampleDocument("en");
    expect(fileOf(document)).not.toContain("Own it first");
    expect(fileOf({ ...document, audience: "internal" }).split("Own it first")).toHaveLength(document.sections.length + 1);
  });
});
