import fc from "fast-check";
import { strToU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { generatedTemplate, libreOfficeTemplate, withEntries, withText } from "../../../../../../test/support/review/brand-templates.ts";
import { packageParts, paragraphsOf } from "../../../../../../test/support/review/package-text.ts";
import { sampleDocument } from "../../../../../../test/support/review/sample-document.ts";
import { schemaFaults } from "../../../../../../test/support/review/schema-faults.ts";
import { layoutReview } from "../../../layout/layout-review.ts";
import { pptxOf } from "../pptx-of.ts";
import { fromBase64Text } from "../../../../../kernel/base64.ts";
import { brandTemplate } from "../../../model/review.ts";
import { brandedPptx } from "./branded-pptx.ts";
import { brandFrame } from "./brand-frame.ts";
import { keptBrand } from "./kept-brand.ts";
import type { BrandTemplateParts } from "./brand-template-parts.ts";
import { readBrandTemplate } from "./read-brand-template.ts";
import { templatePreflight } from "./template-preflight.ts";

const generated = await generatedTemplate();
const templates = { pptxgenjs: generated, LibreOffice: libreOfficeTemplate() } as const;

function read(bytes: Uint8Array): BrandTemplateParts {
  const found = readBrandTemplate(bytes);
  if (!found.ok) throw new Error(`refused: ${JSON.stringify(found.error)}`);
  return found.value;
}

function codeOf(bytes: Uint8Array): string {
  const found = readBrandTemplate(bytes);
  return found.ok ? "ok" : found.error.code;
}

const layoutOne = "ppt/slideLayouts/_rels/slideLayout1.xml.rels";
const relation = (type: string, target: string, more = "") =>
  `<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${more}/></Relationships>`;
const withRelation = (type: string, target: string, more = "") =>
  withText(generated, layoutOne, (text) => text.replace("</Relationships>", relation(type, target, more)));

describe.each(Object.entries(templates))("a template made by %s", (name, bytes) => {
  it("gives its layouts, fonts and colours, and nothing of its slides", () => {
    const template = read(bytes);
    expect(template.layouts.length).toBeGreaterThan(1);
    expect(template.fonts.latin).toBe(name === "pptxgenjs" ? "Georgia" : "Arial");
    expect(template.colours.every((colour) => /^[0-9A-F]{6}$/.test(colour))).toBe(true);
    const packed = [...packageParts(template.packed)];
    expect(packed.some(([path]) => path.startsWith("ppt/slides/"))).toBe(false);
    expect(packed.some(([, text]) => text.includes("A secret of a slide"))).toBe(false);
  });

  it("is the same when what was kept of it is read again", () => {
    const template = read(bytes);
    expect(read(template.packed)).toEqual(template);
  });

  it("gives decks of its look, in both languages, without a fault of the schema", async () => {
    const template = read(bytes);
    for (const locale of ["zh-CN", "en"] as const) {
      const document = sampleDocument(locale);
      const slides = layoutReview(document, brandFrame(template));
      const deck = await pptxOf(document, slides, template);
      expect(await schemaFaults(deck)).toEqual([]);
      const parts = packageParts(deck);
      for (const index of slides.keys()) {
        const layout = /slideLayouts\/(slideLayout\d+\.xml)/.exec(parts.get(`ppt/slides/_rels/slide${index + 1}.xml.rels`) ?? "")?.[1];
        expect(template.layouts.map(({ path }) => path)).toContain(`ppt/slideLayouts/${layout ?? ""}`);
      }
      expect(Buffer.compare(await pptxOf(document, slides, template), deck)).toBe(0);
    }
  }, 240_000);

  it("keeps every text of the review", async () => {
    const template = read(bytes);
    const document = sampleDocument("en");
    const slides = layoutReview(document, brandFrame(template));
    const parts = packageParts(await pptxOf(document, slides, template));
    for (const [index, slide] of slides.entries()) {
      const said = paragraphsOf(parts.get(`ppt/slides/slide${index + 1}.xml`) ?? "", "a:p", "a:t").join("\n");
      for (const box of slide.boxes) {
        if (box.role === "title" || box.role === "kicker" || box.role === "subtitle" || box.role === "caption")
          expect(said).toContain(box.runs.map(({ text }) => text).join(""));
        if (box.role === "text") for (const { runs } of box.paragraphs) expect(said).toContain(runs.map(({ text }) => text).join(""));
      }
    }
  });
});

describe("a template", () => {
  it("is kept as a record, and a deck is made from the record alone", async () => {
    const fields = { id: "tpl_1", accountId: null, name: "ACME", at: "2026-10-28T10:00:00.000Z", authorId: "usr_1" };
    const record = brandTemplate.parse({ ...fields, ...keptBrand(read(generated)) });
    const document = sampleDocument("en");
    const kept = fromBase64Text(record.packed) ?? new Uint8Array(0);
    const made = await brandedPptx(document, kept);
    const template = read(generated);
    expect(made).toEqual({ ok: true, value: await pptxOf(document, layoutReview(document, brandFrame(template)), template) });
    expect(await brandedPptx(document, new Uint8Array(3))).toEqual({ ok: false, error: { code: "not_a_zip" } });
  });

  it("of another size of the same shape is made as large as our slides", () => {
    const template = read(generated);
    const title = template.layouts.find(({ name }) => name === "CONTENT")?.placeholders.find(({ type }) => type === "title");
    expect(title).toMatchObject({ place: { x: 48, y: 38.4, width: 864, height: 76.8 }, sizePt: 32 });
  });

  it("leaves what stands in its corner free", () => {
    const { foot, title, body } = brandFrame(read(generated));
    expect(foot.x + foot.width).toBeLessThanOrEqual(8.8 * 96);
    expect(title.y).toBeCloseTo(38.4);
    expect(body.y).toBeGreaterThanOrEqual(title.y + title.height);
    expect(foot.y).toBeGreaterThanOrEqual(body.y + body.height);
  });

  it("says before export what will look otherwise: fonts with their stand-ins, and placeholders that it has not", () => {
    expect(templatePreflight(read(generated), { locale: "zh-CN" }, ["Inter", "Noto Sans CJK SC"])).toEqual([
      { code: "font_missing", font: "Georgia", fallback: "Inter" },
      { code: "east_asian_font_missing", font: "等线", fallback: "Noto Sans CJK SC" },
      { code: "placeholder_missing", layout: "CONTENT", placeholder: "footer" },
    ]);
    expect(templatePreflight(read(generated), { locale: "en" }, ["georgia"])).toEqual([
      { code: "placeholder_missing", layout: "CONTENT", placeholder: "footer" },
    ]);
  });

  it("says that its text cannot be read on its paper, that its titles are small, and that paper is put under where it has none", () => {
    const pale = withText(templates.LibreOffice, "ppt/theme/theme1.xml", (text) => text.replaceAll(/14171[dD]/g, "BBBBBB"));
    const contrastOf = templatePreflight(read(pale), { locale: "en" }, ["Arial"]).filter(({ code }) => code === "contrast");
    expect(contrastOf).toEqual([{ code: "contrast", text: "BBBBBB", paper: "FFFFFF", ratio: 1.9 }]);
    const small = withText(generated, "ppt/slideLayouts/slideLayout3.xml", (text) => text.replaceAll('sz="2400"', 'sz="1000"'));
    expect(templatePreflight(read(small), { locale: "en" }, ["Georgia"])).toContainEqual({
      code: "title_too_small",
      layout: "CONTENT",
      sizePt: 13.5,
    });
    const gradient = withText(generated, "ppt/slideLayouts/slideLayout3.xml", (text) =>
      text.replace(/<p:bgPr>.*?<\/p:bgPr>/s, "<p:bgPr><a:gradFill/><a:effectLst/></p:bgPr>"),
    );
    expect(templatePreflight(read(gradient), { locale: "en" }, ["Georgia"])).toContainEqual({ code: "paper_put_under", layout: "CONTENT" });
  });

  it("is refused with a reason", () => {
    expect(codeOf(new Uint8Array(0))).toBe("not_a_zip");
    expect(codeOf(strToU8("no zip at all"))).toBe("not_a_zip");
    expect(codeOf(withEntries(generated, (entries) => entries.set("../outside.xml", strToU8("<a/>"))))).toBe("path_escape");
    expect(codeOf(withEntries(generated, (entries) => entries.set("ppt\\outside.xml", strToU8("<a/>"))))).toBe("path_escape");
    expect(codeOf(withEntries(generated, (entries) => entries.set("ppt/media/bomb.xml", new Uint8Array(70_000_000))))).toBe("zip_bomb");
    expect(codeOf(withEntries(generated, (entries) => entries.set("ppt/media/flat.png", new Uint8Array(5_000_000))))).toBe("zip_bomb");
    expect(codeOf(withEntries(generated, (entries) => entries.set("ppt/vbaProject.bin", strToU8("macro"))))).toBe("macros");
    expect(
      codeOf(
        withText(generated, "[Content_Types].xml", (text) =>
          text.replace(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
          ),
        ),
      ),
    ).toBe("macros");
    expect(codeOf(withRelation("hyperlink", "https://example.test/", ' TargetMode="External"'))).toBe("external_link");
    expect(codeOf(withRelation("image", "file:///etc/passwd"))).toBe("external_link");
    expect(codeOf(withRelation("oleObject", "../embeddings/oleObject1.bin"))).toBe("embedded_object");
    expect(codeOf(withRelation("video", "../media/film.mp4"))).toBe("unsupported_part");
    expect(codeOf(withRelation("image", "../../../../etc/passwd"))).toBe("unsupported_part");
    expect(
      codeOf(withText(generated, "ppt/presentation.xml", (text) => text.replace(/cx="9144000" cy="\d+"/, 'cx="9144000" cy="6858000"'))),
    ).toBe("not_widescreen");
    expect(
      codeOf(withText(generated, "ppt/presentation.xml", (text) => text.replace(/<p:sldMasterIdLst>.*?<\/p:sldMasterIdLst>/s, ""))),
    ).toBe("no_layouts");
    expect(codeOf(withText(generated, "ppt/slideMasters/slideMaster1.xml", (text) => `<!DOCTYPE x [<!ENTITY a "b">]>${text}`))).toBe(
      "damaged",
    );
    expect(codeOf(withText(generated, "ppt/theme/theme1.xml", (text) => text.slice(0, -20)))).toBe("damaged");
    let state = 2026;
    const noise = new Uint8Array(2_000_000).map(() => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return state & 255;
    });
    const heavy = withEntries(
      withText(generated, layoutOne, (text) => text.replace("</Relationships>", relation("image", "../media/heavy.png"))),
      (entries) => entries.set("ppt/media/heavy.png", noise),
    );
    expect(codeOf(heavy)).toBe("too_large");
  });
});

it("reads a part once, however often something seems to begin in it", () => {
  const trap = (text: string) =>
    withText(generated, "ppt/slideMasters/slideMaster1.xml", (xml) => xml.replace("<p:clrMap", `<!-- ${text.repeat(60_000)} --><p:clrMap`));
  for (const text of ["<p:custDataLst>", "<a:off ", "<a:rPr ", "<p:sldLayoutIdLst>", "<![CDATA[", "<a:ln w='"]) {
    // A reader that begins anew each time would take minutes.
    expect(["ok", "damaged"]).toContain(codeOf(trap(text)));
  }
});

const known = new Set([
  "ok",
  "too_large",
  "not_a_zip",
  "zip_bomb",
  "path_escape",
  "not_a_presentation",
  "damaged",
  "macros",
  "no_layouts",
  "not_widescreen",
  "external_link",
  "embedded_object",
  "unsupported_part",
]);

describe("a damaged template", () => {
  const paths = Object.keys(unzipSync(generated));
  const whole = sampleDocument("en");
  const document = { ...whole, sections: whole.sections.slice(0, 1) };

  it("is refused with a reason or gives a deck, whatever is wrong with its bytes (600 cases)", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.boolean(),
        (flips, cut, short) => {
          const bytes = short ? generated.slice(0, cut % generated.length) : Uint8Array.from(generated);
          for (const [at, value] of flips) if (bytes.length > 0) bytes[at % bytes.length] = value;
          expect(known).toContain(codeOf(bytes));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("is refused with a reason or gives a deck, whatever is wrong with a part of it (600 cases)", async () => {
    const change = fc.oneof(
      fc.record({ type: fc.constant("cut" as const), from: fc.nat(), length: fc.nat(400) }),
      fc.record({
        type: fc.constant("put" as const),
        from: fc.nat(),
        text: fc.oneof(
          fc.string({ maxLength: 40 }),
          fc.constantFrom("<", "</p:sp>", '"', "<p:sp>", "&#0;", 'cx="99999999999999999999"', 'cx="-5"'),
        ),
      }),
      fc.record({ type: fc.constant("remove" as const) }),
      fc.record({ type: fc.constant("numbers" as const), value: fc.constantFrom("0", "-1", "1e9", "", "NaN", "99999999999") }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), change, async (path, how) => {
        const bytes = withEntries(generated, (entries) => {
          const text = new TextDecoder().decode(entries.get(path));
          const at = "from" in how ? how.from % Math.max(1, text.length) : 0;
          if (how.type === "remove") entries.delete(path);
          else if (how.type === "cut") entries.set(path, strToU8(text.slice(0, at) + text.slice(at + how.length)));
          else if (how.type === "put") entries.set(path, strToU8(text.slice(0, at) + how.text + text.slice(at)));
          else entries.set(path, strToU8(text.replaceAll(/="\d+"/g, `="${how.value}"`)));
        });
        const found = readBrandTemplate(bytes);
        if (!found.ok) {
          expect(known).toContain(found.error.code);
          return;
        }
        const deck = await pptxOf(document, layoutReview(document, brandFrame(found.value)), found.value);
        templatePreflight(found.value, document, []);
        expect(deck.length).toBeGreaterThan(1000);
      }),
      { numRuns: 1000 },
    );
  });
});
