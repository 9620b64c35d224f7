import type { Contract } from "../../domain/contract/contract.ts";
import { addDays, dayOfMs } from "../../domain/calendar/day.ts";
import type { Task } from "../../domain/task/task.ts";
import type { Cast } from "../company/cast.ts";
import { dice, type Dice } from "../dice.ts";
import { freeTasks, playbookSteps, type PlaybookId } from "../text/task-text.ts";
import { regionNames } from "../world/regions.ts";
import type { World } from "../world/world.ts";
import type { Occasion } from "./occasions.ts";
import type { Trouble } from "./troubles.ts";

/** Open and finished tasks: the playbook that the customer's situation starts, and what somebody wrote down by hand. */
export function tasksOf(
  cast: Cast,
  ownerId: string,
  occasions: readonly Occasion[],
  troubles: readonly Trouble[],
  contracts: readonly Contract[],
  world: World,
): readonly Task[] {
  const die = dice(cast.seed, "tasks");
  const today = dayOfMs(world.endMs);
  const list: Task[] = [];
  const room = cast.quota > 70 ? 7 : 3;
  const add = (title: string, dueOn: string, playbook: Task["playbook"], doneOn: string | null) => {
    if (list.length >= room) return;
    list.push({
      id: `tsk_${cast.account.id.slice(4)}_${String(list.length + 1).padStart(2, "0")}`,
      accountId: cast.account.id,
      title,
      ownerId,
      dueOn,
      state: doneOn === null ? "open" : "done",
      doneOn,
      playbook,
    });
  };
  const run = (id: PlaybookId, dates: readonly number[], anchor: string, name: string) => {
    playbookSteps[cast.language][id].forEach((step, i) => {
      const dueOn = addDays(anchor, dates[i] ?? 0);
      // What was due is mostly done; the step that is due now is the open one.
      const done = dueOn < today && die.chance(0.9);
      add(step.replace("{name}", name), dueOn, { id, step: i + 1 }, done ? addDays(dueOn, -die.int(0, 2)) : null);
    });
  };
  const region = cast.regions[0] === undefined ? "" : regionNames[cast.regions[0].region][cast.language];
  const renewsOn = contracts.at(-1)?.renewsOn ?? today;
  const next = occasions.find((one) => one.startMs > world.endMs);
  const grave = troubles.findLast(
    (one) => one.severity === "P0" && one.resolvedMs !== null && one.resolvedMs > world.endMs - 30 * 86_400_000,
  );
  if (cast.trait === "new") run("onboarding", [-12, -8, -3, 2, 10], today, cast.account.name);
  if (renewsOn > today && renewsOn <= addDays(today, 90)) run("renewal-90", [-88, -75, -45, -20], renewsOn, cast.account.name);
  if (grave?.resolvedMs != null) run("postmortem", [1, 3, 10], dayOfMs(grave.resolvedMs), region);
  if (next !== undefined) run("peak", [-30, -14, -7, -3, -1, 1], dayOfMs(next.startMs), next.record.name);
  for (const title of die.shuffled(freeTasks[cast.language]).slice(0, die.int(1, 3)))
    add(title.replace("{region}", region), addDays(today, die.int(-9, 26)), null, doneEarlier(today, die));
  return list;
}

function doneEarlier(today: string, die: Dice): string | null {
  return die.chance(0.35) ? addDays(today, -die.int(1, 20)) : null;
}
