import { assertNever } from "../../../../kernel/assert-never.ts";
import type { ReviewChart, ReviewLocale } from "../../compose/review-document.ts";
import { valueText } from "../../compose/value-text.ts";
import { chartScene } from "../../layout/chart-scene.ts";
import { paperColours } from "../../layout/paper-colours.ts";
import { pathData, type SceneShape } from "../../layout/scene.ts";
import type { SlideBox } from "../../layout/slide.ts";
import { textOfRuns } from "../../layout/text-block.ts";
import { escaped, rounded } from "./html-text.ts";

type ChartBox = Extract<SlideBox, { readonly role: "chart" }>;

/** A chart as a drawing that is described, with the same data as a table for who hears it. `id` is one of the file's. */
export function chartHtml({ chart, width, height, fontPt }: ChartBox, id: string, place: string, locale: ReviewLocale): string {
  const scene = chartScene(chart, width, height, fontPt, locale);
  const title = textOfRuns(chart.title);
  return [
    `<figure style="${place}"><svg viewBox="0 0 ${rounded(width)} ${rounded(height)}" role="img" aria-labelledby="${id}-t ${id}-d">`,
    `<title id="${id}-t">${escaped(title)}</title><desc id="${id}-d">${escaped(chart.alt)}</desc>`,
    ...scene.shapes.map(shapeHtml),
    `</svg>${dataTable(chart, title, locale)}</figure>`,
  ].join("");
}

function dataTable(chart: ReviewChart, title: string, locale: ReviewLocale): string {
  const heads = chart.series.map(({ name }) => `<th scope="col">${escaped(name)}</th>`).join("");
  const rows = chart.categories.map((category, at) => {
    const cells = chart.series.map(
      ({ values, keys }) =>
        `<td>${escaped(valueText({ key: keys[at] ?? "", unit: chart.unit, value: values[at] ?? null }, locale, "UTC"))}</td>`,
    );
    const marks = chart.marks.filter((mark) => mark.category === at).map(({ label }) => label);
    return `<tr><th scope="row">${escaped([category, ...marks].join(" · "))}</th>${cells.join("")}</tr>`;
  });
  return `<div class="data"><table><caption>${escaped(title)}</caption><thead><tr><th scope="col">${escaped(chart.unitLabel)}</th>${heads}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function shapeHtml(shape: SceneShape): string {
  const colour = paperColours[shape.colour];
  const dash = "dash" in shape && shape.dash !== null ? ` stroke-dasharray="${shape.dash}"` : "";
  switch (shape.type) {
    case "line":
      return `<line x1="${rounded(shape.x1)}" y1="${rounded(shape.y1)}" x2="${rounded(shape.x2)}" y2="${rounded(shape.y2)}" stroke="${colour}" stroke-width="${shape.widthPt}"${dash}/>`;
    case "path":
      return `<path d="${pathData(shape.parts)}" fill="none" stroke="${colour}" stroke-width="${shape.widthPt}" stroke-linejoin="round" stroke-linecap="round"${dash}/>`;
    case "rect":
      return `<rect x="${rounded(shape.x)}" y="${rounded(shape.y)}" width="${rounded(shape.width)}" height="${rounded(shape.height)}" fill="${colour}"/>`;
    case "circle":
      return `<circle cx="${rounded(shape.x)}" cy="${rounded(shape.y)}" r="${shape.radius}" fill="${shape.filled ? colour : paperColours.surface}" stroke="${colour}" stroke-width="1.2"/>`;
    case "text": {
      const classes = [shape.weight === "semibold" ? "bold" : "", shape.role === "axis" ? "" : "halo"]
        .filter((name) => name !== "")
        .join(" ");
      return `<text x="${rounded(shape.x)}" y="${rounded(shape.y)}" text-anchor="${shape.anchor}" font-size="${rounded(shape.fontPt)}" fill="${colour}"${classes === "" ? "" : ` class="${classes}"`}>${escaped(shape.text)}</text>`;
    }
    default:
      return assertNever(shape);
  }
}
