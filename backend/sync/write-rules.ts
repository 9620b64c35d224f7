import type { z } from "zod";
import { checkHealthModel } from "../../shared/domain/health/check-health-model.ts";
import { checkTemplate } from "../../shared/domain/outreach/check-template.ts";
import type { OutreachTemplate } from "../../shared/domain/outreach/outreach-template.ts";
import { isRemovable, outreachFault } from "../../shared/domain/outreach/outreach-states.ts";
import type { Outreach } from "../../shared/domain/outreach/outreach.ts";
import { type Kind, kinds } from "../../shared/domain/kinds.ts";
import type { Playbook } from "../../shared/domain/playbook/playbook.ts";
import { checkSlaPolicy } from "../../shared/domain/sla/check-sla-policy.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Mutation, RefusalCode } from "../../shared/sync/protocol.ts";
import { mayWrite, type Principal, seesWholeTenant } from "../auth/principal.ts";
import { isStorableText } from "../storage/json-text.ts";
import { refusePlaybook } from "./plan-rules.ts";

export interface Refused {
  readonly code: RefusalCode;
  readonly message: string;
}

/** What a laptop may delete: what colleagues made there. Customers, contracts, logs and conflicts stay. */
const deletable: readonly Kind[] = [
  "contact",
  "task",
  "plannedEvent",
  "savedView",
  "todayMark",
  "calendarEntry",
  "outreach",
  "capacityRequest",
  "postmortem",
  "review",
  "reviewSection",
  "goal",
];

/** What holds for the whole company. */
const leadKinds: readonly Kind[] = ["healthModel", "outreachTemplate", "regionLeadTime", "notice", "slaPolicy", "playbook"];

/** Whether the user may do this to records of the kind at all. null = yes. */
export function refuseOperation(principal: Principal, kind: Kind, op: Mutation["op"]): Refused | null {
  const writes = kinds[kind].clientWrites;
  const allowed =
    op === "create" ? writes !== "none" && kind !== "conflict" : op === "patch" ? writes === "edit" : deletable.includes(kind);
  if (!mayWrite(principal)) return { code: "not-allowed", message: "this role only reads" };
  if (leadKinds.includes(kind) && principal.role !== "lead" && principal.role !== "admin")
    return { code: "not-allowed", message: `${kind}: a lead's to change` };
  return allowed ? null : { code: "not-allowed", message: `${kind} records cannot be changed in this way` };
}

/** Fields that only the backend sets once a record is there. */
const fixedFields: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  savedView: ["userId"],
  todayMark: ["userId", "itemKey", "action", "at", "standing", "toUserId", "taskId"],
  healthOverride: ["accountId", "grade", "reason", "authorId", "at", "expiresAt"],
  capacityRequest: ["accountId", "region", "requestedById", "askedAt"],
  task: ["runId", "stepKey", "handoverId"],
  playbookRun: ["accountId", "playbookKey", "playbookVersion", "anchor", "steps", "startedOn", "startedById", "byRule"],
  goal: ["accountId"],
  notice: ["authorId"],
  calendarEntry: ["authorId"],
  regionLeadTime: ["authorId", "region"],
  review: ["accountId", "kind", "period", "createdAt"],
  reviewSection: ["accountId", "reviewId", "section"],
  conflict: ["accountId", "targetKind", "targetId", "field", "kept", "keptBy", "keptAt", "lost", "lostBy", "lostAt"],
};

/** Field that names who wrote the record: it is signed by who sends it. */
const signedBy: Readonly<Partial<Record<Kind, string>>> = {
  healthModel: "authorId",
  healthOverride: "authorId",
  signalDecision: "byId",
  noticeStep: "byId",
  outreachTemplate: "authorId",
  slaPolicy: "authorId",
  article: "authorId",
  articleUse: "byId",
  reviewComment: "authorId",
  reviewVersion: "authorId",
  brandTemplate: "authorId",
  playbook: "authorId",
  handover: "givenById",
};

/** Likewise of records that colleagues go on with: who began it. */
const begunBy: Readonly<Partial<Record<Kind, string>>> = {
  capacityRequest: "requestedById",
  notice: "authorId",
  calendarEntry: "authorId",
  regionLeadTime: "authorId",
  postmortem: "authorId",
  playbookRun: "startedById",
};

/** Whether the fields may be set. null = yes. */
export function refuseFields(kind: Kind, mutation: Mutation): Refused | null {
  const known = Object.keys(kinds[kind].schema.shape);
  const unknown = Object.keys(mutation.fields).find((field) => !known.includes(field) || (field === "id" && mutation.op === "patch"));
  if (unknown !== undefined) return { code: "invalid", message: `${unknown.slice(0, 60)}: no such field of ${kind}` };
  const fixed = mutation.op === "patch" ? fixedFields[kind]?.find((field) => Object.hasOwn(mutation.fields, field)) : undefined;
  return fixed === undefined ? null : { code: "not-allowed", message: `${fixed} cannot be changed` };
}

/** Whether the record is the user's to write under its author and owner fields. null = yes. */
export function refuseAuthor(principal: Principal, kind: Kind, doc: JsonObject): Refused | null {
  if ((kind === "savedView" || kind === "todayMark") && doc["userId"] !== principal.userId)
    return { code: "not-allowed", message: `${kind}: belongs to who made it` };
  if (kind === "timeline" && doc["authorId"] !== null && doc["authorId"] !== principal.userId) {
    return { code: "not-allowed", message: "an entry is signed by who writes it" };
  }
  const signature = signedBy[kind];
  if (signature !== undefined && doc[signature] !== principal.userId)
    return { code: "not-allowed", message: `${signature} is who writes it` };
  if (kind === "account" && doc["ownerId"] !== principal.userId && !seesWholeTenant(principal)) {
    return { code: "out-of-scope", message: "the account would be another colleague's" };
  }
  return null;
}

/** Whether the user may begin the record under the name that it gives. null = yes. */
export function refuseBeginner(principal: Principal, kind: Kind, doc: JsonObject): Refused | null {
  const field = begunBy[kind];
  return field === undefined || doc[field] === principal.userId ? null : { code: "not-allowed", message: `${field} is who writes it` };
}

/** Whether a message may become this: what was sent stays as it was sent. `before` null = it is new. null = yes. */
export function refuseOutreach(kind: Kind, before: JsonObject | null, after: JsonObject): Refused | null {
  if (kind !== "outreach") return null;
  const fault = outreachFault(before as Outreach | null, after as Outreach);
  if (fault === null) return null;
  const what =
    fault.code === "way" ? `${fault.from} does not become ${fault.to}` : fault.code === "frozen" ? `${fault.field} was sent` : fault.code;
  return { code: "not-allowed", message: `outreach: ${what}` };
}

function hasUnstorableText(value: unknown): boolean {
  if (typeof value === "string") return !isStorableText(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, member]) => !isStorableText(name) || hasUnstorableText(member));
}

/**
 * Whether this record may be deleted: a message until it has been sent, a request until operations have answered it, a postmortem and a review
 * while they are drafts. null = yes.
 */
export function refuseRemoval(kind: Kind, doc: JsonObject): Refused | null {
  const stays =
    (kind === "outreach" && !isRemovable(doc as Outreach)) ||
    (kind === "capacityRequest" && doc["state"] !== "asked") ||
    ((kind === "postmortem" || kind === "review") && doc["state"] !== "draft");
  return stays ? { code: "not-allowed", message: `${kind}: what others have seen stays` } : null;
}

/** Whether the whole record is valid; fields that this version does not know are kept. Names the field, never its value. null = valid. */
export function refuseContent(kind: Kind, doc: JsonObject): Refused | null {
  if (hasUnstorableText(doc)) return { code: "invalid", message: "text holds characters that cannot be stored" };
  const schema: z.ZodObject = kinds[kind].schema;
  const parsed = schema.loose().safeParse(doc);
  if (parsed.success) return refuseSense(kind, doc);
  const issue = parsed.error.issues[0];
  return { code: "invalid", message: `${issue?.path.join(".").slice(0, 60) ?? ""}: ${issue?.code ?? "invalid"}` };
}

/** What holds for everybody and makes no sense never gets in: the last good one stays in force. */
function refuseSense(kind: Kind, doc: JsonObject): Refused | null {
  switch (kind) {
    case "healthModel":
      return refuseDefinition(checkHealthModel(doc["definition"]));
    case "slaPolicy":
      return refuseDefinition(checkSlaPolicy(doc["definition"]));
    case "outreachTemplate":
      return refuseTemplate(doc as OutreachTemplate);
    case "playbook":
      return refusePlaybook(doc as unknown as Playbook);
    default:
      return null;
  }
}

interface DefinitionFaults {
  readonly code: string;
  readonly faults: readonly { readonly path: readonly PropertyKey[]; readonly code: string }[];
}

/** Names the reason and the place. */
function refuseDefinition(checked: Result<unknown, DefinitionFaults>): Refused | null {
  const [fault] = checked.ok ? [] : checked.error.faults;
  return fault === undefined ? null : { code: "invalid", message: `definition.${fault.path.join(".")}: ${fault.code}`.slice(0, 200) };
}

/** Words that no message can be made of never get in. The instant only fills the sample's dates. */
function refuseTemplate({ key, locale, subject, body }: OutreachTemplate): Refused | null {
  const checked = checkTemplate(key, locale, { subject, body }, 0);
  return checked.ok ? null : { code: "invalid", message: `outreachTemplate: ${checked.error.code}` };
}
