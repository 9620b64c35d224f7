import tokens from "../../../design/tokens.json" with { type: "json" };

const { neutral, accent, state, chart } = tokens.color.light;

/** Colours of paper, hex: the light theme's, in whatever theme the product is shown, because that is how it is printed. */
export const paperColours = {
  surface: neutral.surface,
  text: neutral.text,
  text2: neutral.text2,
  text3: neutral.text3,
  border: neutral.border,
  grid: chart.grid,
  axis: chart.axis,
  accent: accent.fg,
  accentSoft: accent.soft,
  before: faded(neutral.text3),
  capacity: chart.capacity,
  target: neutral.text2,
  expected: chart.forecastP50,
  good: state.good.fill,
  watch: state.watch.fill,
  risk: state.risk.fill,
  critical: state.critical.fill,
  incident: state.critical.fg,
  ...seriesColours(),
} as const;

export type PaperColour = keyof typeof paperColours;

/** From no to the most heat; what is written on it keeps 4.5:1. */
export const paperHeat: readonly { readonly fill: string; readonly text: string }[] = chart.heat.map((fill) => ({
  fill,
  text: contrast(neutral.text, fill) >= 4.5 ? neutral.text : neutral.surface,
}));

/** The step of the ramp for a shade of 0–1. */
export function heatOf(shade: number): (typeof paperHeat)[number] {
  const step = Math.min(paperHeat.length - 1, Math.max(0, Math.round(shade * (paperHeat.length - 1))));
  const found = paperHeat[step];
  if (found === undefined) throw new RangeError(`no heat for ${shade}`);
  return found;
}

type SeriesColour = `series${1 | 2 | 3 | 4 | 5 | 6}`;

function seriesColours(): Record<SeriesColour | `${SeriesColour}Text`, string> {
  const [one = "", two = "", three = "", four = "", five = "", six = ""] = chart.series;
  return {
    series1: one,
    series2: two,
    series3: three,
    series4: four,
    series5: five,
    series6: six,
    series1Text: legible(one),
    series2Text: legible(two),
    series3Text: legible(three),
    series4Text: legible(four),
    series5Text: legible(five),
    series6Text: legible(six),
  };
}

/** A mark's colour, as much darker as text on paper needs: 4.5:1 at least. */
function legible(hex: string): string {
  for (let share = 1; share > 0; share -= 0.02) {
    const darker = hexOf(channels(hex).map((channel) => channel * share));
    if (contrast(darker, neutral.surface) >= 4.6) return darker;
  }
  return neutral.text;
}

/** A mark's colour, as much lighter as a mark may be: 3:1. */
function faded(hex: string): string {
  let lighter = hex;
  for (let share = 0; share < 1; share += 0.02) {
    const next = hexOf(channels(hex).map((channel) => channel + (255 - channel) * share));
    if (contrast(next, neutral.surface) < 3.1) break;
    lighter = next;
  }
  return lighter;
}

function hexOf(parts: readonly number[]): string {
  return `#${parts.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`.toUpperCase();
}

/** Contrast of two opaque colours, 1–21, as WCAG 2.2 defines it. */
export function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((channel) => {
    const share = channel / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(hex: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
