/** Points of a line at most: more cannot be told apart on the screen and cost drawing time in proportion. */
export const maxPoints = 600;

/**
 * Which steps to draw so that at most `limit` remain. Every line keeps the least and the greatest value of each stretch of time, and
 * where a stretch has a hole, one step of the hole, so that it stays a gap. All lines share the steps. Ascending.
 */
export function sampleSteps(lines: readonly ArrayLike<number>[], length: number, limit = maxPoints): readonly number[] {
  if (length <= limit) return Array.from({ length }, (_, index) => index);
  // Each stretch keeps per line up to a least, a greatest and a hole. Lines that rise and fall together keep the same steps, and then more
  // stretches fit.
  const least = Math.max(1, Math.floor(limit / (3 * Math.max(1, lines.length))));
  for (let stretches = Math.floor(limit / 2); ; stretches = Math.max(least, Math.floor(stretches * 0.85))) {
    const kept = new Set<number>();
    for (let stretch = 0; stretch < stretches; stretch += 1) {
      const from = Math.floor((stretch * length) / stretches);
      const to = Math.floor(((stretch + 1) * length) / stretches);
      for (const line of lines) keepExtremes(line, from, to, kept);
    }
    if (kept.size <= limit || stretches <= least) return [...kept].toSorted((a, b) => a - b);
  }
}

function keepExtremes(line: ArrayLike<number>, from: number, to: number, kept: Set<number>): void {
  let least = -1;
  let greatest = -1;
  let hole = -1;
  for (let i = from; i < to; i += 1) {
    const value = line[i] ?? Number.NaN;
    if (Number.isNaN(value)) {
      if (hole < 0) hole = i;
      continue;
    }
    if (least < 0 || value < (line[least] ?? value)) least = i;
    if (greatest < 0 || value > (line[greatest] ?? value)) greatest = i;
  }
  for (const index of [least, greatest, hole]) if (index >= 0) kept.add(index);
}
