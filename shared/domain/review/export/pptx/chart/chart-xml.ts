import type { ReviewChart, ReviewLocale } from "../../../compose/review-document.ts";
import type { LookColours } from "../look/look.ts";
import { emu, xmlHead, xmlText } from "../package/xml.ts";
import type { ChartPlan, SeriesPlan } from "./chart-plan.ts";
import { shortFormat } from "./axis-format.ts";
import { columnName } from "./chart-workbook.ts";

interface Drawing {
  readonly chart: ReviewChart;
  readonly plan: ChartPlan;
  readonly width: number;
  readonly height: number;
  readonly fontPt: number;
  readonly locale: ReviewLocale;
  readonly colours: LookColours;
}

const namespaces =
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

const ids = { category: 111_111_111, value: 222_222_222 } as const;

/** A chart that Office draws itself from the workbook beside it (rId1); with marks, their drawing is rId2. */
export function chartXml(drawing: Drawing): string {
  const { chart, plan, locale } = drawing;
  const bars = plan.series.filter(({ drawn }) => drawn === "bar");
  const lines = plan.series.filter(({ drawn }) => drawn === "line");
  const marks = chart.marks.length > 0 ? '<c:userShapes r:id="rId2"/>' : "";
  return `${xmlHead}<c:chartSpace ${namespaces}><c:date1904 val="0"/><c:lang val="${locale === "en" ? "en-US" : locale}"/><c:roundedCorners val="0"/><c:chart>${titleXml(drawing)}<c:autoTitleDeleted val="${plan.unitTitle === null ? 1 : 0}"/><c:plotArea>${plotLayout(drawing)}${bars.length === 0 ? "" : barsXml(drawing, bars)}${lines.length === 0 ? "" : linesXml(drawing, lines)}${categoryAxisXml(drawing)}${valueAxisXml(drawing)}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>${legendXml(drawing)}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textXml(drawing, drawing.colours.faint)}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>${marks}</c:chartSpace>`;
}

function share(value: number): string {
  return String(Math.round(value * 1e5) / 1e5);
}

function plotLayout({ plan: { plot }, width, height }: Drawing): string {
  return `<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="${share(plot.x / width)}"/><c:y val="${share(plot.y / height)}"/><c:w val="${share(plot.width / width)}"/><c:h val="${share(plot.height / height)}"/></c:manualLayout></c:layout>`;
}

function runProperties(tag: string, { fontPt }: Drawing, colour: string, bold = false): string {
  return `<a:${tag} sz="${Math.round(fontPt * 100)}" b="${bold ? 1 : 0}"><a:solidFill>${colour}</a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:${tag}>`;
}

/** Names are not broken over lines: the plot leaves room for them. */
function textXml(drawing: Drawing, colour: string, bold = false, wrap = ""): string {
  return `<c:txPr><a:bodyPr rot="0" vert="horz"${wrap}/><a:lstStyle/><a:p><a:pPr>${runProperties("defRPr", drawing, colour, bold)}</a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>`;
}

/** The unit, over the value axis. */
function titleXml(drawing: Drawing): string {
  const { plan, colours } = drawing;
  if (plan.unitTitle === null) return "";
  return `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr>${runProperties("defRPr", drawing, colours.faint)}</a:pPr><a:r>${runProperties("rPr", drawing, colours.faint)}<a:t>${xmlText(plan.unitTitle)}</a:t></a:r></a:p></c:rich></c:tx><c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/><c:y val="0"/></c:manualLayout></c:layout><c:overlay val="1"/></c:title>`;
}

function legendXml(drawing: Drawing): string {
  const { plan, colours, width, height, fontPt } = drawing;
  if (!plan.legend) return "";
  const top = plan.unitTitle === null ? 0 : fontPt * 1.6;
  const place = `<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="${share(plan.plot.x / width)}"/><c:y val="${share(top / height)}"/></c:manualLayout></c:layout>`;
  const hidden = plan.series
    .map(({ nameAt }, index) => (nameAt === null ? "" : `<c:legendEntry><c:idx val="${index}"/><c:delete val="1"/></c:legendEntry>`))
    .join("");
  return `<c:legend><c:legendPos val="t"/>${hidden}${place}<c:overlay val="0"/>${textXml(drawing, colours.muted)}</c:legend>`;
}

function barsXml(drawing: Drawing, bars: readonly SeriesPlan[]): string {
  const { chart } = drawing;
  const stacked = chart.type === "stacked";
  return `<c:barChart><c:barDir val="${chart.type === "bar" ? "bar" : "col"}"/><c:grouping val="${stacked ? "stacked" : "clustered"}"/><c:varyColors val="0"/>${bars.map((bar) => seriesXml(drawing, bar)).join("")}<c:gapWidth val="${drawing.plan.gapWidth}"/>${stacked ? '<c:overlap val="100"/>' : '<c:overlap val="-5"/>'}<c:axId val="${ids.category}"/><c:axId val="${ids.value}"/></c:barChart>`;
}

function linesXml(drawing: Drawing, lines: readonly SeriesPlan[]): string {
  return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${lines.map((line) => seriesXml(drawing, line)).join("")}<c:marker val="1"/><c:axId val="${ids.category}"/><c:axId val="${ids.value}"/></c:lineChart>`;
}

function seriesXml(drawing: Drawing, plan: SeriesPlan): string {
  const { chart, plan: whole } = drawing;
  const column = columnName(plan.column);
  const index = plan.column - 1;
  const last = chart.categories.length + 1;
  const name = `<c:tx><c:strRef><c:f>Sheet1!$${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${xmlText(plan.series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>`;
  const categories = `<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$${last}</c:f><c:strCache><c:ptCount val="${chart.categories.length}"/>${chart.categories.map((category, at) => `<c:pt idx="${at}"><c:v>${xmlText(category)}</c:v></c:pt>`).join("")}</c:strCache></c:strRef></c:cat>`;
  const points = chart.categories
    .map((_, at) => ({ at, value: plan.series.values[at] ?? null }))
    .map(({ at, value }) => (value === null ? "" : `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`))
    .join("");
  const values = `<c:val><c:numRef><c:f>Sheet1!$${column}$2:$${column}$${last}</c:f><c:numCache><c:formatCode>${xmlText(whole.valueFormat)}</c:formatCode><c:ptCount val="${chart.categories.length}"/>${points}</c:numCache></c:numRef></c:val>`;
  const fill = `<a:solidFill>${plan.colour}</a:solidFill>`;
  const data = `${labelsXml(drawing, plan)}${categories}${values}`;
  const head = `<c:idx val="${index}"/><c:order val="${index}"/>${name}`;
  if (plan.drawn === "bar") return `<c:ser>${head}<c:spPr>${fill}</c:spPr><c:invertIfNegative val="0"/>${data}</c:ser>`;
  const dash = plan.dashed ? '<a:prstDash val="dash"/>' : '<a:prstDash val="solid"/>';
  const line = `<c:spPr><a:ln w="${emu(plan.widthPt)}" cap="rnd">${fill}${dash}<a:round/></a:ln></c:spPr>`;
  return `<c:ser>${head}${line}<c:marker><c:symbol val="none"/></c:marker>${lonelyPoints(plan, fill)}${data}<c:smooth val="0"/></c:ser>`;
}

function marker(fill: string, size: number): string {
  return `<c:marker><c:symbol val="circle"/><c:size val="${size}"/><c:spPr>${fill}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>`;
}

/** A value between two gaps is no line, and the last one is what the name stands at: both are seen as points. */
function lonelyPoints({ series: { values, role }, nameAt }: SeriesPlan, fill: string): string {
  const level = role === "target" || role === "capacity";
  return values
    .map((value, at) => {
      const lonely = value !== null && (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;
      const last = !level && nameAt?.category === at;
      return lonely || last ? `<c:dPt><c:idx val="${at}"/>${marker(fill, 6)}<c:bubble3D val="0"/></c:dPt>` : "";
    })
    .join("");
}

const shown = (name: boolean, value: boolean) =>
  `<c:showLegendKey val="0"/><c:showVal val="${value ? 1 : 0}"/><c:showCatName val="0"/><c:showSerName val="${name ? 1 : 0}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`;

function labelsXml(drawing: Drawing, plan: SeriesPlan): string {
  const { plan: whole, height, chart, colours } = drawing;
  const short = shortFormat(drawing.chart.unit, drawing.locale) ?? whole.valueFormat;
  const format = `<c:numFmt formatCode="${xmlText(short)}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>`;
  const { nameAt } = plan;
  if (nameAt !== null) {
    const shift =
      nameAt.shiftPt === 0
        ? ""
        : `<c:layout><c:manualLayout><c:x val="0"/><c:y val="${share(nameAt.shiftPt / height)}"/></c:manualLayout></c:layout>`;
    const text = textXml(drawing, plan.textColour, plan.series.role === "main", ' wrap="none"');
    return `<c:dLbls><c:dLbl><c:idx val="${nameAt.category}"/>${shift}${format}${text}<c:dLblPos val="${nameAt.side}"/>${shown(true, nameAt.withValue)}<c:separator> </c:separator></c:dLbl>${shown(false, false)}</c:dLbls>`;
  }
  if (!plan.labelled || chart.type === "stacked") return `<c:dLbls>${shown(false, false)}</c:dLbls>`;
  return `<c:dLbls>${format}${textXml(drawing, colours.muted)}<c:dLblPos val="outEnd"/>${shown(false, true)}</c:dLbls>`;
}

function hairline(colour: string): string {
  return `<c:spPr><a:noFill/><a:ln w="9525"><a:solidFill>${colour}</a:solidFill></a:ln></c:spPr>`;
}

function categoryAxisXml(drawing: Drawing): string {
  const { chart, plan, colours } = drawing;
  const bar = chart.type === "bar";
  const every = plan.labelEvery > 1 ? `<c:tickLblSkip val="${plan.labelEvery}"/><c:tickMarkSkip val="${plan.labelEvery}"/>` : "";
  // The first category of bars stands at the top, as it is read.
  return `<c:catAx><c:axId val="${ids.category}"/><c:scaling><c:orientation val="${bar ? "maxMin" : "minMax"}"/></c:scaling><c:delete val="0"/><c:axPos val="${bar ? "l" : "b"}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${hairline(colours.line)}${textXml(drawing, bar ? colours.muted : colours.faint)}<c:crossAx val="${ids.value}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>${every}<c:noMultiLvlLbl val="1"/></c:catAx>`;
}

function valueAxisXml(drawing: Drawing): string {
  const { chart, plan, colours } = drawing;
  const { axis } = plan;
  const bar = chart.type === "bar";
  // Bars that have their numbers beside them need no scale.
  const scale = bar && plan.series.every(({ labelled }) => labelled);
  const grid = scale
    ? ""
    : `<c:majorGridlines><c:spPr><a:ln w="9525"><a:solidFill>${colours.grid}</a:solidFill></a:ln></c:spPr></c:majorGridlines>`;
  return `<c:valAx><c:axId val="${ids.value}"/><c:scaling><c:orientation val="minMax"/><c:max val="${axis.to}"/><c:min val="${axis.from}"/></c:scaling><c:delete val="${scale ? 1 : 0}"/><c:axPos val="${bar ? "t" : "l"}"/>${grid}<c:numFmt formatCode="${xmlText(shortFormat(chart.unit, drawing.locale) ?? plan.axisFormat)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${textXml(drawing, colours.faint)}<c:crossAx val="${ids.category}"/><c:crosses val="autoZero"/><c:crossBetween val="${chart.type === "line" ? "midCat" : "between"}"/><c:majorUnit val="${Number(plan.step.toPrecision(12))}"/></c:valAx>`;
}
