/** The sections of a quarterly service review, in the order in which they are presented. */
export const quarterlySections = [
  "cover",
  "summary",
  "scorecard",
  "commitments",
  "usage_growth",
  "usage_split",
  "quality_region",
  "quality_carrier_sdk",
  "sla",
  "incident_timeline",
  "root_causes",
  "peaks",
  "outreach",
  "recommendations",
  "actions",
  "appendix",
] as const;
export type StandardSection = (typeof quarterlySections)[number];

/** Those of them that a monthly quality letter has. */
export const letterSections = [
  "cover",
  "summary",
  "quality_region",
  "quality_carrier_sdk",
  "sla",
  "incident_timeline",
  "actions",
  "appendix",
] as const satisfies readonly StandardSection[];

export const reviewKinds = ["quarterly", "letter"] as const;
export type ReviewKind = (typeof reviewKinds)[number];

export function sectionsOf(kind: ReviewKind): readonly StandardSection[] {
  return kind === "quarterly" ? quarterlySections : letterSections;
}

export function isStandardSection(section: string): section is StandardSection {
  return (quarterlySections as readonly string[]).includes(section);
}
