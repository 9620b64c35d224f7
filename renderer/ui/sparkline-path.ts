/** The path of a sparkline with 2 px left free around it, and its last point. All gaps: an empty path. */
export function sparklinePath(
  values: ArrayLike<number>,
  width: number,
  height: number,
): { readonly path: string; readonly last: { readonly x: number; readonly y: number } | null } {
  let least = Infinity;
  let greatest = -Infinity;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const inset = 2;
  const span = greatest - least;
  const stepX = (width - 2 * inset) / Math.max(1, values.length - 1);
  let path = "";
  let pen = "M";
  let last: { readonly x: number; readonly y: number } | null = null;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) {
      pen = "M";
      continue;
    }
    const x = round(inset + i * stepX);
    const y = round(span === 0 ? height / 2 : height - inset - ((value - least) / span) * (height - 2 * inset));
    path += `${pen}${x} ${y}`;
    pen = "L";
    last = { x, y };
  }
  return { path, last };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
