import type { ReviewSection } from "../../../shared/domain/review/model/review.ts";

/** The section before or after; the same at the ends. */
export function neighbour(order: readonly string[], section: string, by: number): string {
  const at = order.indexOf(section);
  return order[Math.max(0, Math.min(order.length - 1, at + by))] ?? section;
}

interface OutlineLine {
  readonly id: string;
  /** As presented; null = hidden, and passed over when numbers are given. */
  readonly number: number | null;
  /** Only the team sees it. */
  readonly internal: boolean;
}

/** Every section with the number that it stands under, and whose eyes it is for. */
export function outlineLines(
  order: readonly string[],
  hidden: readonly string[],
  sections: readonly Pick<ReviewSection, "section" | "audience">[],
): readonly OutlineLine[] {
  let number = 0;
  return order.map((id) => ({ id, number: hidden.includes(id) ? null : (number += 1), internal: isInternal(sections, id) }));
}

/** A section that nobody has written in is for the customer. */
export function isInternal(sections: readonly Pick<ReviewSection, "section" | "audience">[], section: string): boolean {
  return sections.some((one) => one.section === section && one.audience === "internal");
}
