import type { Outreach } from "../../outreach/outreach.ts";
import type { SurveyAnswer } from "../../survey/survey-answer.ts";
import type { HealthInput } from "../health-input.ts";
import { byText, dayMs, freshness, known, records, unknown, usefulLives, type Measure, type Measures } from "./measure.ts";

const messageWindowMs = 90 * dayMs;
/** A message needs time to be answered: younger ones without an answer are not counted against anybody. */
const graceMs = 3 * dayMs;
const surveyWindowMs = 180 * dayMs;
/** An answer half a quarter older weighs half as much. */
const surveyHalfLifeMs = 45 * dayMs;
const mostSponsors = 3;

type RelationshipRules = "last_contact" | "answered_outreach" | "sponsors" | "satisfaction";

export function relationshipMeasures(
  input: Pick<HealthInput, "touches" | "outreaches" | "contacts" | "surveys">,
  atMs: number,
): Pick<Measures, RelationshipRules> {
  return {
    last_contact: lastContact(input, atMs),
    answered_outreach: answeredOutreach(input.outreaches, atMs),
    sponsors: sponsors(input.contacts),
    satisfaction: satisfaction(input.surveys, atMs),
  };
}

/** Days since the newest call, meeting or message, or answer of the customer. Contacts have no history: they do not count. */
function lastContact({ touches, outreaches }: Pick<HealthInput, "touches" | "outreaches">, atMs: number): Measure {
  let newestMs: number | null = null;
  let row: { readonly kind: "timeline" | "outreach"; readonly id: string } | null = null;
  const offer = (ms: number, kind: "timeline" | "outreach", id: string | null): void => {
    if (ms > atMs || (newestMs !== null && ms < newestMs)) return;
    const isNewer = newestMs === null || ms > newestMs;
    newestMs = ms;
    if (id !== null && (isNewer || row === null || byText(kind, row.kind) < 0 || (kind === row.kind && id < row.id))) row = { kind, id };
    else if (isNewer) row = null;
  };
  for (const { id, atMs: ms } of touches) offer(ms, "timeline", id);
  for (const { id, answeredAt } of outreaches) if (answeredAt !== null) offer(Date.parse(answeredAt), "outreach", id);
  return newestMs === null ? unknown("no_contact_history") : contactMeasure(newestMs, row, atMs);
}

function contactMeasure(
  newestMs: number,
  row: { readonly kind: "timeline" | "outreach"; readonly id: string } | null,
  atMs: number,
): Measure {
  return known((atMs - newestMs) / dayMs, { asOfMs: newestMs, n: 1, sources: row === null ? [] : [records(row.kind, [row.id])] });
}

/** Of the messages sent in the last 90 days that were answered or have had three days for it. */
function answeredOutreach(outreaches: readonly Outreach[], atMs: number): Measure {
  const judged = outreaches.flatMap((outreach) => {
    const sentMs = outreach.sentAt === null ? Number.NaN : Date.parse(outreach.sentAt);
    if (!(sentMs <= atMs && sentMs > atMs - messageWindowMs)) return [];
    const answered = isAnswered(outreach, atMs);
    return answered || sentMs <= atMs - graceMs ? [{ outreach, answered, sentMs }] : [];
  });
  if (judged.length === 0) return unknown("no_outreach");
  return known(judged.filter(({ answered }) => answered).length / judged.length, {
    n: judged.length,
    asOfMs: Math.max(...judged.map(({ sentMs }) => sentMs)),
    sources: [
      records(
        "outreach",
        judged.map(({ outreach }) => outreach.id),
      ),
    ],
  });
}

function isAnswered({ state, answeredAt }: Outreach, atMs: number): boolean {
  if (answeredAt !== null) return Date.parse(answeredAt) <= atMs;
  return state === "answered" || state === "declined";
}

/** People who decide or who carry the integration, up to three: a customer known through one person is lost with them. */
function sponsors(contacts: HealthInput["contacts"]): Measure {
  if (contacts.length === 0) return unknown("no_contacts");
  const named = contacts.filter(({ role }) => role === "decision_maker" || role === "technical_lead");
  const rows = named.length > 0 ? named : contacts;
  return known(Math.min(named.length, mostSponsors), {
    n: contacts.length,
    sources: [
      records(
        "contact",
        rows.map(({ id }) => id),
      ),
    ],
  });
}

/** CSAT 1–5 and NPS 0–10 on one scale of 0–100, the answers of the last 180 days weighed by their age (half after 45 days). */
function satisfaction(surveys: readonly SurveyAnswer[], atMs: number): Measure {
  const answers = surveys
    .flatMap((answer) => {
      const ms = Date.parse(answer.at);
      return ms <= atMs && ms > atMs - surveyWindowMs ? [{ answer, ms }] : [];
    })
    .toSorted((a, b) => a.ms - b.ms || byText(a.answer.id, b.answer.id));
  const newest = answers.at(-1);
  if (newest === undefined) return unknown("no_survey");
  let [sum, weight] = [0, 0];
  for (const { answer, ms } of answers) {
    const share = 2 ** (-(atMs - ms) / surveyHalfLifeMs);
    sum += share * surveyPoints(answer);
    weight += share;
  }
  return known(Math.min(100, Math.max(0, sum / weight)), {
    n: answers.length,
    asOfMs: newest.ms,
    freshness: freshness(newest.ms, atMs, usefulLives.survey) ?? 0.5,
    sources: [
      records(
        "surveyAnswer",
        answers.map(({ answer }) => answer.id),
      ),
    ],
  });
}

/** 0–100. */
export function surveyPoints({ instrument, score }: Pick<SurveyAnswer, "instrument" | "score">): number {
  return instrument === "nps" ? score * 10 : Math.min(100, Math.max(0, (score - 1) * 25));
}
