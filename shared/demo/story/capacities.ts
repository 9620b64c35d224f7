import type { Capacity } from "../../domain/account/capacity.ts";
import type { Outreach } from "../../domain/outreach/outreach.ts";
import type { Cast } from "../company/cast.ts";
import { dice } from "../dice.ts";
import type { World } from "../world/world.ts";
import { instantOf } from "./instants.ts";
import { levelAt } from "./level.ts";
import type { Occasion } from "./occasions.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Capacity of every region, bought in steps ahead of the growth that was expected; the last step is the one in force. */
export function capacitiesOf(cast: Cast, world: World): readonly Capacity[] {
  const die = dice(cast.seed, "capacities");
  const steps: Capacity[] = [];
  for (const place of cast.regions) {
    const many = cast.trait === "new" ? 1 : cast.quota > 70 ? die.int(2, 4) : die.int(1, 2);
    const span = (world.endMs - cast.fromMs) / dayMs;
    const days = Array.from({ length: many }, (_, i) => (i === 0 ? 0 : Math.round(span * (i / many) + die.between(-0.08, 0.12) * span)));
    // What is kept spare is a habit of the customer, not chance: a tight one was always tight.
    const habit = Math.min(place.room, 1.3) * die.between(1, 1.08);
    let before = 0;
    days.forEach((day, i) => {
      const fromMs = Math.floor((cast.fromMs + day * dayMs) / dayMs) * dayMs + 2 * hourMs;
      const last = i === days.length - 1;
      const expected = last ? place.peak : levelAt(cast, place, fromMs + 50 * dayMs, world.endMs);
      const pcu = niceCapacity(expected * (last ? place.room : habit));
      if (i > 0 && !last && pcu < before * 1.06) return;
      if (i > 0 && pcu === before) return;
      before = pcu;
      steps.push({
        id: `cap_${cast.account.id.slice(4)}_${place.region}_${i + 1}`,
        accountId: cast.account.id,
        region: place.region,
        from: instantOf(fromMs),
        pcu,
      });
    });
  }
  return steps;
}

/** Capacity is sold in round numbers. */
export function niceCapacity(pcu: number): number {
  const step = pcu < 500 ? 20 : pcu < 2_000 ? 50 : pcu < 10_000 ? 200 : pcu < 50_000 ? 1_000 : 2_000;
  return Math.max(step, Math.round(pcu / step) * step);
}

/** Capacity of a region in force at an instant, 0 before the first. */
export function capacityAt(capacities: readonly Capacity[], region: string, ms: number): number {
  let pcu = 0;
  for (const one of capacities) if (one.region === region && Date.parse(one.from) <= ms) pcu = one.pcu;
  return pcu;
}

/** Why a step is there when it is not growth: lent for an event, or given back after it. By id. */
export type Lending = ReadonlyMap<string, "lent" | "returned">;

/** Adds the capacity lent for the events that customers confirmed: raised two days before, given back the day after. By region and start. */
export function withEventCapacity(
  base: readonly Capacity[],
  outreaches: readonly Outreach[],
  occasions: readonly Occasion[],
): { readonly capacities: readonly Capacity[]; readonly lending: Lending } {
  const steps = [...base];
  const lending = new Map<string, "lent" | "returned">();
  outreaches.forEach((one, i) => {
    const occasion = occasions.find((other) => one.peakAt !== null && Math.abs(Date.parse(one.peakAt) - other.startMs) < dayMs);
    const { accountId, region } = one;
    if (one.answeredAt === null || one.answeredPcu === null || region === null || occasion === undefined) return;
    const twoDaysBeforeMs = Math.floor((occasion.startMs - 2 * dayMs) / dayMs) * dayMs;
    const fromMs = Math.max(twoDaysBeforeMs, Date.parse(one.answeredAt) + 6 * hourMs);
    const toMs = Math.floor((occasion.endMs + dayMs) / dayMs) * dayMs + 2 * hourMs;
    const usual = capacityAt(base, region, toMs);
    const pcu = niceCapacity(one.answeredPcu * 1.04);
    if (pcu < usual * 1.05 || fromMs >= occasion.startMs) return;
    const id = `cap_${accountId.slice(4)}_${region}_e${i + 1}`;
    steps.push(
      { id: `${id}a`, accountId, region, from: instantOf(fromMs), pcu },
      { id: `${id}b`, accountId, region, from: instantOf(toMs), pcu: usual },
    );
    lending.set(`${id}a`, "lent").set(`${id}b`, "returned");
  });
  const place = (step: Capacity) => `${step.region} ${step.from}`;
  return { capacities: steps.sort((a, b) => (place(a) < place(b) ? -1 : 1)), lending };
}
