import type { Review } from "./review.ts";
import { isStandardSection, sectionsOf } from "./review-sections.ts";

/**
 * Every section of a review in the order in which it is presented, hidden ones included: as people put them; a standard one that they have not
 * moved stands behind the one that it stands behind by itself.
 */
export function sectionOrder({ kind, order }: Pick<Review, "kind" | "order">): readonly string[] {
  const standard = sectionsOf(kind);
  const sections: string[] = order.filter((one) => !isStandardSection(one) || standard.includes(one));
  standard.forEach((section, index) => {
    if (sections.includes(section)) return;
    const before = standard.slice(0, index).findLast((one) => sections.includes(one));
    sections.splice(before === undefined ? 0 : sections.indexOf(before) + 1, 0, section);
  });
  return sections;
}
