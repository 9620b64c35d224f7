import { tierDefaults, type Contract } from "../../domain/contract/contract.ts";
import type { Scenario } from "../../domain/account/account.ts";
import { addDays, dayOfMs } from "../../domain/calendar/day.ts";
import type { Cast } from "../company/cast.ts";
import { dice } from "../dice.ts";

/** Mean concurrent users of a month against the ordinary evening peak. */
const load: Readonly<Record<Scenario, number>> = {
  show_live: 0.295,
  one_to_one: 0.34,
  voice_room: 0.425,
  video_dating: 0.34,
  commerce_live: 0.34,
  education: 0.265,
  conversational_ai: 0.41,
  overseas_app: 0.415,
};

/** Of the hour's peak of users, as many are there on average, and each takes or sends one stream for that long. */
const meanOfPeak = 0.8;

/** Minutes that a customer uses in a month; one that loses users used more of them when it signed. */
function monthlyMinutes(cast: Cast): number {
  const peak = cast.regions.reduce((sum, one) => sum + one.peak, 0) * (cast.trait === "declining" ? Math.exp(-cast.growth / 2) : 1);
  return peak * load[cast.account.scenario] * meanOfPeak * 60 * 730.5;
}

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
      : Math.max(1, Math.round(monthlyMinutes(cast) / die.between(0.62, 1.15) / 100_000)) * 100_000;
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
