import type { ReviewChart, ReviewLocale } from "../../../compose/review-document.ts";
import { textWidthPt } from "../../../layout/measure-text.ts";
import type { LookColours } from "../look/look.ts";
import { xmlHead, xmlText } from "../package/xml.ts";
import { paragraphXml, plainParagraph, plainRun, runsXml, themeFonts } from "../slide/text-xml.ts";
import type { ChartPlan } from "./chart-plan.ts";

const lineHeight = 1.3;

/** Named points of the category axis as a drawing that belongs to the chart: it moves and is copied with it. */
export function marksXml(
  chart: ReviewChart,
  plan: ChartPlan,
  width: number,
  height: number,
  fontPt: number,
  locale: ReviewLocale,
  colours: LookColours,
): string {
  const { plot } = plan;
  const style = { sizePt: fontPt, bold: false, colour: colours.muted, fonts: themeFonts };
  const high = fontPt * lineHeight;
  const ends: number[] = [];
  let id = 1;
  const shapes = [...chart.marks]
    .sort((a, b) => a.category - b.category)
    .map((mark) => {
      const centre = plan.categoryX(mark.category);
      const labelWidth = Math.min(textWidthPt(mark.label, fontPt) + 4, plot.width);
      const left = Math.min(Math.max(centre - labelWidth / 2, 0), width - labelWidth);
      // Names stand in two rows over the plot; one that has no room in either is left to the table of the same data.
      const row = [0, 1].find((each) => (ends[each] ?? Number.NEGATIVE_INFINITY) <= left);
      if (mark.kind !== "gap" && row !== undefined) ends[row] = left + labelWidth + 6;
      const top = mark.kind === "gap" ? gapTop(chart, plan, left, left + labelWidth, high) : plot.y - high * (1 + (row ?? 0)) - 1;
      const text = paragraphXml(runsXml([plainRun(mark.label)], style, locale), { ...plainParagraph, align: "ctr" }, style, locale);
      const foot = plot.y + plot.height;
      const stem =
        mark.kind === "gap"
          ? ""
          : connector(
              (id += 1),
              [centre / width, (row === undefined ? plot.y : top + high) / height, centre / width, foot / height],
              colours.line,
            );
      const label =
        mark.kind !== "gap" && row === undefined
          ? ""
          : shape((id += 1), mark.label, [left / width, top / height, (left + labelWidth) / width, (top + high) / height], text);
      return `${stem}${label}`;
    });
  return `${xmlHead}<c:userShapes xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:cdr="http://schemas.openxmlformats.org/drawingml/2006/chartDrawing">${shapes.join("")}</c:userShapes>`;
}

/** Upper edge of a gap's name: where the lines around it leave most room, the lowest such place first. */
function gapTop(chart: ReviewChart, plan: ChartPlan, left: number, right: number, high: number): number {
  const { plot } = plan;
  const near = chart.series.flatMap(({ values }) =>
    values.flatMap((value, category) => {
      const x = plan.categoryX(category);
      return value === null || x < left - 12 || x > right + 12 ? [] : [plan.valueY(value)];
    }),
  );
  const places = Array.from({ length: 9 }, (_, index) => plot.y + plot.height * (0.92 - index * 0.1) - high);
  const room = (top: number) => Math.min(high * 1.2, ...near.map((y) => Math.abs(y - (top + high / 2))));
  return places.reduce((best, top) => (room(top) > room(best) + 0.01 ? top : best));
}

type Corners = readonly [number, number, number, number];

function anchored([left, top, right, bottom]: Corners, inner: string): string {
  const at = (value: number) => String(Math.min(1, Math.max(0, Math.round(value * 1e5) / 1e5)));
  return `<cdr:relSizeAnchor><cdr:from><cdr:x>${at(left)}</cdr:x><cdr:y>${at(top)}</cdr:y></cdr:from><cdr:to><cdr:x>${at(right)}</cdr:x><cdr:y>${at(bottom)}</cdr:y></cdr:to>${inner}</cdr:relSizeAnchor>`;
}

const noPlace = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>';

function shape(id: number, name: string, corners: Corners, text: string): string {
  return anchored(
    corners,
    `<cdr:sp macro="" textlink=""><cdr:nvSpPr><cdr:cNvPr id="${id}" name="${xmlText(name)}"/><cdr:cNvSpPr txBox="1"/></cdr:nvSpPr><cdr:spPr>${noPlace}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></cdr:spPr><cdr:txBody><a:bodyPr vertOverflow="overflow" wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="ctr"/><a:lstStyle/>${text}</cdr:txBody></cdr:sp>`,
  );
}

function connector(id: number, corners: Corners, colour: string): string {
  return anchored(
    corners,
    `<cdr:cxnSp macro=""><cdr:nvCxnSpPr><cdr:cNvPr id="${id}" name="mark"/><cdr:cNvCxnSpPr/></cdr:nvCxnSpPr><cdr:spPr>${noPlace}<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>${colour}</a:solidFill><a:prstDash val="sysDash"/></a:ln></cdr:spPr></cdr:cxnSp>`,
  );
}
