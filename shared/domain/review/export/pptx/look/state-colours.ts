import tokens from "../../../../../design/tokens.json" with { type: "json" };
import type { Verdict } from "../../../compose/review-document.ts";
import { contrast, heatOf, paperHeat } from "../../../layout/paper-colours.ts";

export interface Ground {
  readonly dark: boolean;
}

/** RRGGBB of a token. */
export function bareHex(token: string): string {
  return token.replace("#", "").toUpperCase();
}

export function rgbXml(hex: string): string {
  return `<a:srgbClr val="${bareHex(hex)}"/>`;
}

/** Colours of states mean the same in every company's deck, so they are no colours of its theme. */
export function verdictColour(verdict: Exclude<Verdict, null>, ground: Ground): string {
  return rgbXml(tokens.color[ground.dark ? "dark" : "light"].state[verdict].fg);
}

/** A colour of the theme for marks, and as much darker (on dark paper lighter) as text needs: 4.5:1 at least. */
export function themeSeries(name: string, hex: string, paper: string): { readonly mark: string; readonly text: string } {
  const mark = `<a:schemeClr val="${name}"/>`;
  const [hue, saturation, light] = hslOf(hex);
  const lighter = contrast(paper, "#FFFFFF") > 4.5;
  for (let share = 1; share >= 0; share -= 0.05) {
    const changed = lighter ? light * share + (1 - share) : light * share;
    if (contrast(hexOf(hue, saturation, changed), paper) < 4.6) continue;
    const percent = Math.round(share * 100_000);
    const off = lighter ? `<a:lumOff val="${100_000 - percent}"/>` : "";
    return { mark, text: share === 1 ? mark : `<a:schemeClr val="${name}"><a:lumMod val="${percent}"/>${off}</a:schemeClr>` };
  }
  return { mark, text: '<a:schemeClr val="tx1"/>' };
}

function channelsOf(hex: string): readonly [number, number, number] {
  const value = Number.parseInt(bareHex(hex), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** Hue, saturation and lightness, each 0–1. */
function hslOf(hex: string): readonly [number, number, number] {
  const [red, green, blue] = channelsOf(hex);
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const light = (most + least) / 2;
  const range = most - least;
  if (range === 0) return [0, 0, light];
  const saturation = range / (1 - Math.abs(2 * light - 1));
  const sixth = most === red ? ((green - blue) / range + 6) % 6 : most === green ? (blue - red) / range + 2 : (red - green) / range + 4;
  return [sixth / 6, saturation, light];
}

function hexOf(hue: number, saturation: number, light: number): string {
  const reach = saturation * Math.min(light, 1 - light);
  const channel = (at: number) => {
    const place = (at + hue * 12) % 12;
    return Math.round((light - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1))) * 255);
  };
  return `#${[0, 8, 4].map((at) => channel(at).toString(16).padStart(2, "0")).join("")}`;
}

/** Fill of a heat (0–1) in the steps of the printed tables, with the text that is read on it; null = the first step, which is no fill. */
export function heatColours(shade: number, ground: Ground): { readonly fill: string; readonly text: string } | null {
  const light = heatOf(shade);
  const step = paperHeat.indexOf(light);
  if (step === 0) return null;
  if (!ground.dark) return { fill: rgbXml(light.fill), text: rgbXml(light.text) };
  const fill = tokens.color.dark.chart.heat[step] ?? light.fill;
  const { text, surface } = tokens.color.light.neutral;
  return { fill: rgbXml(fill), text: rgbXml(contrast(fill, text) >= contrast(fill, surface) ? text : surface) };
}
