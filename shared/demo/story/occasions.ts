import type { EventConfidence, PlannedEvent } from "../../domain/event/planned-event.ts";
import { dayOfMs, weekdayOf, addDays } from "../../domain/calendar/day.ts";
import type { Scenario } from "../../domain/account/account.ts";
import type { Cast } from "../company/cast.ts";
import { dice, type Dice } from "../dice.ts";
import { holidayOccasions, ownOccasions } from "../text/occasion-names.ts";
import type { World } from "../world/world.ts";
import { instantOf } from "./instants.ts";

const dayMs = 86_400_000;
export const aheadDays = 45;

/** A planned event with what it really did, or will do, to the audience. */
export interface Occasion {
  readonly record: PlannedEvent;
  readonly startMs: number;
  readonly endMs: number;
  /** Peak against an ordinary day of the same weekday. */
  readonly uplift: number;
}

/** Usual strength of a scenario's events, against an ordinary evening. */
const strength: Readonly<Record<Scenario, readonly [low: number, high: number]>> = {
  show_live: [1.25, 1.7],
  one_to_one: [1.15, 1.4],
  voice_room: [1.2, 1.55],
  video_dating: [1.15, 1.45],
  commerce_live: [1.5, 2.3],
  education: [1.2, 1.6],
  conversational_ai: [1.15, 1.4],
  overseas_app: [1.2, 1.6],
};

/** Events of a customer, past and announced, sorted by start; at most one in three days. */
export function occasionsOf(cast: Cast, world: World): readonly Occasion[] {
  const die = dice(cast.seed, "occasions");
  const count = Math.max(1, Math.round(cast.quota * die.between(0.035, 0.06)));
  const days = [...holidayDays(cast, world, die), ...ownDays(cast, world, count, die)];
  const chosen: typeof days = [];
  const ahead = days.filter((one) => one.day > dayOfMs(world.endMs));
  const past = days.filter((one) => one.day <= dayOfMs(world.endMs));
  const wantedAhead = cast.account.lifecycle === "ended" ? 0 : Math.min(cast.own ? die.int(1, 3) : die.int(0, 2), ahead.length);
  for (const [list, wanted] of [
    [ahead, wantedAhead],
    [past, count - wantedAhead],
  ] as const) {
    for (const one of list) {
      if (chosen.filter((other) => list.includes(other)).length >= wanted) break;
      if (chosen.every((other) => Math.abs(Date.parse(other.day) - Date.parse(one.day)) > 3 * dayMs)) chosen.push(one);
    }
  }
  chosen.sort((a, b) => (a.day < b.day ? -1 : 1));
  // Customers rarely tell it as it comes: each has a bias of its own, some sell themselves short by a third.
  const bias = Math.exp(0.14 * die.gauss() - 0.05);
  const first = new Map<string, number>();
  return chosen.map((one, i) => occasion(cast, world, die, one, bias, i, first));
}

/** What kinds of occasions customers speak of; those of a kind do much the same each time, so that past ones tell what the next will do. */
const labels = {
  zh: { big: "节日大促", holiday: "节日活动", own: "平台活动" },
  en: { big: "Holiday sale", holiday: "Holiday show", own: "Own event" },
} as const;
/** How much of what makes one occasion differ from the first of its kind is left. */
const ownShare = 0.2;

interface Candidate {
  readonly day: string;
  readonly name: string;
  readonly evening: boolean;
  readonly big: boolean;
  readonly label: string;
}

/** Days of the home calendar on which this scenario does something, in an order of preference drawn by lot. */
function holidayDays(cast: Cast, world: World, die: Dice): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const holiday of world.holidays(cast.market.country).values()) {
    const names = holidayOccasions(cast.language, cast.account.scenario, holiday);
    if (names.length === 0 || holiday.date < dayOfMs(cast.fromMs + 4 * dayMs)) continue;
    found.push({
      day: holiday.date,
      name: die.pick(names),
      evening: true,
      big: holiday.kind === "commercial",
      label: labels[cast.language][holiday.kind === "commercial" ? "big" : "holiday"],
    });
  }
  return die.shuffled(found).sort((a, b) => Number(b.big) - Number(a.big));
}

function ownDays(cast: Cast, world: World, count: number, die: Dice): readonly Candidate[] {
  const first = dayOfMs(cast.fromMs + 5 * dayMs);
  const span = Math.round((world.endMs - cast.fromMs) / dayMs) + aheadDays - 8;
  return Array.from({ length: count + 4 }, (_, i): Candidate => {
    let day = addDays(first, i < 3 ? span - aheadDays + 8 + die.int(3, aheadDays - 6) : die.int(0, span));
    const weekend = cast.account.scenario !== "conversational_ai";
    while (weekend !== [0, 5, 6].includes(weekdayOf(day))) day = addDays(day, 1);
    const names = ownOccasions(cast.language, cast.account.scenario, Number(day.slice(5, 7)));
    return { day, name: die.pick(names), evening: true, big: false, label: labels[cast.language].own };
  });
}

function occasion(
  cast: Cast,
  world: World,
  die: Dice,
  candidate: Candidate,
  bias: number,
  index: number,
  firstOfKind: Map<string, number>,
): Occasion {
  const { scenario, timeZone } = cast.account;
  const office = scenario === "conversational_ai";
  const startHour = office
    ? 9
    : scenario === "education"
      ? 18
      : scenario === "voice_room" || scenario === "one_to_one"
        ? 21
        : die.pick([18, 19, 20]);
  const lasts = office ? 9 : scenario === "commerce_live" ? die.int(4, 6) : die.int(3, 4);
  const startMs = world.at(timeZone, candidate.day, startHour);
  const endMs = startMs + lasts * 3_600_000;
  const [low, high] = strength[scenario];
  const drawn = die.between(low, high) * (candidate.big ? 1.08 : 1);
  const kind = firstOfKind.get(candidate.label) ?? drawn;
  firstOfKind.set(candidate.label, kind);
  const uplift = Math.round(kind * (1 + ownShare * (drawn / kind - 1)) * 100) / 100;
  const told = die.chance(0.16) ? null : Math.max(1.05, Math.round((uplift / bias) * Math.exp(0.05 * die.gauss()) * 20) / 20);
  const main = cast.regions[0];
  const record: PlannedEvent = {
    id: `evt_${cast.account.id.slice(4)}_${String(index + 1).padStart(2, "0")}`,
    accountId: cast.account.id,
    region: cast.regions.length > 1 && main !== undefined && die.chance(0.35) ? main.region : null,
    name: candidate.name,
    startsAt: instantOf(startMs),
    endsAt: instantOf(endMs),
    upliftFactor: told,
    toldBy: die.chance(0.7) ? "customer" : "csm",
    label: candidate.label,
    ...(startMs > world.endMs ? { confidence: confidenceOf(cast, index), source: "typed" as const } : {}),
  };
  return { record, startMs, endMs, uplift };
}

/** Most of what is announced is certain; what a campaign team only thinks about is told as well. */
function confidenceOf(cast: Cast, index: number): EventConfidence {
  return dice(cast.seed, `confidence/${index}`).weighted([
    { word: "certain", weight: 62 },
    { word: "likely", weight: 26 },
    { word: "possible", weight: 12 },
  ] as const).word;
}
