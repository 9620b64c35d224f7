import type { CSSProperties } from "react";

/** A length of the slide: `--pt` is a 960th of the width that it is drawn in. */
export function pt(lengthPt: number): string {
  return `calc(var(--pt) * ${Math.round(lengthPt * 100) / 100})`;
}

export function typeStyle(fontPt: number, lineHeight: number): CSSProperties {
  return { fontSize: pt(fontPt), lineHeight };
}
