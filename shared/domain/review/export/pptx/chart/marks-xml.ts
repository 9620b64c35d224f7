import type { ReviewChart, ReviewLocale } from "../../../compose/review-document.ts";
import { textWidthPt } from "../../../layout/measure-text.ts";
import type { LookColours, Place } from "../look/look.ts";
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
  const style = { sizePt: fontPt, bold: false, colour: colours.muted, fonts: themeFonts };
  const scale = { width, height };
  const shapes = placed(chart, plan, width, fontPt).flatMap(({ label, place, stem }, index) => {
    const text = paragraphXml(runsXml([plainRun(label)], style, locale), { ...plainParagraph, align: "ctr" }, style, locale);
    const line = stem === null ? [] : [connector(2 + index * 2, stem, scale, colours.line)];
    return place === null ? line : [...line, shape(3 + index * 2, label, place, scale, text)];
  });
  return `${xmlHead}<c:userShapes xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:cdr="http://schemas.openxmlformats.org/drawingml/2006/chartDrawing">${shapes.join("")}</c:userShapes>`;
}

interface PlacedMark {
  readonly label: string;
  /** null = its name has no room and is left to the table of the same data. */
  readonly place: Place | null;
  /** From the name down to the axis; null = none is drawn. */
  readonly stem: Place | null;
}

/** Names of points stand in two rows over the plot, those of gaps in it, where nothing else is. */
function placed(chart: ReviewChart, plan: ChartPlan, width: number, fontPt: number): readonly PlacedMark[] {
  const { plot } = plan;
  const high = fontPt * lineHeight;
  const taken: Place[] = [];
  const free = (place: Place) =>
    !taken.some(
      ({ x, y, width, height }) =>
        place.x < x + width + 6 && place.x + place.width + 6 > x && place.y < y + height && place.y + place.height > y,
    );
  const around = (label: string, centre: number, from: number, to: number) => {
    const wide = Math.min(textWidthPt(label, fontPt) + 4, to - from);
    return { x: Math.min(Math.max(centre - wide / 2, from), to - wide), width: wide, height: high };
  };
  const take = (place: Place | undefined) => {
    if (place !== undefined) taken.push(place);
    return place ?? null;
  };
  const points = chart.marks
    .filter(({ kind }) => kind !== "gap")
    .map(({ category, label }): PlacedMark => {
      const centre = plan.categoryX(category);
      const box = around(label, centre, 0, width);
      const place = take([1, 2].map((row) => ({ ...box, y: plot.y - high * row - 1 })).find(free));
      const top = place === null ? plot.y : place.y + high;
      return { label, place, stem: { x: centre, y: top, width: 0, height: plot.y + plot.height - top } };
    });
  const gaps = [...new Set(chart.marks.filter(({ kind }) => kind === "gap").map(({ label }) => label))].map((label): PlacedMark => {
    const at = chart.marks.flatMap((mark) => (mark.kind === "gap" && mark.label === label ? [plan.categoryX(mark.category)] : []));
    const box = around(label, (Math.min(...at) + Math.max(...at)) / 2, plot.x, plot.x + plot.width);
    const rows = Array.from({ length: 9 }, (_, index) => ({ ...box, y: plot.y + plot.height * (0.94 - index * 0.1) - high })).filter(free);
    const room = rows.map((place) => ({ place, room: roomAt(chart, plan, place) }));
    const best = room.reduce((best, each) => (each.room > best.room + 0.01 ? each : best), {
      place: undefined as Place | undefined,
      room: high * 0.6,
    });
    return { label, place: take(best.place), stem: null };
  });
  return [...points, ...gaps];
}

/** How far the next point of a line is from the middle of a name; more than one line's height is no better. */
function roomAt(chart: ReviewChart, plan: ChartPlan, { x, y, width, height }: Place): number {
  const near = chart.series.flatMap(({ values }) =>
    values.flatMap((value, category) => {
      const at = plan.categoryX(category);
      return value === null || at < x - 12 || at > x + width + 12 ? [] : [plan.valueY(value)];
    }),
  );
  return Math.min(height * 1.2, ...near.map((each) => Math.abs(each - (y + height / 2))));
}

type Scale = { readonly width: number; readonly height: number };

function anchored({ x, y, width, height }: Place, scale: Scale, inner: string): string {
  const at = (value: number) => String(Math.min(1, Math.max(0, Math.round(value * 1e5) / 1e5)));
  return `<cdr:relSizeAnchor><cdr:from><cdr:x>${at(x / scale.width)}</cdr:x><cdr:y>${at(y / scale.height)}</cdr:y></cdr:from><cdr:to><cdr:x>${at((x + width) / scale.width)}</cdr:x><cdr:y>${at((y + height) / scale.height)}</cdr:y></cdr:to>${inner}</cdr:relSizeAnchor>`;
}

const noPlace = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>';

function shape(id: number, name: string, place: Place, scale: Scale, text: string): string {
  return anchored(
    place,
    scale,
    `<cdr:sp macro="" textlink=""><cdr:nvSpPr><cdr:cNvPr id="${id}" name="${xmlText(name)}"/><cdr:cNvSpPr txBox="1"/></cdr:nvSpPr><cdr:spPr>${noPlace}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></cdr:spPr><cdr:txBody><a:bodyPr vertOverflow="overflow" wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="ctr"/><a:lstStyle/>${text}</cdr:txBody></cdr:sp>`,
  );
}

function connector(id: number, place: Place, scale: Scale, colour: string): string {
  return anchored(
    place,
    scale,
    `<cdr:cxnSp macro=""><cdr:nvCxnSpPr><cdr:cNvPr id="${id}" name="mark"/><cdr:cNvCxnSpPr/></cdr:nvCxnSpPr><cdr:spPr>${noPlace}<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>${colour}</a:solidFill><a:prstDash val="sysDash"/></a:ln></cdr:spPr></cdr:cxnSp>`,
  );
}
