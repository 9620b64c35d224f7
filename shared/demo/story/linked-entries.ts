import type { Dice } from "../dice.ts";
import { linkedText, operatingSystems, tierNames } from "../text/linked-text.ts";
import { fill, grouped, round3 } from "../text/slots.ts";
import { regionNames } from "../world/regions.ts";
import type { World } from "../world/world.ts";
import { capacityAt } from "./capacities.ts";
import { officeInstant } from "./instants.ts";
import { levelAt } from "./level.ts";
import type { Plan } from "./plan.ts";
import { sdkMoves } from "./sdk.ts";
import type { TimelineDraft } from "./timeline-draft.ts";

const dayMs = 86_400_000;

/** Timeline entries that follow from a customer's records, each with a reference to its record. */
export function linkedDrafts(plan: Plan, world: World, die: Dice): readonly TimelineDraft[] {
  return [
    ...incidentDrafts(plan, die),
    ...capacityDrafts(plan, die),
    ...outreachDrafts(plan, die),
    ...occasionDrafts(plan, world, die),
    ...contractDrafts(plan, die),
    ...sdkDrafts(plan, world, die),
  ];
}

function incidentDrafts({ cast, troubles }: Plan, die: Dice): readonly TimelineDraft[] {
  const text = linkedText[cast.language];
  return troubles.flatMap(({ trouble, incident, fix }) => {
    const about = { type: "incident", refKind: "incident", refId: incident.id, auto: true } as const;
    const slots = { severity: trouble.severity, title: incident.title, fix };
    const opened: TimelineDraft = { ...about, ms: trouble.openedMs, text: fill(text.incidentOpened, slots) };
    if (trouble.resolvedMs === null || trouble.severity === "P3") return [opened];
    const lines = incident.kind === "incident" ? text.incidentResolved : text.requestDone;
    const minutes = grouped((trouble.resolvedMs - trouble.openedMs) / 60_000);
    return [opened, { ...about, ms: trouble.resolvedMs, text: fill(die.pick(lines), { ...slots, minutes }) }];
  });
}

function capacityDrafts({ cast, capacities, lending }: Plan, die: Dice): readonly TimelineDraft[] {
  const text = linkedText[cast.language];
  const before = new Map<string, number>();
  const linesOf = (id: string, old: number | undefined, pcu: number) => {
    if (lending.get(id) === "lent") return text.capacityLent;
    if (lending.get(id) === "returned") return text.capacityBack;
    if (old === undefined) return text.capacityFirst;
    return pcu < old ? text.capacityDown : text.capacity;
  };
  return capacities.map((step): TimelineDraft => {
    const old = before.get(step.region);
    before.set(step.region, step.pcu);
    const region = regionNames[step.region as keyof typeof regionNames][cast.language];
    const line = fill(die.pick(linesOf(step.id, old, step.pcu)), { region, before: grouped(old ?? 0), after: grouped(step.pcu) });
    return { ms: Date.parse(step.from), type: "capacity", text: line, refKind: "capacity", refId: step.id, auto: false };
  });
}

function outreachDrafts({ cast, outreaches, contacts }: Plan, die: Dice): readonly TimelineDraft[] {
  const text = linkedText[cast.language];
  return outreaches.flatMap((one) => {
    const contact = contacts.find((person) => person.id === one.contactId)?.name ?? contacts[0]?.name ?? "";
    const slots = { subject: one.subject, contact, pcu: grouped(one.answeredPcu ?? 0) };
    const entry = (at: string, lines: readonly string[], auto: boolean): TimelineDraft => ({
      ms: Date.parse(at),
      type: "outreach",
      text: fill(die.pick(lines), slots),
      refKind: "outreach",
      refId: one.id,
      auto,
    });
    const answers =
      one.state === "declined" ? text.outreachDeclined : one.answeredPcu === null ? text.outreachNoted : text.outreachAnswered;
    return [
      ...(one.sentAt === null ? [] : [entry(one.sentAt, text.outreachSent, false)]),
      ...(one.answeredAt === null ? [] : [entry(one.answeredAt, answers, false)]),
      ...(one.state === "expired" && one.peakAt !== null ? [entry(one.peakAt, text.outreachExpired, true)] : []),
    ];
  });
}

function occasionDrafts({ cast, occasions, contacts, capacities }: Plan, world: World, die: Dice): readonly TimelineDraft[] {
  const text = linkedText[cast.language];
  const place = cast.regions[0];
  if (place === undefined) return [];
  const contact = contacts[1]?.name ?? contacts[0]?.name ?? "";
  return occasions.flatMap((one) => {
    const about = { type: "event", refKind: "plannedEvent", refId: one.record.id, auto: false } as const;
    const event = one.record.name;
    const uplift = one.record.upliftFactor;
    const toldMs = Math.min(one.startMs - die.int(17, 38) * dayMs, world.endMs - die.int(4, 24) * dayMs);
    const told = uplift === null ? fill(die.pick(text.eventPlain), { event }) : fill(die.pick(text.eventTold), { event, uplift, contact });
    const done = fill(die.pick(text.eventDone), {
      event,
      pcu: grouped(round3(levelAt(cast, place, one.startMs, world.endMs) * one.uplift)),
      real: one.uplift.toFixed(1),
      capacity: grouped(capacityAt(capacities, place.region, one.startMs)),
    });
    return [
      { ...about, ms: officeInstant(cast, world, toldMs, die), text: told },
      // Looked at a day or two after it; a Friday's event on Monday.
      { ...about, ms: officeInstant(cast, world, one.endMs + 3 * dayMs, die), text: done },
    ];
  });
}

function contractDrafts({ cast, contracts }: Plan, die: Dice): readonly TimelineDraft[] {
  const text = linkedText[cast.language];
  return contracts.map((one, i): TimelineDraft => {
    const line = fill(die.pick(i === 0 ? text.contractSigned : text.contractRenewed), {
      tier: tierNames[cast.language][one.tier],
      policy: one.slaPolicy,
    });
    return {
      ms: Date.parse(`${one.startsOn}T03:00:00.000Z`),
      type: "contract",
      text: line,
      refKind: "contract",
      refId: one.id,
      auto: false,
    };
  });
}

function sdkDrafts({ cast }: Plan, world: World, die: Dice): readonly TimelineDraft[] {
  const text = linkedText[cast.language];
  return sdkMoves(cast, world.endMs)
    .filter((move) => move.ms >= cast.fromMs)
    .map((move): TimelineDraft => {
      const line = fill(die.pick(text.sdk), {
        old: move.from,
        sdk: move.to,
        os: die.pick(operatingSystems[cast.language]),
        n: die.int(2, 8),
      });
      return { ms: move.ms, type: "sdk", text: line, refKind: null, refId: null, auto: true };
    });
}
