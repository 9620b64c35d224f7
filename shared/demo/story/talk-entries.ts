import type { Dice } from "../dice.ts";
import { fill } from "../text/slots.ts";
import type { Talk } from "../text/talk.ts";
import { talksEn } from "../text/talks-en.ts";
import { talksZh } from "../text/talks-zh.ts";
import type { World } from "../world/world.ts";
import type { Plan } from "./plan.ts";
import { slotsAt } from "./talk-slots.ts";
import type { TimelineDraft } from "./timeline-draft.ts";

const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** Notes, calls and meetings in the CSM's own words, as many as are asked for. */
export function talkDrafts(plan: Plan, world: World, die: Dice, count: number): readonly TimelineDraft[] {
  const { cast } = plan;
  const fitting = (cast.language === "zh" ? talksZh : talksEn).filter(
    (talk) => talk.scenarios === undefined || talk.scenarios.includes(cast.account.scenario),
  );
  const drafts: TimelineDraft[] = [];
  let order: Talk[] = [];
  while (drafts.length < count) {
    // Every subject once before any comes again.
    if (order.length === 0) order = die.shuffled(fitting);
    const talk = order.pop();
    if (talk === undefined) break;
    const ms = workingInstant(plan, world, die);
    const incident = plan.troubles.findLast(
      ({ trouble }) =>
        trouble.topic.kind === "incident" &&
        trouble.severity !== "P3" &&
        trouble.resolvedMs !== null &&
        trouble.resolvedMs < ms &&
        trouble.resolvedMs > ms - 40 * dayMs,
    )?.incident.title;
    if (talk.afterIncident === true && incident === undefined) continue;
    const people = plan.contacts.filter((person) => talk.with?.includes(person.role) ?? true);
    const slots = {
      ...slotsAt(plan, world, ms, die),
      contact: die.pick(people.length > 0 ? people : plan.contacts).name,
      incident: incident ?? "",
    };
    const [, kind, say = ""] = /^(?:(call|meeting):)?(.*)$/s.exec(die.pick(talk.say)) ?? [];
    const type = kind === "call" || kind === "meeting" ? kind : die.pick(talk.types);
    const fact = die.pick(talk.fact);
    const parts = [say, fact];
    if (die.chance(0.3)) parts.push(die.pick(talk.fact.filter((other) => other !== fact)));
    if (die.chance(0.85)) parts.push(die.pick(talk.next));
    drafts.push({
      ms,
      type,
      text: parts.map((part) => fill(part, slots)).join(cast.language === "zh" ? "" : " "),
      refKind: null,
      refId: null,
      auto: false,
    });
  }
  return drafts;
}

/** Some working hour of the CSM since the customer's first day; the last weeks are remembered in more detail. */
function workingInstant(plan: Plan, world: World, die: Dice): number {
  const from = plan.cast.fromMs + dayMs;
  const idle = plan.cast.own && die.chance(0.9) ? die.int(0, 2) : die.int(0, 20);
  const span = Math.max(dayMs, world.endMs - idle * dayMs - from);
  for (let tries = 0; tries < 1000; tries += 1) {
    const ms = from + Math.floor((span * die.next() ** 0.62) / hourMs) * hourMs + die.int(0, 59) * 60_000;
    const weekday = new Date(ms).getUTCDay();
    const hour = new Date(ms).getUTCHours();
    // 01:00–10:59 UTC is the working day from Shanghai to Dubai.
    const working = weekday !== 0 && weekday !== 6 && hour >= 1 && hour <= 10;
    if (working && ms < world.endMs) return ms;
  }
  // A customer since Thursday evening, seen on a Saturday, has had no working hour yet: the last hour serves.
  return Math.max(plan.cast.fromMs, world.endMs - hourMs);
}
