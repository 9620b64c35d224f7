import type { z } from "zod";
import { account } from "./account/account.ts";
import { capacity } from "./account/capacity.ts";
import { calendarEntry } from "./calendar/calendar-entry.ts";
import { capacityRequest } from "./capacity-request/capacity-request.ts";
import { conflict } from "./conflict/conflict.ts";
import { contact } from "./contact/contact.ts";
import { contract } from "./contract/contract.ts";
import { plannedEvent } from "./event/planned-event.ts";
import { forecastMemory } from "./forecast/forecast-memory.ts";
import { healthModel } from "./health/health-model.ts";
import { healthMonth } from "./health/health-month.ts";
import { healthOverride } from "./health/health-override.ts";
import { goal } from "./goal/goal.ts";
import { handover } from "./handover/handover.ts";
import { incidentEvent } from "./incident/incident-event.ts";
import { incident } from "./incident/incident.ts";
import { articleUse } from "./knowledge/article-use.ts";
import { article } from "./knowledge/article.ts";
import { noticeStep } from "./notice/notice-step.ts";
import { notice } from "./notice/notice.ts";
import { outreachTemplate } from "./outreach/outreach-template.ts";
import { outreach } from "./outreach/outreach.ts";
import { regionLeadTime } from "./peak/region-lead-time.ts";
import { playbookRun } from "./playbook/playbook-run.ts";
import { playbook } from "./playbook/playbook.ts";
import { postmortem } from "./postmortem/postmortem.ts";
import { brandTemplate, review, reviewComment, reviewSection, reviewVersion } from "./review/model/review.ts";
import { reviewSnapshotRecord } from "./review/model/review-snapshot.ts";
import { sdkRelease } from "./sdk/sdk-release.ts";
import { sdkUse } from "./sdk/sdk-use.ts";
import { signalDecision } from "./signal/signal-decision.ts";
import { slaPolicy } from "./sla/sla-policy.ts";
import { slaVerdict } from "./sla/sla-verdict.ts";
import { surveyAnswer } from "./survey/survey-answer.ts";
import { task } from "./task/task.ts";
import { todayMark } from "./today/today-mark.ts";
import { timelineEntry } from "./timeline/timeline-entry.ts";
import { user } from "./user/user.ts";
import { savedView } from "./view/saved-view.ts";

/** How two edits of one field meet: `last` keeps the loser as a conflict, `set` merges members, `text` merges three-way. */
export type FieldMerge = "last" | "set" | "text";

interface KindDefinition<S extends z.ZodObject> {
  readonly schema: S;
  /** Field that says which account (and so which scope) a record belongs to: `null` = the whole tenant sees it, as it does a record whose field holds null. */
  readonly accountField: "id" | "accountId" | null;
  /** What a laptop may do: `edit` patch and create, `append` create only, `none` nothing. */
  readonly clientWrites: "edit" | "append" | "none";
  /** Fields that merge in another way than `last`. */
  readonly merge: Readonly<Record<string, FieldMerge>>;
  /** Fields that only change together. */
  readonly coupled: readonly (readonly string[])[];
}

function kind<S extends z.ZodObject>(definition: KindDefinition<S>): KindDefinition<S> {
  return definition;
}

/** Every kind of record, in the order in which a first snapshot brings them: what matters most first. */
export const kinds = {
  user: kind({ schema: user, accountField: null, clientWrites: "none", merge: {}, coupled: [] }),
  account: kind({
    schema: account,
    accountField: "id",
    clientWrites: "edit",
    merge: { tags: "set", regions: "set", aliases: "set", summary: "text" },
    coupled: [],
  }),
  capacity: kind({ schema: capacity, accountField: "accountId", clientWrites: "none", merge: {}, coupled: [] }),
  contract: kind({
    schema: contract,
    accountField: "accountId",
    clientWrites: "edit",
    merge: { services: "set" },
    coupled: [["startsOn", "renewsOn"]],
  }),
  incident: kind({
    schema: incident,
    accountField: "accountId",
    clientWrites: "edit",
    merge: { watcherIds: "set", summary: "text" },
    coupled: [
      ["state", "resolvedAt", "closedAt"],
      ["holderGroup", "holderName"],
    ],
  }),
  task: kind({
    schema: task,
    accountField: "accountId",
    clientWrites: "edit",
    merge: { note: "text" },
    coupled: [
      ["state", "doneOn", "dropReason"],
      ["title", "titles"],
    ],
  }),
  playbook: kind({ schema: playbook, accountField: null, clientWrites: "append", merge: {}, coupled: [] }),
  playbookRun: kind({
    schema: playbookRun,
    accountField: "accountId",
    clientWrites: "edit",
    merge: {},
    coupled: [
      ["state", "stoppedOn", "stopReason"],
      ["anchorDay", "movedFrom"],
    ],
  }),
  goal: kind({ schema: goal, accountField: "accountId", clientWrites: "edit", merge: { note: "text" }, coupled: [["state", "decidedOn"]] }),
  handover: kind({ schema: handover, accountField: "accountId", clientWrites: "append", merge: {}, coupled: [] }),
  plannedEvent: kind({
    schema: plannedEvent,
    accountField: "accountId",
    clientWrites: "edit",
    merge: {},
    coupled: [["startsAt", "endsAt"]],
  }),
  slaPolicy: kind({ schema: slaPolicy, accountField: null, clientWrites: "append", merge: {}, coupled: [] }),
  savedView: kind({ schema: savedView, accountField: null, clientWrites: "edit", merge: {}, coupled: [] }),
  todayMark: kind({ schema: todayMark, accountField: null, clientWrites: "edit", merge: {}, coupled: [] }),
  conflict: kind({ schema: conflict, accountField: "accountId", clientWrites: "edit", merge: {}, coupled: [] }),
  healthModel: kind({ schema: healthModel, accountField: null, clientWrites: "append", merge: {}, coupled: [] }),
  healthOverride: kind({ schema: healthOverride, accountField: "accountId", clientWrites: "edit", merge: {}, coupled: [] }),
  healthMonth: kind({ schema: healthMonth, accountField: "accountId", clientWrites: "none", merge: {}, coupled: [] }),
  signalDecision: kind({ schema: signalDecision, accountField: "accountId", clientWrites: "append", merge: {}, coupled: [] }),
  sdkRelease: kind({ schema: sdkRelease, accountField: null, clientWrites: "none", merge: {}, coupled: [] }),
  sdkUse: kind({ schema: sdkUse, accountField: "accountId", clientWrites: "none", merge: {}, coupled: [] }),
  surveyAnswer: kind({ schema: surveyAnswer, accountField: "accountId", clientWrites: "append", merge: {}, coupled: [] }),
  contact: kind({ schema: contact, accountField: "accountId", clientWrites: "edit", merge: { note: "text" }, coupled: [] }),
  outreach: kind({
    schema: outreach,
    accountField: "accountId",
    clientWrites: "edit",
    merge: { body: "text", answerNote: "text" },
    coupled: [
      ["state", "sentAt", "queuedAt", "sendId", "failure"],
      ["answeredAt", "answeredPcu", "wantsResources"],
    ],
  }),
  capacityRequest: kind({
    schema: capacityRequest,
    accountField: "accountId",
    clientWrites: "edit",
    merge: { note: "text" },
    coupled: [["state", "askedAt", "confirmedAt", "provisionedAt"]],
  }),
  notice: kind({ schema: notice, accountField: null, clientWrites: "edit", merge: {}, coupled: [["startsAt", "endsAt"]] }),
  noticeStep: kind({ schema: noticeStep, accountField: "accountId", clientWrites: "append", merge: {}, coupled: [] }),
  outreachTemplate: kind({ schema: outreachTemplate, accountField: null, clientWrites: "append", merge: {}, coupled: [] }),
  calendarEntry: kind({ schema: calendarEntry, accountField: "accountId", clientWrites: "edit", merge: {}, coupled: [] }),
  regionLeadTime: kind({ schema: regionLeadTime, accountField: null, clientWrites: "edit", merge: {}, coupled: [] }),
  forecastMemory: kind({ schema: forecastMemory, accountField: "accountId", clientWrites: "none", merge: {}, coupled: [] }),
  slaVerdict: kind({ schema: slaVerdict, accountField: "accountId", clientWrites: "none", merge: {}, coupled: [] }),
  postmortem: kind({
    schema: postmortem,
    accountField: "accountId",
    clientWrites: "edit",
    merge: { summary: "text", rootCause: "text", impactText: "text", workaround: "text", longTermFix: "text", regressionCheck: "text" },
    coupled: [["state", "publishedAt", "outreachId"]],
  }),
  article: kind({ schema: article, accountField: null, clientWrites: "append", merge: {}, coupled: [] }),
  articleUse: kind({ schema: articleUse, accountField: "accountId", clientWrites: "append", merge: {}, coupled: [] }),
  review: kind({ schema: review, accountField: "accountId", clientWrites: "edit", merge: { hidden: "set" }, coupled: [] }),
  reviewSection: kind({
    schema: reviewSection,
    accountField: "accountId",
    clientWrites: "edit",
    merge: { titleZh: "text", titleEn: "text", bodyZh: "text", bodyEn: "text", notesZh: "text", notesEn: "text", acknowledged: "set" },
    coupled: [],
  }),
  reviewComment: kind({ schema: reviewComment, accountField: "accountId", clientWrites: "append", merge: {}, coupled: [] }),
  reviewVersion: kind({ schema: reviewVersion, accountField: "accountId", clientWrites: "append", merge: {}, coupled: [] }),
  reviewSnapshot: kind({ schema: reviewSnapshotRecord, accountField: "accountId", clientWrites: "append", merge: {}, coupled: [] }),
  brandTemplate: kind({ schema: brandTemplate, accountField: "accountId", clientWrites: "append", merge: {}, coupled: [] }),
  timeline: kind({ schema: timelineEntry, accountField: "accountId", clientWrites: "append", merge: {}, coupled: [] }),
  incidentEvent: kind({ schema: incidentEvent, accountField: "accountId", clientWrites: "append", merge: {}, coupled: [] }),
} as const;

export type Kind = keyof typeof kinds;
/** A stored record of a kind, with the revision that the backend gave it (0 = not yet acknowledged). */
export type RecordOf<K extends Kind> = z.infer<(typeof kinds)[K]["schema"]> & { readonly rev: number };

export const kindNames = Object.keys(kinds) as readonly Kind[];

export function isKind(value: string): value is Kind {
  return Object.hasOwn(kinds, value);
}
