import { jsonEqual } from "../../sync/json-equal.ts";
import type { Outreach } from "./outreach.ts";

type State = Outreach["state"];

/**
 * Ways that a message goes. Whatever was thought of it before, it may turn out to have been sent; once it was, it was: then only its answer and its end
 * are open, and an answer that was noted by mistake is taken back.
 */
export const outreachWays: Readonly<Record<State, readonly State[]>> = {
  draft: ["queued", "sent", "answered", "declined", "cancelled", "expired"],
  queued: ["draft", "sent", "unsure", "failed", "cancelled", "expired"],
  unsure: ["draft", "queued", "sent", "failed", "cancelled", "expired"],
  failed: ["draft", "queued", "sent", "unsure", "cancelled", "expired"],
  sent: ["answered", "declined", "expired"],
  answered: ["sent", "declined"],
  declined: ["sent", "answered"],
  expired: ["sent", "answered", "declined"],
  cancelled: ["draft", "sent"],
};

/** What the customer has read or heard, and how it went out: fixed once it was sent. */
const frozenFields = [
  "subject",
  "body",
  "bound",
  "to",
  "template",
  "locale",
  "contactId",
  "channel",
  "way",
  "via",
  "sentAt",
  "sendId",
] as const;

const unsentStates: readonly State[] = ["draft", "queued", "unsure", "failed", "cancelled"];
const answeredStates: readonly State[] = ["answered", "declined"];

export type OutreachFault =
  | { readonly code: "way"; readonly from: State; readonly to: State }
  /** The field of a message that was sent already. */
  | { readonly code: "frozen"; readonly field: (typeof frozenFields)[number] | "accountId" }
  /** Sent without an instant, or an instant without having been sent. */
  | { readonly code: "sent-at" }
  /** Answered without an instant. */
  | { readonly code: "answered-at" };

export function mayBecome(from: State, to: State): boolean {
  return from === to || outreachWays[from].includes(to);
}

/** Whether a message may be deleted: nothing of it has left a laptop. A call leaves nothing but the note of it. */
export function isRemovable({ state, way }: Pick<Outreach, "state" | "way">): boolean {
  return state === "draft" || state === "cancelled" || way === "phone";
}

/** Whether a message may become this; `before` null = it is new. null = it may. What was so before and is not touched is not held against a change. */
export function outreachFault(before: Outreach | null, after: Outreach): OutreachFault | null {
  if (before !== null) {
    if (!mayBecome(before.state, after.state)) return { code: "way", from: before.state, to: after.state };
    if (after.accountId !== before.accountId) return { code: "frozen", field: "accountId" };
    const wasSent = before.sentAt !== null && !unsentStates.includes(before.state);
    const changed = frozenFields.find((field) => wasSent && !jsonEqual(before[field], after[field]));
    if (changed !== undefined) return { code: "frozen", field: changed };
    if (before.state === after.state && before.sentAt === after.sentAt && before.answeredAt === after.answeredAt) return null;
  }
  if (after.state !== "expired" && (after.sentAt === null) !== unsentStates.includes(after.state)) return { code: "sent-at" };
  return answeredStates.includes(after.state) && after.answeredAt === null ? { code: "answered-at" } : null;
}
