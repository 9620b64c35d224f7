import type { IncidentEvent } from "../incident/incident-event.ts";
import type { Incident } from "../incident/incident.ts";
import type { Concept } from "./glossary.ts";
import type { IncidentSubject } from "./incident-subject.ts";
import { commonTerms, conceptOfTerm, type Rarities, wordsInCommon } from "./weighted-terms.ts";

/** Why a past incident is like the one at hand. */
export type LikenessReason =
  | { readonly type: "words"; readonly words: readonly string[]; readonly concepts: readonly Concept[]; readonly points: number }
  | { readonly type: "component"; readonly component: string; readonly points: number }
  | { readonly type: "region"; readonly regions: readonly string[]; readonly points: number }
  | { readonly type: "carrier"; readonly carriers: readonly string[]; readonly points: number }
  | { readonly type: "sdk"; readonly versions: readonly string[]; readonly points: number }
  | { readonly type: "account"; readonly points: number };

/** `score`: a whole number from 0 to 100 as in `ArticleFit`: 75 for words in common, 25 for what both have. */
export interface IncidentLikeness {
  readonly incidentId: string;
  readonly score: number;
  readonly reasons: readonly LikenessReason[];
}

const wordPoints = 75;
/** Logs share more words than a log and an article: half of the points needs more of them. */
const halfPoints = 45;
const shownWords = 5;

/** How like two incidents are; `rarities` = among the past incidents. */
export function incidentLikeness(subject: IncidentSubject, past: IncidentSubject, rarities: Rarities): IncidentLikeness {
  const common = commonTerms(subject.terms, past.terms, rarities);
  const reasons: LikenessReason[] = [];
  if (common.points > 0) {
    const concepts = common.terms.map(({ term }) => conceptOfTerm(term)).filter((concept) => concept !== null);
    reasons.push({
      type: "words",
      words: wordsInCommon(subject.text, common.terms, shownWords),
      concepts: concepts.slice(0, shownWords),
      points: (wordPoints * common.points) / (common.points + halfPoints),
    });
  }
  if (subject.component !== null && subject.component === past.component) {
    reasons.push({ type: "component", component: subject.component, points: 12 });
  }
  const both = (a: readonly string[], b: readonly string[]): readonly string[] => a.filter((one) => b.includes(one));
  const carriers = both(subject.carriers, past.carriers);
  if (carriers.length > 0) reasons.push({ type: "carrier", carriers, points: 5 });
  const versions = both(subject.sdkVersions, past.sdkVersions);
  if (versions.length > 0) reasons.push({ type: "sdk", versions, points: 4 });
  const regions = both(subject.regions, past.regions);
  if (regions.length > 0) reasons.push({ type: "region", regions, points: 3 });
  if (subject.accountId !== null && subject.accountId === past.accountId) reasons.push({ type: "account", points: 1 });
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
  return { incidentId: past.incidentId, score: Math.min(100, Math.round(points)), reasons };
}

/** Best first, then by id. */
export function compareLikeness(a: IncidentLikeness, b: IncidentLikeness): number {
  return b.score - a.score || (a.incidentId < b.incidentId ? -1 : 1);
}

/** How a past incident was solved. */
export interface Outcome {
  /** From its opening to its end, ms. */
  readonly tookMs: number;
  /** What the customer could work with meanwhile, as the log says; null = nothing was given. */
  readonly workaround: string | null;
  /** The entry that ended it; null = the log is not here or says nothing. */
  readonly fix: string | null;
}

/** null = it has not ended. */
export function outcomeOf(
  incident: Pick<Incident, "state" | "openedAt" | "resolvedAt" | "closedAt">,
  log: readonly IncidentEvent[],
): Outcome | null {
  const endedAt = incident.resolvedAt ?? incident.closedAt;
  if (endedAt === null || (incident.state !== "resolved" && incident.state !== "closed")) return null;
  const sorted = log.toSorted((a, b) => a.ordinal - b.ordinal);
  const said = (event: IncidentEvent | undefined): string | null => (event === undefined || event.text === "" ? null : event.text);
  return {
    tookMs: Date.parse(endedAt) - Date.parse(incident.openedAt),
    workaround: said(sorted.findLast((event) => event.type === "workaround_given")),
    fix: said(
      sorted.findLast((event, i) => event.state === "resolved" && sorted[i - 1]?.state !== "resolved") ??
        sorted.find((event) => event.state === "closed"),
    ),
  };
}
