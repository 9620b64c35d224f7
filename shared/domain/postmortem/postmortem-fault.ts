import { jsonEqual } from "../../sync/json-equal.ts";
import { type Postmortem, postmortemId } from "./postmortem.ts";

type State = Postmortem["state"];

/** Ways that a postmortem goes: what the customer has had is withdrawn, never rewritten. */
const ways: Readonly<Record<State, readonly State[]>> = {
  draft: ["review", "published"],
  review: ["draft", "published"],
  published: ["withdrawn"],
  withdrawn: [],
};

/** Fixed from the beginning. */
const fixed = ["accountId", "incidentId", "authorId", "createdAt"] as const;

/** What may still change when the customer has it: that it was withdrawn, which article was made of it, and which message carried it. */
const open: readonly string[] = ["state", "articleKey", "outreachId"];

/**
 * Why a postmortem may not become this, by the field at fault; null = it may. `before` null = it is new. Published says when, and stays as it was
 * published.
 */
export function postmortemFault(before: Postmortem | null, after: Postmortem): keyof Postmortem | null {
  if (before === null) {
    if (after.id !== postmortemId(after.incidentId)) return "id";
    if (after.state !== "draft" && after.state !== "review") return "state";
  } else {
    if (before.state !== after.state && !ways[before.state].includes(after.state)) return "state";
    const moved = fixed.find((field) => before[field] !== after[field]);
    if (moved !== undefined) return moved;
    const had = before.state === "published" || before.state === "withdrawn";
    const fields = Object.keys({ ...before, ...after }) as readonly (keyof Postmortem)[];
    const rewritten = fields.find((field) => had && !open.includes(field) && !jsonEqual(before[field], after[field]));
    if (rewritten !== undefined) return rewritten;
    // The message is sent once; that it was cannot be taken back.
    if (had && before.outreachId !== null && before.outreachId !== after.outreachId) return "outreachId";
  }
  const isOut = after.state === "published" || after.state === "withdrawn";
  return isOut === (after.publishedAt !== null) ? null : "publishedAt";
}
