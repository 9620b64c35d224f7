const units: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, w: 1e4, 千: 1e3, 万: 1e4, 百万: 1e6, 亿: 1e8 };

/** A figure as people write it: `210,000`, `21 万`, `21w`, `210k`, `２１万`, `1.2m`. Whole PCU; null = not a figure. */
export function parsePcu(text: string): number | null {
  const plain = text
    .normalize("NFKC")
    .replaceAll(/[\s,_']/g, "")
    .toLowerCase();
  const match = /^(\d{1,12}(?:\.\d{1,6})?)(k|m|w|千|万|百万|亿)?(?:人|pcu|users)?$/.exec(plain);
  if (match === null) return null;
  const pcu = Math.round(Number(match[1]) * (units[match[2] ?? ""] ?? 1));
  return pcu <= 1e9 ? pcu : null;
}
