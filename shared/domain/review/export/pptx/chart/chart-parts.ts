import type { ReviewLocale } from "../../../compose/review-document.ts";
import type { SlideBox } from "../../../layout/slide.ts";
import type { LookColours } from "../look/look.ts";
import type { Part } from "../package/package.ts";
import { planChart } from "./chart-plan.ts";
import { chartWorkbook } from "./chart-workbook.ts";
import { chartXml } from "./chart-xml.ts";
import { marksXml } from "./marks-xml.ts";

/** A chart with its workbook and, where it has marks, their drawing. `number` counts the charts of the deck. */
export function chartParts(
  box: Extract<SlideBox, { readonly role: "chart" }>,
  number: number,
  locale: ReviewLocale,
  colours: LookColours,
): { readonly path: string; readonly parts: readonly Part[] } {
  const { chart, width, height, fontPt } = box;
  const plan = planChart(chart, width, height, fontPt, colours);
  const path = `ppt/charts/chart${number}.xml`;
  const workbook = `ppt/embeddings/Microsoft_Excel_Sheet${number}.xlsx`;
  const drawing = `ppt/drawings/drawing${number}.xml`;
  const marks: readonly Part[] =
    chart.marks.length === 0
      ? []
      : [
          {
            path: drawing,
            contentType: "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml",
            data: marksXml(chart, plan, width, height, fontPt, locale, colours),
            relations: [],
          },
        ];
  const parts: readonly Part[] = [
    {
      path,
      contentType: "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
      data: chartXml({ chart, plan, width, height, fontPt, locale, colours }),
      relations: [
        { id: "rId1", type: "package", target: workbook },
        ...(marks.length === 0 ? [] : [{ id: "rId2", type: "chartUserShapes", target: drawing }]),
      ],
    },
    {
      path: workbook,
      contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      data: chartWorkbook(chart, plan.valueFormat),
      relations: [],
    },
    ...marks,
  ];
  return { path, parts };
}
