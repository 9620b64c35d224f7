import { addDays, dayOfMs } from "../../domain/calendar/day.ts";
import { addWorkingDays, workCalendar } from "../../domain/calendar/working-days.ts";
import type { Contact } from "../../domain/contact/contact.ts";
import type { Contract } from "../../domain/contract/contract.ts";
import type { Goal } from "../../domain/goal/goal.ts";
import { briefWords } from "../../domain/handover/brief-words.ts";
import { gatherHandover } from "../../domain/handover/gather-handover.ts";
import type { Handover } from "../../domain/handover/handover.ts";
import { defaultPlaybooks } from "../../domain/playbook/default-playbooks.ts";
import { contractAnchor, type DueAnchor } from "../../domain/playbook/due-anchors.ts";
import { planRun } from "../../domain/playbook/plan-run.ts";
import type { PlaybookRun } from "../../domain/playbook/playbook-run.ts";
import type { Task } from "../../domain/task/task.ts";
import type { Cast } from "../company/cast.ts";
import { demoUserId } from "../company/users.ts";
import { goalTexts, handoverNotes } from "../text/plan-text.ts";
import type { World } from "../world/world.ts";
import { instantOf } from "./instants.ts";

const hourMs = 3_600_000;
/** Of the demo user's customers these have plans that the new playbooks made; the one in the middle came from a colleague two days ago. */
const planned = { from: 8, to: 14, handedOver: 10 } as const;

/** What is planned with a customer, and how he came to the demo user. */
export interface ToldPlans {
  readonly runs: readonly PlaybookRun[];
  readonly tasks: readonly Task[];
  readonly goals: readonly Goal[];
  readonly handover: Handover | null;
}

const noPlans: ToldPlans = { runs: [], tasks: [], goals: [], handover: null };

/** `formerOwnerId` = the colleague who had the customer before; the renewal's playbook runs where a contract ends within 90 days, else a visit is prepared. */
export function plansOf(
  cast: Cast,
  {
    contracts,
    contacts,
    formerOwnerId,
  }: { readonly contracts: readonly Contract[]; readonly contacts: readonly Contact[]; readonly formerOwnerId: string },
  world: World,
): ToldPlans {
  if (!cast.own || cast.index < planned.from || cast.index >= planned.to || cast.quota <= 70 || cast.toMs < world.endMs) return noPlans;
  const { account, language } = cast;
  const today = dayOfMs(world.endMs);
  const calendar = workCalendar(account.country);
  const contract = contracts.at(-1) ?? null;
  const renewing = contract !== null && contract.renewsOn > today && contract.renewsOn <= addDays(today, 90);
  const playbook = defaultPlaybooks.find(({ key }) => key === (renewing ? "renewal-90" : "executive-visit"));
  if (playbook === undefined) return noPlans;
  const visit = addWorkingDays(calendar, today, 6);
  const due: DueAnchor = renewing
    ? { anchor: contractAnchor(contract), anchorDay: contract.renewsOn }
    : { anchor: { kind: "day", ref: visit, term: "" }, anchorDay: visit };
  const startedOn = renewing ? addDays(contract.renewsOn, -90) : addDays(today, -7);
  const circumstances = { account, calendar, users: [], today: startedOn, startedById: demoUserId, byRule: renewing };
  const { run, tasks } = planRun(playbook, due, circumstances);
  // What is due later is open, what was due before the last days is done.
  const told = tasks.map((task): Task => {
    const { dueOn } = task;
    return dueOn !== null && dueOn < addDays(today, -1) ? { ...task, state: "done", doneOn: dueOn } : task;
  });
  const goals = goalTexts[language].map((text, index): Goal => ({
    id: `goal_${account.id.slice(4)}_${String(index + 1)}`,
    accountId: account.id,
    ...text,
    dueOn: addDays(today, 30 + 45 * index),
    state: "open",
    decidedOn: null,
    note: "",
    ownerId: account.ownerId ?? demoUserId,
  }));
  if (cast.index !== planned.handedOver) return { runs: [run], tasks: told, goals, handover: null };
  const givenMs = world.endMs - 50 * hourMs;
  const facts = gatherHandover({
    nowMs: givenMs,
    account,
    contract,
    usedMinutes: null,
    contacts,
    health: null,
    incidents: [],
    postmortems: [],
    articles: [],
    uses: [],
    outreaches: [],
    peaks: [],
    tasks: told,
    runs: [run],
    goals,
    nameOf: () => null,
  });
  const handover: Handover = {
    id: `hnd_${account.id.slice(4)}`,
    accountId: account.id,
    fromId: formerOwnerId,
    toId: demoUserId,
    givenById: formerOwnerId,
    at: instantOf(givenMs),
    note: handoverNotes[language],
    facts,
  };
  const titles = { zh: briefWords["zh-CN"].task(account.name), en: briefWords.en.task(account.name) };
  const read: Task = {
    id: `tsk_${handover.id}`,
    accountId: account.id,
    title: titles[language],
    titles,
    ownerId: demoUserId,
    dueOn: addWorkingDays(calendar, dayOfMs(givenMs), 2),
    state: "open",
    doneOn: null,
    playbook: null,
    handoverId: handover.id,
    note: "",
    dropReason: null,
  };
  return { runs: [run], tasks: [...told, read], goals, handover };
}
