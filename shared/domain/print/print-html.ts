import type { PrintBlock, PrintDocument } from "./print-document.ts";

/** A4 with room for a binder; sizes of print, not of the screen. Chinese before the rest, so that shared glyphs have their own shapes. */
const fonts = {
  zh: `"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Inter Variable", Inter, sans-serif`,
  other: `"Inter Variable", Inter, "Segoe UI", "Helvetica Neue", Arial, "Noto Sans", "Noto Sans CJK SC", sans-serif`,
} as const;

/** The document as one page of HTML that runs nothing and fetches nothing. */
export function printHtml(document: PrintDocument): string {
  const font = document.language.startsWith("zh") ? fonts.zh : fonts.other;
  return [
    `<!doctype html><html lang="${escaped(document.language)}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escaped(document.title)}</title><style>${style(document, font)}</style></head><body><main>`,
    `<header><p class="kicker">${escaped(document.kicker)}</p><h1>${escaped(document.title)}</h1>`,
    document.facts.length === 0
      ? ""
      : `<dl>${document.facts.map((one) => `<div><dt>${escaped(one.label)}</dt><dd>${escaped(one.value)}</dd></div>`).join("")}</dl>`,
    `</header>`,
    ...sectionsOf(document.blocks).map((blocks) => `<section>${blocks.map(blockHtml).join("")}</section>`),
    `</main></body></html>`,
  ].join("");
}

/** A heading begins a section: it is not parted from what follows. */
function sectionsOf(blocks: readonly PrintBlock[]): readonly (readonly PrintBlock[])[] {
  const sections: PrintBlock[][] = [];
  for (const block of blocks) {
    const current = sections.at(-1);
    if (block.type === "heading" || current === undefined) sections.push([block]);
    else current.push(block);
  }
  return sections;
}

function blockHtml(block: PrintBlock): string {
  switch (block.type) {
    case "heading":
      return `<h2>${escaped(block.text)}</h2>`;
    case "text":
      return block.text
        .split(/\n{2,}/)
        .map((paragraph) => `<p>${escaped(paragraph.trim()).replaceAll("\n", "<br>")}</p>`)
        .join("");
    case "figures":
      return `<div class="figures">${block.figures
        .map((one) => `<div><b>${escaped(one.value)}</b><span>${escaped(one.label)}</span><small>${escaped(one.note)}</small></div>`)
        .join("")}</div>`;
    case "timeline":
      return `<table class="timeline"><tbody>${block.rows
        .map((row) => `<tr><th scope="row">${escaped(row.time)}</th><td>${escaped(row.text)}</td></tr>`)
        .join("")}</tbody></table>`;
    case "table":
      return `<table class="grid"><thead><tr>${block.columns.map((one) => `<th scope="col">${escaped(one)}</th>`).join("")}</tr></thead><tbody>${block.rows
        .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`)
        .join("")}</tbody></table>`;
  }
}

function style({ footer, pageWords }: PrintDocument, font: string): string {
  const [before = "", between = "", after = ""] = pageWords.split(/\{pages?\}/);
  return `@page{size:A4;margin:20mm 20mm 22mm;@bottom-left{content:${quoted(footer)};font:8pt ${font};color:#616978}
@bottom-right{content:${quoted(before)} counter(page) ${quoted(between)} counter(pages) ${quoted(after)};font:8pt ${font};color:#616978}}
*{box-sizing:border-box}body{margin:0;font:10.5pt/1.6 ${font};color:#14171D;-webkit-print-color-adjust:exact}
header{border-bottom:1.5pt solid #14171D;padding-bottom:9pt;margin-bottom:14pt}
.kicker{margin:0 0 3pt;font-size:9pt;color:#616978}h1{margin:0;font-size:19pt;line-height:1.3;font-weight:600}
dl{display:grid;grid-template-columns:1fr 1fr;gap:3pt 18pt;margin:10pt 0 0;font-size:9.5pt}dl div{display:flex;gap:6pt}dt{color:#616978;flex:none}dd{margin:0}
section{margin:0 0 13pt}h2{margin:0 0 4pt;font-size:12.5pt;line-height:1.4;font-weight:600;break-after:avoid}
p{margin:0 0 5pt;orphans:3;widows:3;overflow-wrap:anywhere}
.figures{display:flex;gap:0;border:.6pt solid #CFD4DC;margin:6pt 1pt 8pt 0;break-inside:avoid}.figures div{flex:1;padding:7pt 10pt}.figures div+div{border-left:.6pt solid #CFD4DC}
.figures b{display:block;font-size:15pt;line-height:1.3;font-weight:600;font-variant-numeric:tabular-nums}.figures span{display:block;font-size:9pt}.figures small{display:block;font-size:8pt;color:#616978}
table{width:100%;border-collapse:collapse;font-size:9.5pt;line-height:1.5}tr{break-inside:avoid}th{text-align:start;font-weight:500;vertical-align:top}
td{vertical-align:top;overflow-wrap:anywhere}
.timeline th{width:31mm;color:#454C59;font-variant-numeric:tabular-nums;white-space:nowrap;padding:3pt 8pt 3pt 0}.timeline td{padding:3pt 0 3pt 9pt;border-left:1pt solid #CFD4DC}
.grid th{border-bottom:.8pt solid #14171D;padding:3pt 8pt 3pt 0;color:#454C59}.grid td{border-bottom:.5pt solid #E5E8EC;padding:4pt 8pt 4pt 0}
thead{display:table-header-group}`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** A CSS string; nothing in it may end it, the rule or the style element. */
function quoted(text: string): string {
  return `"${text.replaceAll(/[^\p{L}\p{N} _.,:·\-–—/()（）。，、：]/gu, " ")}"`;
}
