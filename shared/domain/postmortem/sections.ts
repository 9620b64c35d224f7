import type { Postmortem } from "./postmortem.ts";

/** The texts of a postmortem in the order in which it is read; the timeline stands behind the impact, prevention at the end. */
export const postmortemSections = ["summary", "rootCause", "impactText", "workaround", "longTermFix", "regressionCheck"] as const;
export type PostmortemSection = (typeof postmortemSections)[number];
export type PostmortemTexts = Pick<Postmortem, PostmortemSection>;
