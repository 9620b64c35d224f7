import type { ReviewMetricId } from "../metrics/review-metrics.ts";
import { readReviewKey } from "../model/review-question.ts";
import { sectionsOf, type StandardSection } from "../model/review-sections.ts";
import { documentKeys } from "./document-keys.ts";
import type { Draft } from "./draft.ts";
import type { Pen } from "./pen.ts";
import { composeActions } from "./sections/actions.ts";
import { composeAppendix } from "./sections/appendix.ts";
import { composeCommitments } from "./sections/commitments.ts";
import { composeCover } from "./sections/cover.ts";
import { composeIncidentTimeline } from "./sections/incident-timeline.ts";
import { composeOutreach } from "./sections/outreach.ts";
import { composePeaks } from "./sections/peaks.ts";
import { composeQualityCarrierSdk } from "./sections/quality-carrier-sdk.ts";
import { composeQualityRegion } from "./sections/quality-region.ts";
import { composeRecommendations } from "./sections/recommendations.ts";
import { composeRootCauses } from "./sections/root-causes.ts";
import { composeScorecard } from "./sections/scorecard.ts";
import { composeSla } from "./sections/sla.ts";
import { composeSummary } from "./sections/summary.ts";
import { composeUsageGrowth } from "./sections/usage-growth.ts";
import { composeUsageSplit } from "./sections/usage-split.ts";

const composers: Readonly<Partial<Record<StandardSection, (pen: Pen) => Draft>>> = {
  cover: composeCover,
  summary: composeSummary,
  scorecard: composeScorecard,
  commitments: composeCommitments,
  usage_growth: composeUsageGrowth,
  usage_split: composeUsageSplit,
  quality_region: composeQualityRegion,
  quality_carrier_sdk: composeQualityCarrierSdk,
  sla: composeSla,
  incident_timeline: composeIncidentTimeline,
  root_causes: composeRootCauses,
  peaks: composePeaks,
  outreach: composeOutreach,
  recommendations: composeRecommendations,
  actions: composeActions,
};

const known = new WeakMap<Pen, Map<StandardSection, Draft | null>>();

/** Of one pen each section is composed once: the appendix explains what the others say. */
export function composeDraft(pen: Pen, section: StandardSection): Draft | null {
  const drafts = known.get(pen) ?? new Map<StandardSection, Draft | null>();
  known.set(pen, drafts);
  const made = drafts.get(section);
  if (made !== undefined) return made;
  const draft = section === "appendix" ? composeAppendix(pen, metricsUsed(pen)) : (composers[section]?.(pen) ?? null);
  drafts.set(section, draft);
  return draft;
}

function metricsUsed(pen: Pen): readonly ReviewMetricId[] {
  const others = sectionsOf(pen.snapshot.kind).filter((section) => section !== "appendix");
  const sections = others.map((section) => composeDraft(pen, section)).filter((draft) => draft !== null);
  return [...new Set(documentKeys({ sections }).flatMap((key) => readReviewKey(key)?.metric ?? []))];
}
