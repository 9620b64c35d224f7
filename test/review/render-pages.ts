import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { composeReview } from "../../shared/domain/review/compose/compose-review.ts";
import { brandedPptx } from "../../shared/domain/review/export/pptx/brand/branded-pptx.ts";
import { pptxOf } from "../../shared/domain/review/export/pptx/pptx-of.ts";
import { layoutReview } from "../../shared/domain/review/layout/layout-review.ts";
import { pagesOf } from "../support/libre-office.ts";
import { demoSnapshot } from "./demo-snapshot.ts";

/**
 * Draws a review of the demonstration company with LibreOffice, to be looked at:
 * `node test/review/render-pages.ts [--account XYXC] [--out DIR] [--template FILE.pptx] [--dpi 60]`.
 * Without `--out` the pages are those that are kept here; with it the decks are written beside them.
 */
const { values } = parseArgs({
  options: {
    account: { type: "string", default: "XYXC" },
    out: { type: "string" },
    template: { type: "string" },
    dpi: { type: "string", default: "60" },
  },
});

const out = values.out ?? resolve(import.meta.dirname, "pages");
const snapshot = await demoSnapshot(values.account);
for (const locale of ["zh-CN", "en"] as const) {
  const document = composeReview(snapshot, {
    locale,
    audience: "customer",
    review: { kind: "quarterly", order: [], hidden: [] },
    sections: [],
  });
  const folder = join(out, locale);
  const file = await pptxFile();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (values.out !== undefined) writeFileSync(join(out, `${locale}.pptx`), file);
  const pages = pagesOf(file, "pptx", Number(values.dpi));
  for (const [index, page] of pages.entries()) writeFileSync(join(folder, `${String(index + 1).padStart(2, "0")}.jpg`), page);
  process.stdout.write(`${locale}: ${pages.length} pages in ${folder}\n`);

  async function pptxFile(): Promise<Uint8Array> {
    if (values.template === undefined) return pptxOf(document, layoutReview(document), null);
    const made = await brandedPptx(document, new Uint8Array(readFileSync(values.template)));
    if (!made.ok) throw new Error(`the template is refused: ${JSON.stringify(made.error)}`);
    return made.value;
  }
}
