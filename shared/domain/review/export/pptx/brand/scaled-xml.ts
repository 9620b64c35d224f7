const lengths = [
  "x",
  "y",
  "cx",
  "cy",
  "w",
  "lIns",
  "tIns",
  "rIns",
  "bIns",
  "marL",
  "marR",
  "indent",
  "defTabSz",
  "pos",
  "blurRad",
  "dist",
  "rad",
];
const attribute = new RegExp(`\\s(${lengths.join("|")})="(-?\\d{1,15})"`, "g");
const scaledElements =
  /<a:(?:off|ext|chOff|chExt|ln|ln[LRTB]|bodyPr|lvl\dpPr|pPr|defPPr|tab|outerShdw|innerShdw|glow|softEdge|blur|reflection|gridCol)\b[^<>]*>/g;
const sizes = /(<a:(?:rPr|defRPr|endParaRPr)\b[^<>]*?\ssz=")(\d{3,6})(")/g;

/** XML of a master, layout or theme for a slide that is `factor` times as large: every length and every size of text in it. */
export function scaledXml(xml: string, factor: number): string {
  if (Math.abs(factor - 1) < 1e-6) return xml;
  return xml
    .replaceAll(scaledElements, (element) =>
      element.replaceAll(attribute, (_, name: string, value: string) => ` ${name}="${Math.round(Number(value) * factor)}"`),
    )
    .replaceAll(
      sizes,
      (_, before: string, size: string, after: string) => `${before}${Math.round((Number(size) * factor) / 50) * 50}${after}`,
    );
}
