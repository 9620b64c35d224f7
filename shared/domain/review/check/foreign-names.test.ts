import { strToU8, zipSync } from "fflate";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { handMadeReview, handMadeSnapshot } from "../../../../test/support/review/hand-made-review.ts";
import { planted } from "../../../../test/support/review/planted.ts";
import { docxOf } from "../export/docx/docx-of.ts";
import { htmlOf } from "../export/html/html-of.ts";
import { pptxOf } from "../export/pptx/pptx-of.ts";
import { xlsxOf } from "../export/xlsx/xlsx-of.ts";
import { layoutReview } from "../layout/layout-review.ts";
import { foreignNames } from "./foreign-names.ts";
import { isOrdinaryName } from "./ordinary-names.ts";

const own = { id: "acc_own", code: "XYS", name: "Xingyu Live", aliases: ["星屿秀场"] };
const named = (names: Iterable<string>) => [
  own,
  ...Array.from(names, (name, i) => ({ id: `acc_${i}`, code: `Q-${i}-Q`, name, aliases: [] })),
];
const page = (html: string) => strToU8(`<!doctype html><html><body>${html}</body></html>`);
const inPage = (html: string, ...others: readonly string[]): readonly string[] =>
  foreignNames(page(html), "html", { own, all: named(others) }).map(({ name }) => name);
const slide = (xml: string) => zipSync({ "ppt/slides/slide1.xml": strToU8(`<p:sld><a:p>${xml}</a:p></p:sld>`) });

/** Not shown there, or not where it does not fit. */
const notOnSlides = /^\.(?:accountCode|notesName|pageWords)$/;
const notOnPage = /^\.(?:accountCode|notesName|pageWords)$|\.notes\./;

describe("names planted in every field", () => {
  it.each(["zh-CN", "en"] as const)(
    "are found in the report for Word (%s), but for those that it does not have",
    async (locale) => {
      const { value, names } = planted(handMadeReview(locale));
      const unsaid = [...names]
        .filter(([path]) => /\.notes|\.notesName|\.accountCode|^\.sections\.0\.name$/.test(path))
        .map(([, name]) => name);
      const found = foreignNames(await docxOf(value), "docx", { own, all: named(names.values()) });
      expect(names.size).toBeGreaterThan(300);
      expect(new Set(found.map(({ name }) => name))).toEqual(new Set([...names.values()].filter((name) => !unsaid.includes(name))));
    },
    60_000,
  );

  it.each(["zh-CN", "en"] as const)("are found in the PowerPoint file, its notes, charts and workbooks (%s)", async (locale) => {
    const { value, names } = planted(handMadeReview(locale));
    const found = foreignNames(await pptxOf(value, layoutReview(value), null), "pptx", { own, all: named(names.values()) });
    const said = new Set(found.map(({ name }) => name));
    expect([...names].filter(([path, name]) => !said.has(name) && !notOnSlides.test(path))).toEqual([]);
    const parts = new Set(found.map(({ part }) => part.replaceAll(/\d+/g, "")));
    expect(["ppt/slides/slide.xml", "ppt/notesSlides/notesSlide.xml", "docProps/core.xml"].filter((part) => !parts.has(part))).toEqual([]);
    expect([...parts].some((part) => part.startsWith("ppt/charts/"))).toBe(true);
    expect([...parts].some((part) => part.includes("!xl/"))).toBe(true);
  });

  it.each(["zh-CN", "en"] as const)("are found in the page (%s)", (locale) => {
    const { value, names } = planted(handMadeReview(locale));
    const html = new TextEncoder().encode(htmlOf(value, layoutReview(value)));
    const found = new Set(foreignNames(html, "html", { own, all: named(names.values()) }).map(({ name }) => name));
    expect([...names].filter(([path, name]) => !found.has(name) && !notOnPage.test(path))).toEqual([]);
  });

  it("are found in every cell of the evidence", async () => {
    const review = planted(handMadeReview("en"));
    const snapshot = handMadeSnapshot();
    const texts = snapshot.evidence.incidents.rows.map((row) => row.map((cell, at) => (at === 2 ? `${String(cell)} ${at}` : cell)));
    const cells = planted(
      texts.map((row) => row[2]),
      review.names.size,
    );
    const evidence = {
      ...snapshot.evidence,
      incidents: { ...snapshot.evidence.incidents, rows: texts.map((row, i) => row.with(2, cells.value[i] ?? null)) },
    };
    const all = named([...review.names.values(), ...cells.names.values()]);
    const found = new Set(
      foreignNames(await xlsxOf(review.value, { ...snapshot, evidence }), "xlsx", { own, all }).map(({ name }) => name),
    );
    for (const [path, name] of cells.names) expect(found.has(name), path).toBe(true);
    const shown = [...review.names].filter(([path]) =>
      /^\.(?:title|author|footer|accountName|periodName)$|^\.sections\.[124]\.name$/.test(path),
    );
    expect(shown).toHaveLength(8);
    for (const [path, name] of shown) expect(found.has(name), path).toBe(true);
  }, 60_000);
});

describe("names of other customers", () => {
  it("are told with the part and what stands around them", () => {
    expect(foreignNames(slide("<a:t>As with Acme Video last year</a:t>"), "pptx", { own, all: named(["Acme Video"]) })).toEqual([
      { accountId: "acc_0", name: "Acme Video", part: "ppt/slides/slide1.xml", excerpt: "as with acme video last year" },
    ]);
  }, 60_000);

  it.each([
    ["runs", "<a:r><a:t>Ac</a:t></a:r><a:r><a:rPr b='1'/><a:t>me</a:t></a:r>"],
    ["a break between the words", "<a:t>other</a:t><a:br/><a:t>Acme</a:t><a:br/><a:t>x</a:t>"],
    ["entities", "<a:t>&#65;&#x63;me</a:t>"],
    ["case and width", "<a:t>ＡCME</a:t>"],
    ["accents", "<a:t>Ácmé</a:t>"],
    ["characters that nobody sees", "<a:t>Ac\u200B\u00ADme</a:t>"],
    ["a description", '<p:cNvPr id="2" name="x" descr="chart of &quot;Acme&quot; > all"/>'],
    ["a comment", "<!-- for Acme -->"],
    ["raw text", "<a:t><![CDATA[Acme]]></a:t>"],
  ])(
    "are not hidden by %s",
    (_, xml) => {
      expect(foreignNames(slide(xml), "pptx", { own, all: named(["Acme"]) }).map(({ name }) => name)).toEqual(["Acme"]);
    },
    60_000,
  );

  it("are found in files within files and in names of parts", () => {
    const book = zipSync({ "xl/sharedStrings.xml": strToU8("<sst><si><t>Ac</t><t>me</t></si></sst>") });
    const deck = zipSync({ "ppt/embeddings/book.xlsx": book, "ppt/media/acme.png": new Uint8Array(4) });
    expect(foreignNames(deck, "pptx", { own, all: named(["Acme"]) }).map(({ part }) => part)).toEqual([
      "ppt/embeddings/book.xlsx!xl/sharedStrings.xml",
      "ppt/media/acme.png",
    ]);
  }, 60_000);

  it("are found in a page's titles, descriptions and data", () => {
    expect(inPage("<p>A<b>c</b>me</p>", "Acme")).toEqual(["Acme"]);
    expect(inPage('<img alt="Acme">', "Acme")).toEqual(["Acme"]);
    expect(inPage('<script>{"a":"Acme"}</script>', "Acme")).toEqual(["Acme"]);
    expect(inPage("<td>Ac</td><td>me</td>", "Acme")).toEqual([]);
  }, 60_000);

  it("do not stop a review where they are part of the customer's own name, ordinary words, or part of another word", () => {
    expect(inPage("<p>Xingyu Live grew</p>", "Live", "Xingyu")).toEqual([]);
    expect(inPage("<p>Xingyu grew, Xingyu Live too</p>", "Xingyu")).toEqual(["Xingyu"]);
    expect(inPage("<p>星屿秀场</p>", "星屿")).toEqual([]);
    expect(inPage("<p>live video by region, 2026</p>", "Live", "Video", "Region", "2026")).toEqual([]);
    expect(inPage("<p>Pacmen</p>", "Acme")).toEqual([]);
    expect(["Live", "video", "直播", "42", "PCU", "Acme", "星屿"].map(isOrdinaryName)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  }, 60_000);

  it("are found however they are written, and only those that are there (1,000 generated)", () => {
    const latin = fc.stringMatching(/^Zx[a-z]{3,9}(?: [A-Z&<'"][a-z]{2,6})?$/);
    const han = fc.stringMatching(/^[\u4e00-\u4e20\u9fa0-\u9fb0]{3,6}$/);
    fc.assert(
      fc.property(
        fc.oneof(latin, han),
        fc.oneof(latin, han),
        fc.array(fc.nat(5), { minLength: 1, maxLength: 20 }),
        (name, absent, ways) => {
          const units = Array.from(name, (letter, i) => written(letter, ways[i % ways.length] ?? 0));
          const xml = `<a:t>so </a:t><a:r><a:t>${units.join("")}</a:t></a:r><a:t> then</a:t>`;
          const expected = [name, absent].filter((one) => ` so ${name} then `.toLowerCase().includes(one.toLowerCase()));
          const found = new Set(foreignNames(slide(xml), "pptx", { own, all: named([name, absent]) }).map((one) => one.name));
          return found.has(name) && [...found].every((one) => expected.includes(one));
        },
      ),
      { numRuns: 1000 },
    );
  }, 60_000);
});

/** A letter in one of the ways in which a file may have it. */
function written(letter: string, way: number): string {
  const escaped = letter.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const code = letter.codePointAt(0) ?? 0;
  if (way === 1) return `&#${code};`;
  if (way === 2) return `&#x${code.toString(16)};`;
  if (way === 3) return `</a:t></a:r><a:r><a:rPr lang="en"/><a:t>${escaped}`;
  if (way === 4) return `${escaped}\u200B`;
  if (way === 5 && /[a-z]/i.test(letter)) return String.fromCodePoint(code + 0xfe_e0);
  return escaped;
}
