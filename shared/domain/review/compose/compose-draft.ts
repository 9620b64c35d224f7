import type { StandardSection } from "../model/review-sections.ts";
import type { Draft } from "./draft.ts";
import type { Pen } from "./pen.ts";
import { composeActions } from "./sections/actions.ts";
import { composeCover } from "./sections/cover.ts";
import { composeIncidentTimeline } from "./sections/incident-timeline.ts";
import { composeOutreach } from "./sections/outreach.ts";
import { composePeaks } from "./sections/peaks.ts";
import { composeQualityRegion } from "./sections/quality-region.ts";
import { composeRootCauses } from "./sections/root-causes.ts";
import { composeSla } from "./sections/sla.ts";
import { composeUsageGrowth } from "./sections/usage-growth.ts";

const composers: Readonly<Partial<Record<StandardSection, (pen: Pen) => Draft>>> = {
  cover: composeCover,
  usage_growth: composeUsageGrowth,
  quality_region: composeQualityRegion,
  sla: composeSla,
  incident_timeline: composeIncidentTimeline,
  root_causes: composeRootCauses,
  peaks: composePeaks,
  outreach: composeOutreach,
  actions: composeActions,
};

export function composeDraft(pen: Pen, section: StandardSection): Draft | null {
  return composers[section]?.(pen) ?? null;
}
