import type { IncidentState, Severity } from "../../domain/incident/incident.ts";
import type { KnownRegion } from "../../domain/regions.ts";
import type { Cast } from "../company/cast.ts";
import { dice, type Dice } from "../dice.ts";
import { mediaTopics } from "../text/media-topics.ts";
import { serviceTopics } from "../text/service-topics.ts";
import type { Topic } from "../text/topic.ts";
import type { World } from "../world/world.ts";

const topics: readonly Topic[] = [...mediaTopics, ...serviceTopics];
const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** One incident before it is told: what, where, when, how bad, and what it did. */
export interface Trouble {
  readonly id: string;
  readonly topic: Topic;
  readonly severity: Severity;
  readonly openedMs: number;
  /** null = still open. */
  readonly resolvedMs: number | null;
  readonly closedMs: number | null;
  readonly state: IncidentState;
  readonly region: KnownRegion | null;
  readonly carrier: string | null;
  /** From when until when the metrics suffer, ms; equal = they do not. */
  readonly impactFromMs: number;
  readonly impactToMs: number;
  /** Share of concurrent users lost while it lasts. */
  readonly drop: number;
  /** How many times worse the metric gets. */
  readonly worse: number;
}

const weights: Readonly<Record<Severity, number>> = { P0: 3, P1: 13, P2: 38, P3: 46 };
const openStates: Readonly<Record<Severity, readonly { readonly state: IncidentState; readonly weight: number }[]>> = {
  P0: [{ state: "active", weight: 1 }],
  P1: [
    { state: "active", weight: 6 },
    { state: "awaiting_vendor", weight: 2 },
    { state: "awaiting_customer", weight: 2 },
  ],
  P2: [
    { state: "active", weight: 4 },
    { state: "awaiting_customer", weight: 3 },
    { state: "awaiting_vendor", weight: 2 },
    { state: "awaiting_problem", weight: 1 },
  ],
  P3: [
    { state: "active", weight: 3 },
    { state: "awaiting_customer", weight: 4 },
    { state: "awaiting_problem", weight: 2 },
    { state: "new", weight: 1 },
  ],
};

/** Incidents of a customer, oldest first. */
export function troublesOf(cast: Cast, world: World): readonly Trouble[] {
  const die = dice(cast.seed, "troubles");
  const many = cast.trait === "crisis" || cast.trait === "degraded" ? 1.5 : cast.trait === "new" ? 0.5 : 1;
  const count = Math.max(cast.quota > 30 ? 2 : 1, Math.round(cast.quota * die.between(0.04, 0.075) * many));
  const span = world.endMs - cast.fromMs - 3 * dayMs;
  const list: Trouble[] = [];
  const used = new Map<Topic, number>();
  for (let i = 0; i < count; i += 1) {
    const severity = die.weighted((["P0", "P1", "P2", "P3"] as const).map((one) => ({ severity: one, weight: weights[one] }))).severity;
    const topic = topicFor(cast, severity, used, die);
    // Service fails when people are online; questions are asked in office hours.
    const day = world.dayAt(cast.account.timeZone, cast.fromMs + 2 * dayMs + die.next() ** 0.8 * span);
    const openedMs =
      world.at(cast.account.timeZone, day, topic.kind === "incident" && die.chance(0.8) ? die.int(18, 25) : die.int(9, 18)) +
      die.int(0, 59) * minuteMs;
    list.push(past(cast, die, topic, severity, openedMs, world.endMs));
  }
  if (cast.own && cast.trait === "ordinary" && die.chance(0.15)) {
    // Some were settled hours ago and wait for the customer's word.
    const severity = die.pick(["P1", "P2"] as const);
    list.push(
      past(cast, die, topicFor(cast, severity, used, die), severity, world.endMs - die.int(9 * 60, 40 * 60) * minuteMs, world.endMs),
    );
  }
  for (const severity of openNow(cast, die)) list.push(open(cast, die, severity, used, world.endMs));
  return list
    .sort((a, b) => a.openedMs - b.openedMs)
    .map((one, i) => ({ ...one, id: `inc_${cast.account.id.slice(4)}_${String(i + 1).padStart(2, "0")}` }));
}

/** Severities of what is open right now. */
function openNow(cast: Cast, die: Dice): readonly Severity[] {
  if (cast.account.lifecycle === "ended") return [];
  if (cast.trait === "crisis") return ["P0", "P2"];
  if (cast.trait === "degraded") return ["P1"];
  if (cast.trait === "over" && die.chance(0.6)) return ["P2"];
  const roll = die.next();
  if (cast.own) return roll < 0.03 ? ["P1"] : roll < 0.13 ? ["P2"] : roll < 0.23 ? ["P3"] : [];
  return roll < 0.002 ? ["P0"] : roll < 0.012 ? ["P1"] : roll < 0.04 ? ["P2"] : roll < 0.08 ? ["P3"] : [];
}

const lastsHours: Readonly<Record<Severity, readonly [number, number]>> = { P0: [0.6, 3.5], P1: [1.5, 9], P2: [6, 60], P3: [16, 160] };

function past(cast: Cast, die: Dice, topic: Topic, severity: Severity, openedMs: number, endMs: number): Trouble {
  const [low, high] = lastsHours[severity];
  const lasts = low * (high / low) ** die.next();
  const resolvedMs = Math.floor((openedMs + lasts * hourMs) / minuteMs) * minuteMs;
  const closedMs = resolvedMs + die.int(5, 90) * hourMs + die.int(0, 59) * minuteMs;
  if (resolvedMs >= endMs) return complete(cast, die, topic, severity, openedMs, null, null, die.weighted(openStates[severity]).state);
  return closedMs >= endMs
    ? complete(cast, die, topic, severity, openedMs, resolvedMs, null, "resolved")
    : complete(cast, die, topic, severity, openedMs, resolvedMs, closedMs, "closed");
}

function open(cast: Cast, die: Dice, severity: Severity, used: Map<Topic, number>, endMs: number): Trouble {
  const [low, high] = { P0: [70, 110], P1: [100, 420], P2: [240, 2_600], P3: [500, 7_000] }[severity] as [number, number];
  // The degraded evenings were reported on the second of them.
  const openedMs = endMs - (cast.trait === "degraded" ? die.int(8_900, 10_700) : die.int(low, high)) * minuteMs;
  const forced = cast.trait === "degraded" ? "carrier-freeze" : cast.trait === "crisis" && severity === "P0" ? "publish-fail" : null;
  const topic = topics.find((one) => one.key === forced) ?? topicFor(cast, severity, used, die);
  return complete(cast, die, topic, severity, openedMs, null, null, die.weighted(openStates[severity]).state);
}

/** One of the topics that this customer has had least often. */
function topicFor(cast: Cast, severity: Severity, used: Map<Topic, number>, die: Dice): Topic {
  const fitting = topics.filter((topic) => topic.severities.includes(severity) && fits(cast, topic));
  const least = Math.min(...fitting.map((topic) => used.get(topic) ?? 0));
  const topic = die.pick(fitting.filter((one) => (used.get(one) ?? 0) === least));
  used.set(topic, least + 1);
  return topic;
}

function complete(
  cast: Cast,
  die: Dice,
  topic: Topic,
  severity: Severity,
  openedMs: number,
  resolvedMs: number | null,
  closedMs: number | null,
  state: IncidentState,
): Trouble {
  // The degradation that is injected into the series is what the open incident of that customer is about.
  const degraded = cast.trait === "degraded" && resolvedMs === null;
  const main = cast.regions[0];
  const place = topic.regional ? (!degraded && die.chance(0.35) ? die.pick(cast.regions) : main) : undefined;
  const carrier =
    place !== undefined && topic.carrier ? (degraded ? (place.audience.carriers[0] ?? null) : die.pick(place.audience.carriers)) : null;
  const marks = topic.impact !== "none" && place !== undefined && !degraded;
  const grave = severity === "P0" ? 1 : severity === "P1" ? 0.6 : severity === "P2" ? 0.25 : 0.12;
  const impactFromMs = openedMs - (severity === "P0" || severity === "P1" ? die.int(4, 25) * minuteMs : hourMs);
  const lastsAtMost = severity === "P0" ? 6 * hourMs : severity === "P1" ? 10 * hourMs : 24 * hourMs;
  const impactToMs = Math.min(resolvedMs ?? Number.MAX_SAFE_INTEGER, openedMs + lastsAtMost);
  return {
    id: "",
    topic,
    severity,
    openedMs,
    resolvedMs,
    closedMs,
    state,
    region: place?.region ?? null,
    carrier,
    impactFromMs: marks ? impactFromMs : openedMs,
    impactToMs: marks ? impactToMs : openedMs,
    // A frozen picture keeps people in the room for a while; a failed join does not let them in.
    drop: marks ? grave * (topic.impact === "join" ? die.between(0.35, 0.65) : die.between(0.08, 0.2)) : 0,
    worse: marks ? 1 + grave * die.between(4, 8) : 1,
  };
}

/** Whether the trouble can happen to this kind of customer. */
function fits(cast: Cast, topic: Topic): boolean {
  const { scenario } = cast.account;
  const voiceOnly = scenario === "voice_room" || scenario === "conversational_ai";
  if (topic.key === "agent-latency") return scenario === "conversational_ai";
  if (topic.key === "audio-choppy") return scenario === "voice_room" || scenario === "overseas_app" || scenario === "video_dating";
  if (topic.key === "whiteboard") return scenario === "education";
  if (topic.key === "recording") return scenario === "education" || scenario === "commerce_live" || scenario === "show_live";
  if (["publish-fail", "black-screen", "first-frame", "carrier-freeze"].includes(topic.key))
    return !voiceOnly && !(topic.key === "publish-fail" && (scenario === "one_to_one" || scenario === "education"));
  if (topic.key === "im-lost") return scenario !== "conversational_ai" && scenario !== "education";
  return true;
}
