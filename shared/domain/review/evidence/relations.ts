import { daysUntil } from "../../contract/days-left.ts";
import type { RecordOf } from "../../kinds.ts";
import { isAboutPeak } from "../../outreach/outreach.ts";
import { reviewId as idOfReview } from "../model/review.ts";
import { comeMs, type EvidenceRecord, type EvidenceScope, evidenceTable, isTold } from "./evidence-scope.ts";
import type { EvidenceTable } from "./evidence-tables.ts";
import type { ReviewSources, SnapshotRequest } from "./review-sources.ts";

type Task = RecordOf<"task">;

/** Messages that were sent in one of the periods. */
export function outreachRows(
  { outreaches, contacts }: Pick<ReviewSources, "outreaches" | "contacts">,
  scope: EvidenceScope,
): EvidenceTable {
  const names = new Map(contacts.map(({ id, name }) => [id, name]));
  const sent = outreaches.filter(({ sentAt }) => comeMs(scope, sentAt) !== null);
  const records = sent.flatMap((message): readonly EvidenceRecord<"outreach">[] => {
    const at = comeMs(scope, message.sentAt);
    if (!isTold(scope, at)) return [];
    const answeredAt = comeMs(scope, message.answeredAt);
    const { state, wantsResources, contactId } = message;
    const answer =
      answeredAt === null
        ? "none"
        : state === "declined" || wantsResources === false
          ? "declines"
          : wantsResources === true
            ? "needs"
            : "answered";
    return [
      {
        id: message.id,
        kind: isAboutPeak(message) ? (message.topic ?? "peak") : (message.topic ?? null),
        subject: message.subject,
        region: message.region,
        at,
        answeredAt,
        answer,
        answeredPcu: answeredAt === null ? null : message.answeredPcu,
        contact: contactId === null ? null : (names.get(contactId) ?? null),
      },
    ];
  });
  return evidenceTable("outreach", records, ["at", "id"], scope, {
    sources: ["outreach"],
    sourceRows: sent.length,
    instants: sent.flatMap(({ sentAt, answeredAt }) => [comeMs(scope, sentAt), comeMs(scope, answeredAt)]),
  });
}

/** Requests for capacity of the periods, as far as they had come. */
export function capacityRequestRows({ capacityRequests }: Pick<ReviewSources, "capacityRequests">, scope: EvidenceScope): EvidenceTable {
  const asked = capacityRequests.filter(({ askedAt }) => comeMs(scope, askedAt) !== null);
  const records = asked.flatMap((request): readonly EvidenceRecord<"capacityRequests">[] => {
    const at = comeMs(scope, request.askedAt);
    if (!isTold(scope, at)) return [];
    const confirmedAt = comeMs(scope, request.confirmedAt);
    const provisionedAt = comeMs(scope, request.provisionedAt);
    const state =
      request.state === "provisioned" && provisionedAt === null && request.provisionedAt !== null
        ? confirmedAt === null
          ? "asked"
          : "confirmed"
        : request.state === "confirmed" && confirmedAt === null && request.confirmedAt !== null
          ? "asked"
          : request.state;
    return [{ id: request.id, region: request.region, at, state, pcu: request.wantedPcu, confirmedAt, provisionedAt }];
  });
  return evidenceTable("capacityRequests", records, ["at", "id"], scope, {
    sources: ["capacityRequest"],
    sourceRows: asked.length,
    instants: asked.flatMap(({ askedAt, provisionedAt }) => [comeMs(scope, askedAt), comeMs(scope, provisionedAt)]),
  });
}

/** A task as it stood on a day: what was done later was open then. */
function standing({ state, doneOn }: Task, today: string): Pick<Task, "state" | "doneOn"> {
  return state === "done" && doneOn !== null && doneOn > today ? { state: "open", doneOn: null } : { state, doneOn };
}

/** What was promised at the review before. Where there was one and nothing was promised, that is known. */
export function commitmentRows({ tasks, people, previous }: ReviewSources, scope: EvidenceScope, today: string): EvidenceTable {
  const review = previous?.review ?? null;
  const own = review === null ? [] : tasks.filter((task) => task.reviewId === review.id);
  const promisedMs = review === null ? null : Math.min(Date.parse(review.createdAt), scope.takenMs);
  const records = own.map((task): EvidenceRecord<"commitments"> => {
    const { state, doneOn } = standing(task, today);
    const past = (day: string): number => (task.dueOn === null ? 0 : -daysUntil(task.dueOn, Date.parse(day), "UTC"));
    const late = state === "dropped" ? 0 : Math.max(0, past(doneOn ?? today));
    return {
      id: task.id,
      title: task.title,
      owner: people.get(task.ownerId) ?? null,
      at: promisedMs,
      dueOn: task.dueOn,
      doneOn,
      state: state === "dropped" ? "dropped" : state === "done" ? (late > 0 ? "late" : "kept") : late > 0 ? "overdue" : "open",
      lateDays: late,
    };
  });
  return evidenceTable("commitments", records, ["dueOn", "id"], scope, {
    sources: ["task", "review"],
    sourceRows: own.length,
    instants: [promisedMs],
  });
}

/**
 * What was agreed on in a review or promised after an incident, and is to be done. Other tasks are our own business: a workbook of the evidence goes to the
 * customer, so they never get into it. Our register of tasks is complete: none is known to be none.
 */
export function actionRows(
  { account, tasks, people }: Pick<ReviewSources, "account" | "tasks" | "people">,
  request: SnapshotRequest,
  scope: EvidenceScope,
  today: string,
): EvidenceTable {
  const current = idOfReview(account.id, request.kind, request.period);
  const agreed = tasks.filter(({ reviewId, postmortemId }) => reviewId != null || postmortemId != null);
  const records = agreed.flatMap((task): readonly EvidenceRecord<"actions">[] => {
    const { state } = standing(task, today);
    if (state === "dropped" || (state === "done" && task.reviewId !== current)) return [];
    const from = task.reviewId != null ? "review" : "prevention";
    return [{ id: task.id, title: task.title, owner: people.get(task.ownerId) ?? null, dueOn: task.dueOn, from, state, at: null }];
  });
  return evidenceTable("actions", records, ["from", "dueOn", "id"], scope, {
    sources: ["task"],
    sourceRows: agreed.length,
    instants: [scope.takenMs],
  });
}

export function surveyRows({ surveyAnswers }: Pick<ReviewSources, "surveyAnswers">, scope: EvidenceScope): EvidenceTable {
  const given = surveyAnswers.filter(({ at }) => comeMs(scope, at) !== null);
  const records = given.flatMap(({ id, instrument, at, score }): readonly EvidenceRecord<"surveys">[] => {
    const ms = comeMs(scope, at);
    return isTold(scope, ms) ? [{ id, type: instrument, at: ms, score }] : [];
  });
  return evidenceTable("surveys", records, ["at", "id"], scope, {
    sources: ["surveyAnswer"],
    sourceRows: given.length,
    instants: given.map(({ at }) => comeMs(scope, at)),
  });
}
