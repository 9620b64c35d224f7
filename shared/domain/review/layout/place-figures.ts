import type { FlowItem } from "./flow.ts";
import type { Box, SlideBox } from "./slide.ts";
import { figurePt, insets, lineHeights } from "./slide-frame.ts";
import { heightOf, linesOf, type Measure, plainRun } from "./text-block.ts";

type Figure = Extract<FlowItem, { readonly type: "figures" }>["figures"][number];

interface FigureSizes {
  readonly valuePt: number;
}

const gapPt = 24;
const valueSteps = [34, 28, 24, 20, 17] as const;

/** Height of a row of figures, in points. */
export function figuresHeight(figures: readonly Figure[], widthPt: number, sizes: FigureSizes, measure: Measure): number {
  const heights = heightsOf(figures, widthPt, sizes, measure);
  return heights.label + Math.max(...heights.each.map(({ rest }) => rest));
}

/** Figures beside each other, their values on one line however long the words over them are. */
export function figureBoxes(figures: readonly Figure[], area: Box, sizes: FigureSizes, measure: Measure): readonly SlideBox[] {
  const { width, fontPt, label, each } = heightsOf(figures, area.width, sizes, measure);
  return figures.map((figure, i): SlideBox => {
    const down = label - (each[i]?.label ?? label);
    return { role: "figure", ...figure, x: area.x + i * (width + gapPt), y: area.y + down, width, height: area.height - down, fontPt };
  });
}

/** All values are written in the largest size in which each is on one line. */
function heightsOf(
  figures: readonly Figure[],
  widthPt: number,
  { valuePt }: FigureSizes,
  measure: Measure,
): {
  readonly width: number;
  readonly fontPt: number;
  readonly label: number;
  readonly each: readonly { readonly label: number; readonly rest: number }[];
} {
  const width = (widthPt - (figures.length - 1) * gapPt) / figures.length;
  const steps = valueSteps.filter((step) => step <= valuePt);
  const fontPt =
    steps.find((step) => figures.every(({ value }) => linesOf([value], step, width, measure, "semibold").length <= 1)) ??
    Math.min(20, valuePt);
  const each = figures.map((figure) => ({
    label: heightOf(
      [plainRun(figure.label)],
      figurePt.label,
      lineHeights.small,
      width - (figure.verdict === null ? 0 : insets.verdict),
      measure,
    ),
    rest:
      heightOf([figure.value], fontPt, lineHeights.figure, width, measure, "semibold") +
      heightOf(figure.note, figurePt.note, lineHeights.small, width, measure) +
      2 * insets.figureGap,
  }));
  return { width, fontPt, label: Math.max(...each.map(({ label }) => label)), each };
}
