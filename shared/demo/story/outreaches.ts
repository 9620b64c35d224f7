import type { Capacity } from "../../domain/account/capacity.ts";
import type { Contact } from "../../domain/contact/contact.ts";
import { type Outreach, sendingWays } from "../../domain/outreach/outreach.ts";
import type { Cast } from "../company/cast.ts";
import { dice, type Dice } from "../dice.ts";
import { demoUserId } from "../company/users.ts";
import { answerNotes, outreachBodies, outreachSubjects } from "../text/outreach-text.ts";
import { regionNames } from "../world/regions.ts";
import type { World } from "../world/world.ts";
import { capacityAt } from "./capacities.ts";
import { instantOf, officeInstant } from "./instants.ts";
import { levelAt } from "./level.ts";
import type { Occasion } from "./occasions.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Messages before the events that would come near or above capacity, with the answers they got. */
export function outreachesOf(
  cast: Cast,
  occasions: readonly Occasion[],
  contacts: readonly Contact[],
  capacities: readonly Capacity[],
  world: World,
): readonly Outreach[] {
  const die = dice(cast.seed, "outreach");
  const place = cast.regions[0];
  const list: Outreach[] = [];
  if (place === undefined) return list;
  for (const one of occasions) {
    const expected = levelAt(cast, place, one.startMs, world.endMs) * one.uplift;
    const capacity = capacityAt(capacities, place.region, one.startMs);
    const need = expected / Math.max(1, capacity);
    const ahead = one.startMs > world.endMs;
    if (need < 0.85 && !die.chance(ahead ? 0.4 : 0.25)) continue;
    const contact = die.chance(0.7) ? contacts.find((person) => person.role === "operations") : contacts[0];
    list.push({
      id: `out_${cast.account.id.slice(4)}_${String(list.length + 1).padStart(2, "0")}`,
      accountId: cast.account.id,
      contactId: contact?.id ?? null,
      subject: die
        .pick(outreachSubjects[cast.language])
        .replace("{event}", one.record.name)
        .replace("{region}", regionNames[place.region][cast.language]),
      channel: contact?.channels[0]?.type ?? "email",
      region: place.region,
      peakAt: instantOf(one.startMs + 2 * hourMs),
      ...written(
        cast,
        one,
        contact ?? null,
        { expected, capacity, index: list.length },
        ahead ? stateAhead(cast, one, expected, world, die) : stateBehind(cast, one, expected, world, die),
      ),
    });
  }
  return list;
}

/** How long before it capacity is to be asked for: the product's own table is for people, a text needs a number. */
const leadDays = 6;

/** What a message says, to whom and how it went; what it is answered with. It has dice of its own: the fate of a message does not hang on its words. */
function written(
  cast: Cast,
  occasion: Occasion,
  contact: Contact | null,
  { expected, capacity, index }: { readonly expected: number; readonly capacity: number; readonly index: number },
  state: State,
): Partial<Outreach> & State {
  const die = dice(cast.seed, `outreach-text/${index}`);
  const { account, language } = cast;
  const region = cast.regions[0]?.region;
  if (region === undefined) return state;
  const authorId = account.ownerId ?? demoUserId;
  const common = {
    topic: "peak" as const,
    peakId: `${account.id}:${region}:${occasion.record.id}`,
    locale: account.locale,
    authorId,
    remindAt: state.state === "sent" && state.sentAt !== null ? instantOf(Date.parse(state.sentAt) + 3 * dayMs) : null,
  };
  if (state.sentAt === null) return { ...state, ...common };
  const users = (pcu: number): string =>
    Math.round(pcu)
      .toString()
      .replace(/\B(?=(\d{3})+$)/g, ",");
  const p50 = Number(expected.toPrecision(3));
  const series = [{ kind: "account", id: account.id }];
  const bound = [
    { token: "peak_p50", text: users(p50), value: p50, unit: "users", sources: series },
    ...(capacity > 0 ? [{ token: "capacity_pcu", text: users(capacity), value: capacity, unit: "users", sources: series }] : []),
    { token: "lead_days", text: String(leadDays), value: leadDays, unit: "working_days", sources: series },
  ];
  const body = die
    .pick(outreachBodies[language])
    .replace("{greeting}", contact?.name ?? account.name)
    .replaceAll("{event}", occasion.record.name)
    .replaceAll("{region}", regionNames[region][language])
    .replace("{expected}", users(p50))
    .replace("{capacity}", users(capacity))
    .replace("{lead}", String(leadDays))
    .replace("{csm}", authorId === demoUserId ? (language === "zh" ? "林若溪" : "Lin Ruoxi") : "CSM");
  const channel = contact?.channels[0]?.type ?? "email";
  const byMail = channel === "email";
  const way = sendingWays.find((one) => one === (byMail ? "smtp" : channel)) ?? "mailto";
  const answered = state.answeredAt !== null;
  return {
    ...state,
    ...common,
    body,
    bound,
    template: { key: "peak-check", version: 0 },
    way,
    via: null,
    to: byMail ? (contact?.channels[0]?.value ?? null) : null,
    queuedAt: state.sentAt,
    ...(answered
      ? {
          wantsResources: state.state === "declined" ? false : state.answeredPcu === null ? null : state.answeredPcu > capacity,
          answerNote: die.pick(answerNotes[language]),
        }
      : {}),
  };
}

type State = Pick<Outreach, "state" | "sentAt" | "answeredAt" | "answeredPcu">;

function answerOf(expected: number, die: Dice): number {
  const step = expected < 5_000 ? 100 : expected < 50_000 ? 500 : 1_000;
  return Math.round((expected * die.between(0.85, 1.12)) / step) * step;
}

function stateBehind(cast: Cast, occasion: Occasion, expected: number, world: World, die: Dice): State {
  const sentMs = officeInstant(cast, world, occasion.startMs - die.int(7, 16) * dayMs, die);
  const answeredMs = answerInstant(cast, world, sentMs, sentMs + die.int(1, 4) * dayMs, die);
  const fate = die.weighted([
    { state: "answered", weight: 68 },
    { state: "declined", weight: 12 },
    { state: "expired", weight: 20 },
  ] as const).state;
  if (fate === "expired") return { state: fate, sentAt: instantOf(sentMs), answeredAt: null, answeredPcu: null };
  return {
    state: fate,
    sentAt: instantOf(sentMs),
    answeredAt: instantOf(answeredMs),
    answeredPcu: fate === "answered" && die.chance(0.85) ? answerOf(expected, die) : null,
  };
}

function stateAhead(cast: Cast, occasion: Occasion, expected: number, world: World, die: Dice): State {
  const daysLeft = (occasion.startMs - world.endMs) / dayMs;
  const sentMs = officeInstant(cast, world, world.endMs - die.int(3, 9) * dayMs, die);
  const fate =
    daysLeft > 28
      ? die.pick(["draft", "sent"] as const)
      : die.weighted([
          { state: "draft", weight: 2 },
          { state: "sent", weight: 4 },
          { state: "answered", weight: 4 },
        ] as const).state;
  if (fate === "draft") return { state: fate, sentAt: null, answeredAt: null, answeredPcu: null };
  if (fate === "sent") return { state: fate, sentAt: instantOf(sentMs), answeredAt: null, answeredPcu: null };
  return {
    state: fate,
    sentAt: instantOf(sentMs),
    answeredAt: instantOf(answerInstant(cast, world, sentMs, Math.min(sentMs + die.int(1, 2) * dayMs, world.endMs - dayMs), die)),
    answeredPcu: answerOf(expected, die),
  };
}

/** In office hours, and after the question: what would come before it on a Friday comes the same afternoon. */
function answerInstant(cast: Cast, world: World, sentMs: number, wantedMs: number, die: Dice): number {
  const ms = officeInstant(cast, world, wantedMs, die);
  return ms > sentMs ? ms : sentMs + die.int(25, 190) * 60_000;
}
