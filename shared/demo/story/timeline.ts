import type { TimelineEntry } from "../../domain/timeline/timeline-entry.ts";
import { demoUserId } from "../company/users.ts";
import { dice } from "../dice.ts";
import type { World } from "../world/world.ts";
import { instantOf } from "./instants.ts";
import { linkedDrafts } from "./linked-entries.ts";
import type { Plan } from "./plan.ts";
import { talkDrafts } from "./talk-entries.ts";

/** What happened with a customer, oldest first: entries that follow from records, and what people noted in between. */
export function timelineOf(plan: Plan, world: World): readonly TimelineEntry[] {
  const { cast } = plan;
  const die = dice(cast.seed, "timeline");
  // The latest happenings are kept when there is not room for all; two fifths of the room are for people's own words.
  const linked = linkedDrafts(plan, world, die)
    .filter((draft) => draft.ms <= world.endMs)
    .sort((a, b) => b.ms - a.ms)
    .slice(0, Math.max(0, Math.ceil(plan.timeline * 0.6)));
  const drafts = [...linked, ...talkDrafts(plan, world, die, plan.timeline - linked.length)];
  drafts.sort((a, b) => a.ms - b.ms);
  return drafts.map((draft, i): TimelineEntry => ({
    id: `tl_${cast.account.id.slice(4)}_${String(i + 1).padStart(3, "0")}`,
    accountId: cast.account.id,
    at: instantOf(draft.ms),
    type: draft.type,
    text: draft.text,
    authorId: draft.auto ? null : (cast.account.ownerId ?? demoUserId),
    refKind: draft.refKind,
    refId: draft.refId,
  }));
}
