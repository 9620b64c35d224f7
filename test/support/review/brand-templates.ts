import { readFileSync } from "node:fs";
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import PptxGenJS from "pptxgenjs";

/** A company's file as a library makes it: a dark cover, a content slide with a bar, its name in the corner, a number and no footer, in 10 × 5.625 in. */
export async function generatedTemplate(): Promise<Uint8Array> {
  const deck = new PptxGenJS();
  deck.layout = "LAYOUT_16x9";
  deck.theme = { headFontFace: "Georgia", bodyFontFace: "Georgia" };
  deck.defineSlideMaster({
    title: "COVER",
    background: { color: "0B3D2E" },
    objects: [
      { rect: { x: 0, y: 4.9, w: 10, h: 0.7, fill: { color: "F2B705" } } },
      {
        placeholder: { options: { name: "title", type: "title", x: 0.6, y: 1.4, w: 8.5, h: 1.4, color: "FFFFFF", fontSize: 36 }, text: "" },
      },
      { placeholder: { options: { name: "body", type: "body", x: 0.6, y: 3, w: 8.5, h: 1.2, color: "FFFFFF", fontSize: 16 }, text: "" } },
    ],
  });
  deck.defineSlideMaster({
    title: "CONTENT",
    background: { color: "FFFFFF" },
    objects: [
      { rect: { x: 0, y: 0, w: 10, h: 0.25, fill: { color: "0B3D2E" } } },
      { text: { text: "ACME", options: { x: 8.8, y: 5.2, w: 1, h: 0.3, fontSize: 12, color: "0B3D2E", bold: true } } },
      { placeholder: { options: { name: "title", type: "title", x: 0.5, y: 0.4, w: 9, h: 0.8, color: "0B3D2E", fontSize: 24 }, text: "" } },
    ],
    slideNumber: { x: 0.3, y: 5.25, fontSize: 10 },
  });
  deck.addSlide({ masterName: "COVER" });
  deck.addSlide({ masterName: "CONTENT" }).addText("A secret of a slide", { x: 1, y: 2 });
  const written = await deck.write({ outputType: "uint8array" });
  if (!(written instanceof Uint8Array)) throw new Error("pptxgenjs wrote no bytes");
  return written;
}

/** One of Headroom's own decks as LibreOffice writes it. */
export function libreOfficeTemplate(): Uint8Array {
  return new Uint8Array(readFileSync(new URL("./made-by-libreoffice.pptx", import.meta.url)));
}

/** The file with some of its entries as texts changed, added or (null) removed. */
export function withEntries(bytes: Uint8Array, change: (entries: Map<string, Uint8Array>) => void): Uint8Array {
  const entries = new Map(Object.entries(unzipSync(bytes)));
  change(entries);
  const zippable: Zippable = Object.fromEntries(entries);
  return zipSync(zippable, { level: 1 });
}

export function withText(bytes: Uint8Array, path: string, change: (text: string) => string): Uint8Array {
  return withEntries(bytes, (entries) => {
    const entry = entries.get(path);
    if (entry === undefined) throw new Error(`${path} is not in the template: ${[...entries.keys()].join(", ")}`);
    entries.set(path, strToU8(change(strFromU8(entry))));
  });
}
