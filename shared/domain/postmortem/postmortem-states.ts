import { jsonEqual } from "../../sync/json-equal.ts";
import { tokensOf } from "../outreach/message-text.ts";
import type { Postmortem } from "./postmortem.ts";
import { postmortemSections } from "./sections.ts";

type State = Postmortem["state"];

/** Ways that a postmortem goes: what the customer has is withdrawn, and only then written anew. */
export const postmortemWays: Readonly<Record<State, readonly State[]>> = {
  draft: ["review", "published"],
  review: ["draft", "published"],
  published: ["withdrawn"],
  withdrawn: ["draft"],
};

/** What the customer has read: fixed while it is published, and kept when it is withdrawn. */
const frozenFields = [...postmortemSections, "impact", "timeline", "cause", "locale", "publishedAt"] as const;

export type PostmortemStateFault =
  | { readonly code: "way"; readonly from: State; readonly to: State }
  | { readonly code: "frozen"; readonly field: (typeof frozenFields)[number] | "incidentId" | "accountId" | "outreachId" }
  /** Published without an instant, or an instant without having been published. */
  | { readonly code: "published-at" }
  /** Published with places of values in its text: the customer has numbers. */
  | { readonly code: "unbound" }
  /** In review by nobody. */
  | { readonly code: "no-reviewer" };

/** Whether a postmortem may become this; `before` null = it is new. null = it may. */
export function postmortemStateFault(before: Postmortem | null, after: Postmortem): PostmortemStateFault | null {
  if (before !== null) {
    if (before.state !== after.state && !postmortemWays[before.state].includes(after.state))
      return { code: "way", from: before.state, to: after.state };
    const own = (["incidentId", "accountId"] as const).find((field) => before[field] !== after[field]);
    if (own !== undefined) return { code: "frozen", field: own };
    if (before.state === "published" || (before.state === "withdrawn" && after.state === "withdrawn")) {
      const changed = frozenFields.find((field) => !jsonEqual(before[field], after[field]));
      if (changed !== undefined) return { code: "frozen", field: changed };
      // The message may be named later: what was handed over in a meeting is mailed afterwards.
      if (before.outreachId !== null && before.outreachId !== after.outreachId) return { code: "frozen", field: "outreachId" };
    }
  }
  const isOut = after.state === "published" || after.state === "withdrawn";
  if (isOut !== (after.publishedAt !== null)) return { code: "published-at" };
  if (after.state === "review" && after.reviewerId === null) return { code: "no-reviewer" };
  if (after.state === "published" && postmortemSections.some((section) => tokensOf(after[section]).length > 0)) return { code: "unbound" };
  return null;
}
