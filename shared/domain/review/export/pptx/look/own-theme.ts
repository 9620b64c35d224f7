import tokens from "../../../../../design/tokens.json" with { type: "json" };
import { xmlHead, xmlText } from "../package/xml.ts";
import type { LookColours } from "./look.ts";
import { bareHex, heatColours, themeSeries, verdictColour } from "./state-colours.ts";

const light = tokens.color.light;
const ground = { dark: false } as const;

/** Inter is on few machines: its PANOSE number and family lead PowerPoint to a sans serif in its place. */
export const ownFonts = { latin: "Inter", eastAsian: "Microsoft YaHei" } as const;

const scheme = (value: string, inner = "") =>
  inner === "" ? `<a:schemeClr val="${value}"/>` : `<a:schemeClr val="${value}">${inner}</a:schemeClr>`;

export const ownColours: LookColours = {
  text: scheme("tx1"),
  title: scheme("tx1"),
  muted: scheme("tx2"),
  faint: scheme("tx2", '<a:lumMod val="75000"/><a:lumOff val="19500"/>'),
  accent: scheme("accent1"),
  accentSoft: scheme("accent1", '<a:lumMod val="10000"/><a:lumOff val="90000"/>'),
  line: scheme("tx2", '<a:lumMod val="25000"/><a:lumOff val="75000"/>'),
  grid: scheme("tx2", '<a:lumMod val="10000"/><a:lumOff val="90000"/>'),
  surface: scheme("bg2"),
  series: light.chart.series.map((hex, index) => themeSeries(`accent${index + 1}`, hex, light.neutral.surface)),
  capacity: verdictColour("critical", ground),
  before: [50, 30].map((percent) => scheme("tx2", `<a:lumMod val="${percent}000"/><a:lumOff val="${100 - percent}000"/>`)) as [
    string,
    string,
  ],
  verdict: (verdict) => verdictColour(verdict, ground),
  heat: (shade) => heatColours(shade, ground),
};

function colourXml(name: string, hex: string): string {
  return `<a:${name}><a:srgbClr val="${bareHex(hex)}"/></a:${name}>`;
}

function fontsXml(tag: "majorFont" | "minorFont"): string {
  return `<a:${tag}><a:latin typeface="${ownFonts.latin}" panose="020B0502030000000004" pitchFamily="34" charset="0"/><a:ea typeface="${ownFonts.eastAsian}" panose="020B0503020204020204" pitchFamily="34" charset="-122"/><a:cs typeface=""/><a:font script="Hans" typeface="${ownFonts.eastAsian}"/><a:font script="Hant" typeface="Microsoft JhengHei"/><a:font script="Jpan" typeface="Yu Gothic"/><a:font script="Hang" typeface="Malgun Gothic"/></a:${tag}>`;
}

const solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
const lines = [6350, 12_700, 19_050]
  .map((width) => `<a:ln w="${width}" cap="flat" cmpd="sng" algn="ctr">${solid}<a:prstDash val="solid"/><a:miter lim="800000"/></a:ln>`)
  .join("");

/** The product's colours and fonts as a theme; the colours of states are custom colours of it. */
export function ownThemeXml(name: string): string {
  const series = light.chart.series.map((hex, index) => colourXml(`accent${index + 1}`, hex)).join("");
  const states = (["good", "watch", "risk", "critical"] as const)
    .map((state) => `<a:custClr name="${light.state[state].en}"><a:srgbClr val="${bareHex(light.state[state].fg)}"/></a:custClr>`)
    .join("");
  const colours = [
    colourXml("dk1", light.neutral.text),
    colourXml("lt1", light.neutral.surface),
    colourXml("dk2", light.neutral.text2),
    colourXml("lt2", light.neutral.sunken),
    series,
    colourXml("hlink", light.accent.fg),
    colourXml("folHlink", light.neutral.text3),
  ].join("");
  return `${xmlHead}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="${xmlText(name)}"><a:themeElements><a:clrScheme name="${xmlText(name)}">${colours}</a:clrScheme><a:fontScheme name="${xmlText(name)}">${fontsXml("majorFont")}${fontsXml("minorFont")}</a:fontScheme><a:fmtScheme name="${xmlText(name)}"><a:fillStyleLst>${solid.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${lines}</a:lnStyleLst><a:effectStyleLst>${"<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${solid.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/><a:custClrLst>${states}</a:custClrLst></a:theme>`;
}
