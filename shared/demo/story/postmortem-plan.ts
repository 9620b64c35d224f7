import { addDays, dayOfMs } from "../../domain/calendar/day.ts";
import { languageOf } from "../../i18n/catalogue.ts";
import { preventionTitles } from "../../domain/postmortem/draft-templates.ts";
import { postmortemId } from "../../domain/postmortem/postmortem.ts";
import type { Task } from "../../domain/task/task.ts";
import type { Cast } from "../company/cast.ts";
import { demoUserId } from "../company/users.ts";
import { dice } from "../dice.ts";
import type { World } from "../world/world.ts";
import type { ToldTrouble } from "./incident-log.ts";
import { instantOf, officeInstant } from "./instants.ts";

const dayMs = 86_400_000;
/** What is older was published before there were postmortems here. */
const quarterDays = 91;
/** The law of the house, and a day or two in which the newest ones still wait for theirs. */
const workDays = [3, 6] as const;

/** A postmortem that was published, before its text is written: what was promised with it. */
export interface ToldPostmortem {
  readonly told: ToldTrouble;
  readonly createdAt: string;
  readonly publishedAt: string;
  readonly tasks: readonly Task[];
}

/** Postmortems of the grave incidents of the last quarter, of the demo user's own customers; the newest ones are still to be written. */
export function toldPostmortems(cast: Cast, troubles: readonly ToldTrouble[], world: World): readonly ToldPostmortem[] {
  if (!cast.own || cast.quota < 60) return [];
  const today = dayOfMs(world.endMs);
  return troubles.flatMap((told): readonly ToldPostmortem[] => {
    const { trouble, incident } = told;
    const grave = (trouble.severity === "P0" || trouble.severity === "P1") && incident.kind === "incident" && incident.state === "closed";
    if (!grave || trouble.resolvedMs === null || trouble.resolvedMs < world.endMs - quarterDays * dayMs) return [];
    const die = dice(cast.seed, `postmortem/${trouble.id}`);
    const publishedMs = Math.max(
      officeInstant(cast, world, trouble.resolvedMs + die.int(...workDays) * dayMs, die),
      (trouble.closedMs ?? trouble.resolvedMs) + 3_600_000,
    );
    if (publishedMs >= world.endMs) return [];
    const publishedOn = dayOfMs(publishedMs);
    const cause = incident.cause ?? "unknown";
    const tasks = preventionTitles[languageOf(cast.account.locale)][cause].map((title, index): Task => {
      const dueOn = addDays(publishedOn, index === 0 ? die.int(7, 14) : die.int(21, 38));
      // What was promised is mostly kept; now and then its day goes by.
      const done = dueOn < today && die.chance(0.8);
      return {
        id: `tsk_${trouble.id.slice(4)}_p${index + 1}`,
        accountId: cast.account.id,
        title,
        ownerId: demoUserId,
        dueOn,
        state: done ? "done" : "open",
        doneOn: done ? addDays(dueOn, -die.int(0, 4)) : null,
        playbook: null,
        postmortemId: postmortemId(trouble.id),
      };
    });
    const createdMs = Math.min(publishedMs - 3_600_000, trouble.resolvedMs + die.int(3, 20) * 3_600_000);
    return [{ told, createdAt: instantOf(createdMs), publishedAt: instantOf(publishedMs), tasks }];
  });
}
