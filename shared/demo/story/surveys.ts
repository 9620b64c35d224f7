import type { Contact } from "../../domain/contact/contact.ts";
import type { SurveyAnswer } from "../../domain/survey/survey-answer.ts";
import type { Cast } from "../company/cast.ts";
import { dice, type Dice } from "../dice.ts";
import { surveyComments } from "../text/survey-text.ts";
import type { World } from "../world/world.ts";
import type { ToldTrouble } from "./incident-log.ts";
import { instantOf, officeInstant } from "./instants.ts";

const dayMs = 86_400_000;

/** How content a customer was on a scale of 0 to 1, `daysAgo` before the end; what troubles it shows in the last months. */
function mood(cast: Cast, base: number, daysAgo: number, die: Dice): number {
  const recent = Math.max(0, 1 - daysAgo / 120);
  const fall =
    cast.trait === "crisis"
      ? 0.42
      : cast.trait === "degraded"
        ? 0.34
        : cast.trait === "declining"
          ? 0.3
          : cast.trait === "over" || cast.trait === "tight"
            ? 0.1
            : 0;
  const always = cast.trait === "declining" ? 0.18 : 0;
  return Math.min(1, Math.max(0, base - always - fall * recent + 0.11 * die.gauss()));
}

/** NPS asked every quarter, CSAT after some incidents were closed; oldest first. Not everybody answers. */
export function surveyAnswersOf(
  cast: Cast,
  contacts: readonly Contact[],
  troubles: readonly ToldTrouble[],
  world: World,
): readonly SurveyAnswer[] {
  const die = dice(cast.seed, "surveys");
  const rich = cast.quota >= 60;
  const base = Math.min(0.97, Math.max(0.42, 0.79 + 0.1 * die.gauss()));
  const decider = contacts.find((one) => one.role === "decision_maker") ?? contacts[0];
  const technician = contacts.find((one) => one.role === "technical_lead") ?? contacts[0];
  const asked: { readonly instrument: SurveyAnswer["instrument"]; readonly ms: number }[] = [];
  for (const daysAgo of rich ? [312, 221, 130, 38] : [38])
    if (die.chance(rich ? 0.78 : 0.4))
      asked.push({ instrument: "nps", ms: officeInstant(cast, world, world.endMs - (daysAgo + die.int(-6, 9)) * dayMs, die) });
  const closed = troubles.filter(({ trouble }) => trouble.severity !== "P3" && trouble.closedMs !== null);
  for (const { trouble } of closed.slice(rich ? -4 : -1))
    if (die.chance(rich ? 0.6 : 0.35))
      asked.push({ instrument: "csat", ms: officeInstant(cast, world, (trouble.closedMs ?? 0) + die.int(1, 3) * dayMs, die) });
  return asked
    .filter(({ ms }) => ms > cast.fromMs && ms < world.endMs)
    .toSorted((a, b) => a.ms - b.ms)
    .map(({ instrument, ms }, i): SurveyAnswer => {
      const content = mood(cast, base, (world.endMs - ms) / dayMs, die);
      const band = content > 0.76 ? "high" : content > 0.5 ? "middle" : "low";
      return {
        id: `srv_${cast.account.id.slice(4)}_${i + 1}`,
        accountId: cast.account.id,
        at: instantOf(ms),
        instrument,
        score: instrument === "nps" ? Math.round(10 * content) : 1 + Math.round(4 * content),
        contactId: (instrument === "nps" ? decider : technician)?.id ?? null,
        comment: die.chance(0.7) ? die.pick(surveyComments[cast.language][band]) : "",
      };
    });
}
