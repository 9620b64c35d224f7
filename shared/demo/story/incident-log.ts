import type { IncidentEvent } from "../../domain/incident/incident-event.ts";
import type { Incident, IncidentState, Severity } from "../../domain/incident/incident.ts";
import type { Cast } from "../company/cast.ts";
import { dice, type Dice } from "../dice.ts";
import { logText, teams, type Team } from "../text/log-text.ts";
import { fill, grouped } from "../text/slots.ts";
import { carrierNamesEn, carrierNamesZh, regionNames } from "../world/regions.ts";
import { incidentFacts } from "./incident-facts.ts";
import { instantOf } from "./instants.ts";
import { sdkAt } from "./sdk.ts";
import type { Trouble } from "./troubles.ts";

/** An incident with its whole log. The number is given later, when every incident of the company is known. */
export interface ToldTrouble {
  readonly trouble: Trouble;
  readonly incident: Omit<Incident, "number">;
  readonly events: readonly IncidentEvent[];
  readonly fix: string;
}

interface Step {
  readonly type: IncidentEvent["type"];
  readonly state: IncidentState;
  readonly text: string;
  /** Who holds it from here; absent = unchanged. */
  readonly to?: Team;
  readonly actor?: string;
  readonly severity?: Severity;
  /** Minutes until the customer hears again, as promised with this step. */
  readonly nextMinutes?: number;
}

/** Tells an incident: who held it when, what was found, said and promised, so that every clock can be computed from the log. */
export function tell(trouble: Trouble, cast: Cast, endMs: number): ToldTrouble {
  const die = dice(cast.seed, `log/${trouble.id}`);
  const { language } = cast;
  const topic = trouble.topic[language];
  const slots = slotsOf(trouble, cast, endMs, die);
  // Title, report, finding and fix of a topic belong together by their position.
  const variant = die.int(0, topic.titles.length - 1);
  const told = (lines: readonly string[]) => fill(lines[variant % lines.length] ?? "", slots);
  const fix = told(topic.fix);
  const steps = stepsOf(trouble, cast, die, slots, { report: told(topic.report), finding: told(topic.finding), fix });
  const first: Severity =
    steps.find((step) => step.severity !== undefined)?.severity === undefined ? trouble.severity : startSeverity(trouble.severity);
  const events: IncidentEvent[] = [];
  let holder: { group: string; name: string } | null = null;
  let severity = first;
  const times = timesOf(trouble, steps, endMs, die);
  steps.forEach((step, i) => {
    if (step.to !== undefined) {
      const team: { readonly group: string; readonly names: readonly string[] } = teams[language][step.to];
      const other = team.names.filter((name) => name !== holder?.name);
      holder = { group: team.group, name: die.pick(other) };
    }
    severity = step.severity ?? severity;
    events.push({
      id: `iev_${trouble.id.slice(4)}_${String(i + 1).padStart(2, "0")}`,
      accountId: cast.account.id,
      incidentId: trouble.id,
      at: instantOf(times[i] ?? trouble.openedMs),
      ordinal: i,
      type: step.type,
      state: step.state,
      severity,
      holderGroup: holder?.group ?? null,
      holderName: holder?.name ?? null,
      actor: step.actor ?? holder?.name ?? null,
      text: step.text.replace("{holder}", holder?.name ?? "").replace("{group}", holder?.group ?? ""),
      source: null,
      promise:
        step.nextMinutes === undefined
          ? null
          : { what: logText[language].nextUpdate, dueAt: instantOf((times[i] ?? trouble.openedMs) + step.nextMinutes * 60_000) },
    });
  });
  const last = events.at(-1);
  const incident: Omit<Incident, "number"> = {
    id: trouble.id,
    accountId: cast.account.id,
    kind: trouble.topic.kind,
    severity: trouble.severity,
    title: told(topic.titles),
    state: trouble.state,
    openedAt: instantOf(trouble.openedMs),
    resolvedAt: trouble.resolvedMs === null ? null : instantOf(trouble.resolvedMs),
    closedAt: trouble.closedMs === null ? null : instantOf(trouble.closedMs),
    region: trouble.region,
    holderGroup: last?.holderGroup ?? null,
    holderName: last?.holderName ?? null,
    sourceMadeSla: trouble.resolvedMs === null ? null : trouble.resolvedMs - trouble.openedMs <= resolutionMs[trouble.severity],
    ...incidentFacts(trouble, cast, endMs),
  };
  return { trouble, incident, events, fix };
}

const resolutionMs: Readonly<Record<Severity, number>> = { P0: 2 * 3_600_000, P1: 6 * 3_600_000, P2: 48 * 3_600_000, P3: 120 * 3_600_000 };

function startSeverity(severity: Severity): Severity {
  return severity === "P0" ? "P1" : severity === "P1" ? "P2" : severity === "P2" ? "P3" : "P2";
}

interface Course {
  readonly report: string;
  readonly finding: string;
  readonly fix: string;
}

function stepsOf(
  trouble: Trouble,
  cast: Cast,
  die: Dice,
  slots: Record<string, string | number>,
  { report, finding, fix }: Course,
): readonly Step[] {
  const text = logText[cast.language];
  const topic = trouble.topic[cast.language];
  const { severity, state } = trouble;
  const urgent = severity === "P0" || severity === "P1";
  const service = trouble.topic.kind === "incident";
  const say = (lines: readonly string[], more: Record<string, string | number> = {}) =>
    fill(die.pick(lines), { ...slots, holder: "{holder}", group: "{group}", ...more });
  const vendor = trouble.carrier === null ? text.vendors.default : fill(text.vendors.carrier, slots);
  const steps: Step[] = [
    { type: "opened", state: "new", text: report, actor: service && (urgent || die.chance(0.4)) ? text.monitor : text.customer },
  ];
  if (state === "new") return steps;
  steps.push({ type: "assigned", state: "active", text: say(service ? text.accepted : text.taken), to: "front" });
  if (!urgent && die.chance(0.14)) steps.push({ type: "note", state: "active", text: die.pick(text.empty) });
  const nextMinutes = severity === "P0" ? 30 : urgent ? 60 : 240;
  steps.push({
    type: "customer_update",
    state: "active",
    text: say(service ? text.firstResponse : text.firstAnswer, { minutes: nextMinutes }),
    nextMinutes,
  });
  if (die.chance(urgent ? 0.25 : 0.1)) {
    const from = startSeverity(severity);
    steps.push({
      type: "severity_changed",
      state: "active",
      text: say(severity === "P3" ? text.lowered : text.raised, { from, to: severity }),
      severity,
    });
  }
  const ask = fill(topic.ask, slots);
  const asks = state === "awaiting_customer" || die.chance(urgent ? 0.4 : 0.55);
  if (asks) {
    steps.push({ type: "state_changed", state: "awaiting_customer", text: say(text.paused, { ask }) });
    if (state === "awaiting_customer") return steps;
    steps.push({
      type: "customer_message",
      state: "active",
      text: say(service && trouble.topic.key !== "node-down" ? text.resumed : text.answered),
      actor: text.customer,
    });
  }
  if (severity === "P3" && die.chance(0.5)) steps.push({ type: "note", state: "active", text: finding });
  else steps.push({ type: "assigned", state: "active", text: say(text.expert, { finding }), to: "expert" });
  if (!urgent && die.chance(0.15)) steps.push({ type: "assigned", state: "active", text: say(text.reassigned), to: "expert" });
  if (state === "awaiting_vendor" || (trouble.topic.vendor && die.chance(0.7))) {
    steps.push({ type: "state_changed", state: "awaiting_vendor", text: say(text.vendorOut, { vendor }) });
    if (state === "awaiting_vendor") return steps;
    steps.push({ type: "state_changed", state: "active", text: say(text.vendorBack, { vendor }) });
  }
  steps.push({
    type: "workaround_given",
    state: "active",
    text: say(service ? text.workaround : text.advice, { workaround: fill(topic.workaround, slots) }),
  });
  if (trouble.topic.kind !== "request" && (urgent || die.chance(0.25)))
    steps.push({
      type: "assigned",
      state: "active",
      text: say(text.research, { cause: fill(topic.cause, slots) }),
      to: die.chance(0.3) ? "architect" : "research",
    });
  const updates = severity === "P0" ? die.int(2, 3) : severity === "P1" ? die.int(1, 2) : 0;
  const progress = die.shuffled(text.progress);
  const asksAgain = dice(cast.seed, `again/${trouble.id}`);
  for (let k = 1; k <= updates; k += 1) {
    if (asksAgain.chance(0.3))
      steps.push({ type: "customer_message", state: "active", text: asksAgain.pick(text.again), actor: text.customer });
    steps.push({
      type: "customer_update",
      state: "active",
      text: say([progress[k % progress.length] ?? text.progress[0]], {
        k: k + 1,
        metric: text.metrics[trouble.topic.impact],
        users: grouped(die.int(3, 90) * 40),
        pct: Math.round(die.between(6, 30)) / 10,
      }),
    });
  }
  if (state === "active") return steps;
  if (state === "awaiting_problem") return [...steps, { type: "state_changed", state: "awaiting_problem", text: say(text.problem) }];
  steps.push({ type: "state_changed", state: "resolved", text: say(service ? text.resolved : text.done, { fix }) });
  if (state === "closed") steps.push({ type: "state_changed", state: "closed", text: say(service ? text.closed : text.confirmed) });
  return steps;
}

/** Minutes until somebody takes it and until the customer hears: mostly within the promise, now and then not. */
const firstMinutes: Readonly<Record<Severity, readonly [number, number]>> = { P0: [2, 9], P1: [5, 40], P2: [12, 200], P3: [25, 600] };

function timesOf(trouble: Trouble, steps: readonly Step[], endMs: number, die: Dice): readonly number[] {
  const until = trouble.resolvedMs ?? endMs - die.int(3, 25) * 60_000;
  const total = Math.max(0, until - trouble.openedMs);
  // Now and then nobody looks: a night, a change of shift.
  const slow = die.chance(trouble.severity === "P0" ? 0.06 : 0.05) ? 7 : 1;
  const [low, high] = firstMinutes[trouble.severity].map((minutes) => minutes * slow) as [number, number];
  const inner = steps.filter((step, i) => i > 0 && step.state !== "resolved" && step.state !== "closed").length;
  let k = 0;
  let before = trouble.openedMs;
  return steps.map((step, i) => {
    if (i === 0) return trouble.openedMs;
    if (step.state === "resolved") return trouble.resolvedMs ?? before;
    if (step.state === "closed") return trouble.closedMs ?? before;
    k += 1;
    const even = trouble.openedMs + total * ((k - 0.5 + die.between(-0.3, 0.3)) / inner) ** 1.4;
    const soon = trouble.openedMs + die.between(low, high) * 60_000 * k;
    // Taking it and answering is quick, finding it is not.
    const wanted = k > 2 ? even : slow === 1 ? Math.min(even, soon) : soon;
    const at = Math.max(before + 60_000, Math.floor(wanted / 60_000) * 60_000 + die.int(0, 59) * 1000);
    before = at < until ? at : Math.max(before, until - (inner - k + 1) * 1000);
    return before;
  });
}

const systems = { zh: ["Android", "iOS", "鸿蒙"], en: ["Android", "iOS", "Web"] } as const;
const devices = {
  zh: ["Android 14 中端机", "Android 12 低端机", "折叠屏机型", "iPhone 13", "鸿蒙平板", "旧款 Android 电视"],
  en: ["mid-range Android 14 phones", "low-end Android 12 phones", "foldables", "iPhone 13", "older tablets", "Android TVs"],
} as const;
const codes = ["1009", "1103", "2004", "3017", "4102", "5011"] as const;

/** How bad the first report is, percent: what fails on a P0 fails for many. */
const shares: Readonly<Record<Severity, readonly [number, number]>> = { P0: [121, 318], P1: [68, 192], P2: [39, 91], P3: [31, 58] };

function slotsOf(trouble: Trouble, cast: Cast, endMs: number, die: Dice): Record<string, string | number> {
  const { current, previous } = sdkAt(cast, trouble.openedMs, endMs);
  const share = die.int(...(shares[trouble.severity] as [number, number])) / 10;
  const carriers = cast.language === "zh" ? carrierNamesZh : carrierNamesEn;
  return {
    region: trouble.region === null ? "" : regionNames[trouble.region][cast.language],
    carrier: trouble.carrier === null ? "" : (carriers[trouble.carrier] ?? trouble.carrier),
    sdk: current,
    old: previous,
    os: die.pick(systems[cast.language]),
    device: die.pick(devices[cast.language]),
    pct: share.toFixed(1),
    pct2: (100 - share).toFixed(1),
    n: die.int(2, 9),
    code: die.pick(codes),
  };
}
