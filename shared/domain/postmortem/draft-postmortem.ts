import { languageOf } from "../../i18n/catalogue.ts";
import type { Account } from "../account/account.ts";
import type { IncidentHistory } from "../incident/incident-history.ts";
import type { Incident } from "../incident/incident.ts";
import { tokenMark } from "../outreach/message-text.ts";
import { renderMessage } from "../outreach/render-message.ts";
import { customerTimeline } from "./customer-timeline.ts";
import { draftTemplates } from "./draft-templates.ts";
import { type GuessedCause, guessCause } from "./guess-cause.ts";
import { internalNames, sentenceCase, withRoles } from "./people-roles.ts";
import { postmortemFacts } from "./postmortem-facts.ts";
import { type Impact, type Postmortem, postmortemId } from "./postmortem.ts";
import { findingsOf, type LogFindings } from "./said-in-log.ts";
import { postmortemSections, type PostmortemSection } from "./sections.ts";

export interface DraftInput {
  readonly incident: Incident;
  readonly account: Pick<Account, "id" | "name" | "timeZone" | "locale">;
  /** null = the log is not on this laptop: the texts that come from it stay empty. */
  readonly history: IncidentHistory | null;
  readonly impact: Impact | null;
  /** Names of colleagues, none of which a customer reads. */
  readonly colleagues: readonly string[];
  /** Language to write in: the nearest one of the console; absent = the customer's. */
  readonly locale?: string;
  readonly authorId: string;
  readonly nowMs: number;
}

export interface PostmortemDraft {
  readonly postmortem: Postmortem;
  readonly cause: GuessedCause;
  /** Entries of the log that the texts come from. */
  readonly findings: LogFindings;
}

const saidToken = "said";

/**
 * A whole postmortem as it is first written: texts with `{{ token }}` where a number is bound, the timeline for customers, cause and impact. Pure:
 * the same records and time give the same draft. `accountId` is the incident's customer.
 */
export function draftPostmortem(input: DraftInput): PostmortemDraft {
  const { incident, account, history, impact, authorId, nowMs } = input;
  const language = languageOf(input.locale ?? account.locale);
  const events = history?.events ?? [];
  const names = internalNames(events, input.colleagues);
  const findings = findingsOf(events);
  const cause = guessCause(incident, events);
  const facts = postmortemFacts({ language, account, incident, history, impact });
  const said: Readonly<Partial<Record<PostmortemSection, string | undefined>>> = {
    rootCause: findings.cause?.text ?? (incident.summary?.trim() || undefined),
    workaround: findings.workaround?.text,
    longTermFix: findings.fix?.text,
  };
  const text = (section: PostmortemSection): string => {
    const own = said[section];
    const known = own === undefined ? facts : { ...facts, bound: [...facts.bound, place] };
    const rendered = renderMessage({ subject: "", body: draftTemplates[language][section] }, known);
    if (!rendered.ok) return "";
    // Braces of a log would be read as places of values.
    const words = own === undefined ? "" : sentenceCase(withRoles(own, names, language)).replaceAll("{{", "{ {");
    return rendered.value.body.replaceAll(tokenMark(saidToken), () => words);
  };
  const texts = Object.fromEntries(postmortemSections.map((section) => [section, text(section)])) as Record<PostmortemSection, string>;
  return {
    cause,
    findings,
    postmortem: {
      id: postmortemId(incident.id),
      accountId: account.id,
      incidentId: incident.id,
      state: "draft",
      locale: language,
      cause: cause.cause,
      ...texts,
      impact,
      timeline: [...customerTimeline(events, names, language)].slice(0, 200),
      authorId,
      reviewerId: null,
      createdAt: new Date(nowMs).toISOString(),
      publishedAt: null,
      outreachId: null,
      articleKey: null,
    },
  };
}

const place = { token: saidToken, text: saidToken, value: null, unit: null, sources: [] };
