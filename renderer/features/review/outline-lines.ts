/** The section before or after; the same at the ends. */
export function neighbour(order: readonly string[], section: string, by: number): string {
  const at = order.indexOf(section);
  return order[Math.max(0, Math.min(order.length - 1, at + by))] ?? section;
}

interface OutlineLine {
  readonly id: string;
  /** As presented; null = hidden, and passed over when numbers are given. */
  readonly number: number | null;
}

/** Every section with the number that it is presented under. */
export function outlineLines(order: readonly string[], hidden: readonly string[]): readonly OutlineLine[] {
  let number = 0;
  return order.map((id) => ({ id, number: hidden.includes(id) ? null : (number += 1) }));
}
