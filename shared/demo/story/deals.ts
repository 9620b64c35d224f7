import { tierDefaults, type Contract } from "../../domain/contract/contract.ts";
import { addDays, dayOfMs } from "../../domain/calendar/day.ts";
import type { Cast } from "../company/cast.ts";
import { dice } from "../dice.ts";

/** Contract in force, and the one before it when the customer is an old one. Renewal dates are spread over the year; one in six is within 90 days. */
export function contractsOf(cast: Cast, endMs: number): readonly Contract[] {
  const die = dice(cast.seed, "contracts");
  const today = dayOfMs(endMs);
  const fresh = cast.trait === "new";
  const renewsIn =
    cast.account.lifecycle === "ended" ? -die.int(5, 60) : fresh ? 349 : die.chance(0.17) ? die.int(6, 90) : die.int(91, 352);
  const renewsOn = addDays(today, renewsIn);
  const startsOn = addDays(renewsOn, -365);
  const minutes =
    cast.account.tier === "basic" && die.chance(0.6)
      ? null
      : Math.round((cast.regions.reduce((sum, one) => sum + one.peak, 0) * die.between(4_200, 6_800)) / 100_000) * 100_000;
  const services = [...tierDefaults[cast.account.tier]];
  if (cast.account.tier === "standard" && die.chance(0.2)) services.push("on_site");
  const current: Contract = {
    id: `ctr_${cast.account.id.slice(4)}_2`,
    accountId: cast.account.id,
    tier: cast.account.tier,
    startsOn,
    renewsOn,
    committedMinutes: minutes,
    slaPolicy: die.chance(0.12) ? "premium v2" : die.chance(0.3) ? "default v2" : "default v3",
    services,
  };
  if (fresh || cast.quota < 60 || die.chance(0.5)) return [current];
  const before: Contract = {
    ...current,
    id: `ctr_${cast.account.id.slice(4)}_1`,
    startsOn: addDays(startsOn, -365),
    renewsOn: startsOn,
    committedMinutes: minutes === null ? null : Math.round((minutes * die.between(0.6, 0.95)) / 100_000) * 100_000,
    slaPolicy: "default v2",
    services: [...tierDefaults[cast.account.tier]],
  };
  return [before, current];
}
