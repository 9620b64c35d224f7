import { assertNever } from "../../../../kernel/assert-never.ts";
import type { Paragraph, ReviewLocale, Run, TableCell, Verdict } from "../../compose/review-document.ts";
import { heatOf, paperColours } from "../../layout/paper-colours.ts";
import type { Slide, SlideBox } from "../../layout/slide.ts";
import { figurePt } from "../../layout/slide-frame.ts";
import { isUnbroken, paragraphGroups } from "../../layout/text-block.ts";
import { verdictPaths, verdictWord } from "../../layout/verdict-mark.ts";
import { chartHtml } from "./html-chart.ts";
import { escaped, rounded } from "./html-text.ts";

/** Where a section begins in the file. */
export function sectionAnchor(sectionId: string): string {
  return `section-${sectionId.replaceAll(/[^a-z0-9_-]/gi, "-")}`;
}

/** A slide as a page. Its title is a heading where its section begins, so that the outline has every section once. */
export function slideHtml(slide: Slide, locale: ReviewLocale): string {
  const boxes = slide.boxes.map((box, index) => boxHtml(box, slide, `p${slide.page}b${index}`, locale));
  return `<div class="slide${slide.layout === "cover" ? " cover" : ""}" id="page-${slide.page}"><div class="sheet">${boxes.join("")}</div></div>`;
}

function boxHtml(box: SlideBox, slide: Slide, id: string, locale: ReviewLocale): string {
  const place = `left:${pt(box.x)};top:${pt(box.y)};width:${pt(box.width)};height:${pt(box.height)}`;
  switch (box.role) {
    case "title": {
      const tag = slide.continuation === 0 ? "h2" : "p";
      return `<${tag} class="title" style="${place};${size(box.fontPt)}">${runsHtml(box.runs)}</${tag}>`;
    }
    case "kicker":
    case "subtitle":
    case "caption":
    case "footer":
    case "page":
      return `<p class="${box.role}" style="${place};${size(box.fontPt)}">${runsHtml(box.runs)}</p>`;
    case "text":
      return `<div class="text" style="${place};${size(box.fontPt)}">${box.heading === null ? "" : `<h3>${escaped(box.heading)}</h3>`}${paragraphsHtml(box.paragraphs)}</div>`;
    case "figure":
      return [
        `<dl class="figure" style="${place}"><dt style="${size(figurePt.label)}">${verdictHtml(box.verdict, locale)}${escaped(box.label)}</dt>`,
        `<dd class="value" style="${size(box.fontPt)}">${runsHtml([box.value])}</dd>`,
        box.note.length === 0 ? "" : `<dd class="note" style="${size(figurePt.note)}">${runsHtml(box.note)}</dd>`,
        "</dl>",
      ].join("");
    case "chart":
      return chartHtml(box, id, place, locale);
    case "table":
      return tableHtml(box, place, locale);
    case "rule":
    case "accent":
    case "logo":
      return `<div class="${box.role}" style="${place}"></div>`;
    default:
      return assertNever(box);
  }
}

function tableHtml(box: Extract<SlideBox, { readonly role: "table" }>, place: string, locale: ReviewLocale): string {
  const columns = box.columns.map(({ widthPt }) => `<col style="width:${pt(widthPt)}">`).join("");
  const heads = box.columns
    .map(
      ({ label, unit, align }) =>
        `<th scope="col"${align === "end" ? ' class="end"' : ""}>${escaped(label)}${unit === "" ? "" : ` ${escaped(unit)}`}</th>`,
    )
    .join("");
  const head = box.headHeightPt === 0 ? "" : `<thead><tr style="height:${pt(box.headHeightPt)}">${heads}</tr></thead>`;
  const rows = box.rows.map((row) => {
    const cells = row.cells.map((cell, index) => {
      const tag = index === 0 && box.headHeightPt > 0 ? "th" : "td";
      const content = `${verdictHtml(cell.verdict, locale)}${runsHtml(cell.runs)}`;
      const linked = row.leadsTo === undefined ? content : `<a href="#${sectionAnchor(row.leadsTo)}">${content}</a>`;
      return `<${tag}${tag === "th" ? ' scope="row"' : ""}${box.columns[index]?.align === "end" ? ' class="end"' : ""}${heat(cell)}>${linked}</${tag}>`;
    });
    return `<tr${row.emphasis ? ' class="strong"' : ""} style="height:${pt(row.heightPt)}">${cells.join("")}</tr>`;
  });
  const name = box.alt === "" ? "" : ` aria-label="${escaped(box.alt)}"`;
  return `<div style="${place};${size(box.fontPt)}"><table${name}><colgroup>${columns}</colgroup>${head}<tbody>${rows.join("")}</tbody></table></div>`;
}

export function paragraphsHtml(paragraphs: readonly Paragraph[]): string {
  return paragraphGroups(paragraphs)
    .map((group, first) => {
      const parts = group.paragraphs.map(({ runs }, index) => {
        const next = index > 0 || (first > 0 && !group.list) ? ' class="next"' : "";
        return group.list ? `<li${next}>${runsHtml(runs)}</li>` : `<p${next}>${runsHtml(runs)}</p>`;
      });
      return group.list ? `<ul${first > 0 ? ' class="next"' : ""}>${parts.join("")}</ul>` : parts.join("");
    })
    .join("");
}

function runsHtml(runs: readonly Run[]): string {
  return runs
    .map((run) => {
      const { text, bold, italic } = run;
      const plain = isUnbroken(run) ? `<span class="n">${escaped(text)}</span>` : escaped(text);
      const strong = bold ? `<b>${plain}</b>` : plain;
      return italic ? `<i>${strong}</i>` : strong;
    })
    .join("");
}

function verdictHtml(verdict: Verdict, locale: ReviewLocale): string {
  if (verdict === null) return "";
  return `<svg class="verdict" viewBox="0 0 10 10" role="img" aria-label="${escaped(verdictWord(verdict, locale))}"><path d="${verdictPaths[verdict]}" fill="${paperColours[verdict]}"/></svg>`;
}

function heat({ shade }: TableCell): string {
  if (shade === null) return "";
  const { fill, text } = heatOf(shade);
  return ` style="background:${fill};color:${text}"`;
}

function pt(lengthPt: number): string {
  return `calc(var(--pt)*${rounded(lengthPt)})`;
}

function size(fontPt: number): string {
  return `font-size:${pt(fontPt)}`;
}
