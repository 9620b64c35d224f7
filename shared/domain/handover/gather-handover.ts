import type { Account } from "../account/account.ts";
import type { Contact } from "../contact/contact.ts";
import type { Contract } from "../contract/contract.ts";
import type { Goal } from "../goal/goal.ts";
import type { HealthResult } from "../health/health-result.ts";
import { type Incident, isOpen, severities } from "../incident/incident.ts";
import type { ArticleUse } from "../knowledge/article-use.ts";
import type { Article, ArticleText } from "../knowledge/article.ts";
import type { Outreach } from "../outreach/outreach.ts";
import type { RadarRow } from "../peak/radar.ts";
import { runProgress } from "../playbook/plan-run.ts";
import type { PlaybookRun } from "../playbook/playbook-run.ts";
import type { Postmortem } from "../postmortem/postmortem.ts";
import type { NextPromise } from "../sla/next-promise.ts";
import type { Task } from "../task/task.ts";
import { cutText, type HandoverFacts } from "./handover.ts";

const dayMs = 86_400_000;
/** Troubles that ended longer ago are told only when an article or a postmortem was written of them. */
const recentProblemMs = 90 * dayMs;
const passageChars = 1_200;

/** The rows of one account that a brief is made from. */
export interface HandoverRows {
  readonly nowMs: number;
  readonly account: Account;
  readonly contract: Contract | null;
  /** Minutes of the last 30 days, estimated from concurrent users; null = no usage. */
  readonly usedMinutes: number | null;
  readonly contacts: readonly Contact[];
  /** null = not judged yet; `change7dMilli` as in its summary. */
  readonly health: { readonly result: HealthResult; readonly change7dMilli: number | null } | null;
  readonly incidents: readonly { readonly incident: Incident; readonly promise: NextPromise | null; readonly summary: string }[];
  readonly postmortems: readonly Postmortem[];
  /** Published ones, with the words people said of them at this account's incidents. */
  readonly articles: readonly Article[];
  readonly uses: readonly ArticleUse[];
  readonly outreaches: readonly Outreach[];
  readonly peaks: readonly Pick<RadarRow, "peak" | "contact" | "occasion">[];
  readonly tasks: readonly Task[];
  readonly runs: readonly PlaybookRun[];
  readonly goals: readonly Goal[];
  readonly nameOf: (userId: string) => string | null;
}

/** What a colleague must know who takes the account over, from the record as it stands. */
export function gatherHandover(rows: HandoverRows): HandoverFacts {
  const { account, contract, nowMs } = rows;
  const open = rows.tasks.filter((task) => task.state === "open" && task.handoverId == null).toSorted(byDue);
  const promised = open.filter((task) => task.reviewId != null || task.postmortemId != null);
  const running = new Set(rows.runs.filter(({ state }) => state === "running").map(({ id }) => id));
  const commitment = (task: Task): HandoverFacts["commitments"][number] => ({
    title: task.title,
    titles: task.titles ?? null,
    dueOn: task.dueOn,
    ownerName: rows.nameOf(task.ownerId),
  });
  return {
    asOf: new Date(nowMs).toISOString(),
    account: {
      name: account.name,
      code: account.code,
      tier: account.tier,
      scenario: account.scenario,
      timeZone: account.timeZone,
      locale: account.locale,
      summary: account.summary,
    },
    health: healthOf(rows),
    renewal:
      contract === null
        ? null
        : { renewsOn: contract.renewsOn, committedMinutes: contract.committedMinutes, usedMinutes: rows.usedMinutes },
    incidents: rows.incidents
      .filter(({ incident }) => isOpen(incident.state))
      .toSorted((a, b) => bySeverity(a.incident, b.incident))
      .slice(0, 30)
      .map(({ incident, promise }) => ({
        number: incident.number,
        title: incident.title,
        severity: incident.severity,
        state: incident.state,
        clock: promise?.clock ?? null,
        dueAt: promise?.dueMs == null ? null : new Date(promise.dueMs).toISOString(),
      })),
    commitments: promised.slice(0, 40).map(commitment),
    unanswered: rows.outreaches
      .filter(({ state, sentAt, peakAt }) => state === "sent" && sentAt !== null && (peakAt === null || Date.parse(peakAt) > nowMs))
      .toSorted((a, b) => ((a.sentAt ?? "") < (b.sentAt ?? "") ? 1 : -1))
      .slice(0, 20)
      .map(({ subject, sentAt, contactId }) => ({
        subject,
        sentAt: sentAt ?? "",
        contactName: rows.contacts.find(({ id }) => id === contactId)?.name ?? null,
      })),
    peaks: rows.peaks
      .toSorted((a, b) => a.peak.startMs - b.peak.startMs || (a.peak.peakId < b.peak.peakId ? -1 : 1))
      .slice(0, 12)
      .map(peakOf),
    people: rows.contacts
      .toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary) || Number(b.onCall) - Number(a.onCall) || (a.id < b.id ? -1 : 1))
      .slice(0, 12)
      .map(({ name, title, role, locale, timeZone, channels, isPrimary, onCall, preferredHours, note }) => ({
        name,
        title,
        role,
        locale,
        timeZone,
        channels: channels.slice(0, 10),
        isPrimary,
        onCall,
        hours: preferredHours,
        note: cutText(note, passageChars),
      })),
    problems: problemsOf(rows),
    runs: rows.runs
      .filter(({ id }) => running.has(id))
      .map((run) => ({
        run,
        progress: runProgress(
          run,
          rows.tasks.filter(({ runId }) => runId === run.id),
        ),
      }))
      .filter(({ progress }) => progress.state === "running")
      .toSorted((a, b) => (a.run.anchorDay < b.run.anchorDay ? -1 : a.run.anchorDay > b.run.anchorDay ? 1 : a.run.id < b.run.id ? -1 : 1))
      .slice(0, 20)
      .map(({ run, progress: { done, dropped, open: left, next } }) => ({
        name: run.name,
        anchorDay: run.anchorDay,
        done,
        total: done + dropped + left,
        next: next === null ? null : { title: next.title, titles: next.titles ?? null, dueOn: next.dueOn },
      })),
    tasks: open
      .filter((task) => !promised.includes(task) && (task.runId == null || !running.has(task.runId)))
      .slice(0, 40)
      .map(commitment),
    goals: rows.goals
      .filter(({ state }) => state === "open")
      .toSorted((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") || (a.id < b.id ? -1 : 1))
      .slice(0, 20)
      .map(({ title, measure, target, dueOn }) => ({ title, measure, target, dueOn })),
  };
}

function byDue(a: Task, b: Task): number {
  return (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") || (a.id < b.id ? -1 : 1);
}

function bySeverity(a: Incident, b: Incident): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.openedAt < b.openedAt ? -1 : a.openedAt > b.openedAt ? 1 : 0)
  );
}

function healthOf({ health }: HandoverRows): HandoverFacts["health"] {
  if (health === null) return null;
  const { result, change7dMilli } = health;
  return {
    scoreMilli: result.scoreMilli,
    grade: result.override?.grade ?? result.grade,
    change7dMilli,
    confidence: result.confidence,
    asOf: new Date(result.atMs).toISOString(),
    worst: result.components
      .flatMap(({ rules }) => rules)
      .filter(({ lostMilli }) => lostMilli > 0)
      .toSorted((a, b) => b.lostMilli - a.lostMilli || (a.id < b.id ? -1 : 1))
      .slice(0, 3)
      .map(({ id, lostMilli }) => ({ rule: id, lostMilli: Math.round(lostMilli) })),
  };
}

function peakOf({ peak, contact, occasion }: Pick<RadarRow, "peak" | "contact" | "occasion">): HandoverFacts["peaks"][number] {
  const isAnswered = contact.state === "answered" || contact.state === "declined";
  return {
    region: peak.region,
    startsAt: new Date(peak.startMs).toISOString(),
    timeZone: peak.timeZone,
    pExceed: peak.pExceed,
    p90: Math.round(peak.p90),
    capacityPcu: peak.capacityPcu === null ? null : Math.round(peak.capacityPcu),
    askByDay: peak.deadline.askByDay,
    passed: peak.deadline.state === "passed",
    occasion: occasion === null ? null : cutText(occasion, 300),
    contact: isAnswered ? "answered" : contact.state === "sent" ? "sent" : "none",
    request: contact.requestState === null || contact.requestState === "cancelled" ? "none" : contact.requestState,
  };
}

/** Grave ones first; each once, from the best source that there is: its postmortem, the article that solved it, itself. */
function problemsOf({ incidents, postmortems, articles, uses, account, nowMs }: HandoverRows): HandoverFacts["problems"] {
  const language = account.locale.startsWith("zh") ? "zh" : "en";
  return incidents
    .filter(({ incident }) => incident.kind === "incident")
    .map(({ incident, summary }) => {
      const postmortem = postmortems.find((one) => one.incidentId === incident.id && one.state !== "withdrawn");
      const key = uses.find((use) => use.incidentId === incident.id && (use.verdict === "solved" || use.verdict === "helped"))?.articleKey;
      const linked = (incident.links ?? []).find(({ type }) => type === "article")?.ref;
      const article = articles.find((one) => one.key === (key ?? linked));
      const words: ArticleText | null = article === undefined ? null : (article[language] ?? article.zh ?? article.en);
      return { incident, summary, postmortem, words };
    })
    .filter(
      ({ incident, postmortem, words }) =>
        isOpen(incident.state) ||
        postmortem !== undefined ||
        words !== null ||
        ((incident.severity === "P0" || incident.severity === "P1") && nowMs - Date.parse(incident.openedAt) < recentProblemMs),
    )
    .toSorted(
      (a, b) =>
        Number(isOpen(b.incident.state)) - Number(isOpen(a.incident.state)) ||
        severities.indexOf(a.incident.severity) - severities.indexOf(b.incident.severity) ||
        (a.incident.openedAt < b.incident.openedAt ? 1 : -1),
    )
    .slice(0, 8)
    .map(({ incident, summary, postmortem, words }) => ({
      number: incident.number,
      title: incident.title,
      severity: incident.severity,
      openedAt: incident.openedAt,
      open: isOpen(incident.state),
      ...passages(postmortem, words, summary),
    }));
}

type Passages = Pick<HandoverFacts["problems"][number], "symptom" | "investigation" | "solution" | "cautions" | "source">;

function passages(postmortem: Postmortem | undefined, words: ArticleText | null, summary: string): Passages {
  const cut = (value: string): string => cutText(value, passageChars);
  if (postmortem !== undefined)
    return {
      symptom: cut(postmortem.summary),
      investigation: cut(postmortem.rootCause),
      solution: cut([postmortem.workaround, postmortem.longTermFix].filter((one) => one.trim() !== "").join("\n")),
      cautions: cut(words?.cautions ?? postmortem.regressionCheck),
      source: "postmortem",
    };
  if (words !== null)
    return {
      symptom: cut(words.symptom),
      investigation: cut(words.investigation),
      solution: cut(words.solution),
      cautions: cut(words.cautions),
      source: "article",
    };
  return { symptom: cut(summary), investigation: "", solution: "", cautions: "", source: "incident" };
}
