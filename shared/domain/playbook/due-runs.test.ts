import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../calendar/day.ts";
import { workCalendar } from "../calendar/working-days.ts";
import type { Contract } from "../contract/contract.ts";
import { defaultHealthModel } from "../health/default-health-model.ts";
import { healthMonthId } from "../health/health-month.ts";
import type { Task } from "../task/task.ts";
import { dueAnchors, type PlaybookFacts } from "./due-anchors.ts";
import { type DueRun, dueRuns } from "./due-runs.ts";
import { anchorDayNow, movedRun } from "./moved-anchor.ts";
import { planRun, runProgress } from "./plan-run.ts";
import { playbooksInForce } from "./playbook-in-force.ts";
import { playbookId, type Playbook } from "./playbook.ts";
import type { PlaybookRun } from "./playbook-run.ts";

const playbooks = playbooksInForce([]);
const noon = (day: string): number => Date.parse(`${day}T04:00:00.000Z`);
const calendar = workCalendar("CN");
const account = { id: "acc_1", ownerId: "usr_1", locale: "zh-CN", timeZone: "Asia/Shanghai", lifecycle: "active" as const };
const contract = (fields: Partial<Contract> = {}): Contract => ({
  id: "con_1",
  accountId: "acc_1",
  tier: "premium",
  startsOn: "2026-02-01",
  renewsOn: "2027-02-01",
  committedMinutes: null,
  slaPolicy: "",
  services: [],
  ...fields,
});
const facts = (today: string, fields: Partial<PlaybookFacts> = {}): PlaybookFacts => ({
  nowMs: noon(today),
  account,
  contract: null,
  contracts: fields.contract == null ? [] : [fields.contract],
  incidents: [],
  healthMonths: [],
  grades: defaultHealthModel.grades,
  peaks: [],
  ...fields,
});
const named = (due: readonly DueRun[]): readonly string[] => due.map((one) => `${one.playbook.key} ${one.anchor.ref} ${one.anchorDay}`);
const started = (due: DueRun, today: string, users: readonly { id: string; role: "csm" | "lead" | "support" }[] = []) =>
  planRun(due.playbook, due, { account, calendar, users, today, startedById: "usr_1", byRule: true });
const kept = (month: string, scores: readonly (readonly [day: number, points: number | null])[]) => ({
  id: healthMonthId("acc_1", month),
  accountId: "acc_1",
  month,
  days: scores.map(([day, points]) => [day, points === null ? null : points * 1000, 90, 0, ...Array.from({ length: 7 }, () => null)]),
});

describe("when a rule starts a playbook", () => {
  test.each([
    ["91 days before the renewal", "2026-11-02", []],
    ["90 days before", "2026-11-03", ["renewal-90 con_1 2027-02-01"]],
    ["on the day", "2027-02-01", ["renewal-90 con_1 2027-02-01"]],
    ["the day after", "2027-02-02", []],
  ])("%s", (_name, today, expected) => {
    expect(named(dueRuns(playbooks, facts(today, { contract: contract() }), []))).toEqual(expected);
  });

  test("the day is that of the customer's clock", () => {
    const atMs = Date.parse("2026-11-02T20:00:00.000Z");
    const due = (timeZone: string) =>
      dueRuns(playbooks, { ...facts("2026-11-02", { contract: contract() }), nowMs: atMs, account: { ...account, timeZone } }, []);
    expect([due("Asia/Shanghai").length, due("America/Sao_Paulo").length]).toEqual([1, 0]);
  });

  test("renewals at the end of a month and in a leap year", () => {
    const due = (renewsOn: string, today: string) =>
      dueAnchors({ when: "renewal", daysBefore: 90 }, facts(today, { contract: contract({ renewsOn }) })).length;
    expect([
      due("2028-02-29", "2027-12-01"),
      due("2028-02-29", "2027-11-30"),
      due("2027-05-31", "2027-03-02"),
      due("2027-05-31", "2027-03-01"),
    ]).toEqual([1, 0, 1, 0]);
  });

  test("a customer who is taken in, from the first contract on; not one whose contract is old, nor one who has left", () => {
    const rows = (lifecycle: "onboarding" | "active" | "ended", startsOn: string) =>
      named(dueRuns(playbooks, facts("2026-06-10", { account: { ...account, lifecycle }, contracts: [contract({ startsOn })] }), []));
    expect([
      rows("onboarding", "2026-06-08"),
      rows("onboarding", "2026-03-01"),
      rows("active", "2026-06-08"),
      rows("ended", "2026-06-08"),
    ]).toEqual([["onboarding acc_1 2026-06-08"], [], [], []]);
  });

  test("a P0 that is over: by the customer's day, for two weeks; no ticket, no P1", () => {
    const incident = (fields: object) => ({
      id: "inc_1",
      kind: "incident" as const,
      severity: "P0" as const,
      resolvedAt: "2026-06-09T18:00:00.000Z",
      ...fields,
    });
    const due = (fields: object, today = "2026-06-12") => named(dueRuns(playbooks, facts(today, { incidents: [incident(fields)] }), []));
    expect([due({}), due({ severity: "P1" }), due({ kind: "ticket" }), due({ resolvedAt: null }), due({}, "2026-06-25")]).toEqual([
      ["after-p0 inc_1 2026-06-10"],
      [],
      [],
      [],
      [],
    ]);
  });

  test("a peak that probably exceeds capacity, within thirty days", () => {
    const peak = (pExceed: number | null, day: string) => ({
      peakId: `acc_1:cn-east:${day}`,
      startMs: noon(day),
      timeZone: "Asia/Shanghai",
      pExceed,
    });
    const peaks = [peak(0.6, "2026-06-30"), peak(0.4, "2026-06-20"), peak(null, "2026-06-21"), peak(0.9, "2026-08-01")];
    expect(named(dueRuns(playbooks, facts("2026-06-10", { peaks }), []))).toEqual(["peak acc_1:cn-east:2026-06-30 2026-06-30"]);
  });

  test("a fall of the kept score to risk, once, after a week above; gaps are passed over, unknown is no fall", () => {
    const months = (...scores: readonly (readonly [number, number | null])[]) =>
      facts("2026-06-15", { healthMonths: [kept("2026-06", scores)] });
    const drop = (rows: PlaybookFacts) => named(dueRuns(playbooks, rows, []));
    expect([
      drop(months([8, 80], [9, 78], [12, 60], [13, 58], [14, 70])),
      drop(months([8, 80], [12, 60], [13, 70], [14, 60])),
      drop(months([9, 60], [10, 60], [14, 60])),
      drop(months([8, 80], [12, null], [14, 70])),
      drop(months([14, 40])),
    ]).toEqual([["health-drop 2026-06-12 2026-06-12"], ["health-drop 2026-06-12 2026-06-12"], [], [], []]);
  });

  test("nothing that is switched off, and by the company's own version where it wrote one", () => {
    const own = (version: number, fields: Partial<Playbook>): Playbook => ({
      ...(playbooks[0] as (typeof playbooks)[number]),
      id: playbookId("renewal-90", version),
      version,
      authorId: "lead",
      at: "2026-01-01T00:00:00.000Z",
      ...fields,
    });
    const early = own(1, { rule: { when: "renewal", daysBefore: 120 } });
    const due = (records: readonly Playbook[]) =>
      named(dueRuns(playbooksInForce(records), facts("2026-10-10", { contract: contract() }), []));
    expect([due([]), due([early]), due([early, own(2, { on: false })])]).toEqual([[], ["renewal-90 con_1 2027-02-01"], []]);
  });
});

describe("once per account and anchor", () => {
  const today = "2026-11-10";
  const [due] = dueRuns(playbooks, facts(today, { contract: contract() }), []);
  if (due === undefined) throw new Error("no renewal is due");
  const { run, tasks } = started(due, today);

  test("a run that is there, stopped or done, is not started again; the next term is", () => {
    const next = contract({ startsOn: "2027-02-01", renewsOn: "2028-02-01" });
    const again = (fields: Partial<PlaybookRun>, open: boolean, of = contract(), day = today) =>
      dueRuns(playbooks, facts(day, { contract: of }), [{ run: { ...run, ...fields }, open }]).length;
    expect([
      again({}, true),
      again({}, false),
      again({ state: "stopped" }, false),
      again({}, true, contract({ renewsOn: "2027-01-10" })),
      again({}, false, next, "2027-12-01"),
      again({}, false, contract({ renewsOn: "2028-02-01" }), "2027-12-01"),
    ]).toEqual([0, 0, 0, 0, 1, 1]);
  });

  test("a peak that the forecast moved by a day is the same work, another region's is not", () => {
    const peak = (region: string, day: string) => ({
      peakId: `acc_1:${region}:${day}`,
      startMs: noon(day),
      timeZone: "Asia/Shanghai",
      pExceed: 0.9,
    });
    const rows = facts(today, { peaks: [peak("cn-east", "2026-11-21"), peak("cn-south", "2026-11-21")] });
    const before = dueRuns(playbooks, facts(today, { peaks: [peak("cn-east", "2026-11-20")] }), []).map((one) => ({
      run: started(one, today).run,
      open: true,
    }));
    expect(named(dueRuns(playbooks, rows, before))).toEqual(["peak acc_1:cn-south:2026-11-21 2026-11-21"]);
  });

  test("ids and tasks are the same wherever and by whomever it is started", () => {
    const other = planRun(due.playbook, due, {
      account,
      calendar,
      users: [],
      today: addDays(today, 3),
      startedById: "usr_9",
      byRule: false,
    });
    expect(other.tasks.map(({ id }) => id)).toEqual(tasks.map(({ id }) => id));
    expect([other.run.id, tasks[0]]).toEqual([
      run.id,
      {
        id: `tsk_${run.id.slice(4)}_reconcile`,
        accountId: "acc_1",
        title: "对账：一年用量、承诺量、账单与赔付，整理成一页",
        titles: {
          zh: "对账：一年用量、承诺量、账单与赔付，整理成一页",
          en: "Reconcile a year of usage, commitment, bills and credits on one page",
        },
        ownerId: "usr_1",
        dueOn: today,
        state: "open",
        doneOn: null,
        playbook: { id: "renewal-90", step: 1 },
        peakId: null,
        incidentId: null,
        runId: run.id,
        stepKey: "reconcile",
        note: "",
        dropReason: null,
      },
    ]);
  });

  test("a lead's step is the one lead's; of several nobody is chosen by chance", () => {
    const owner = (...leads: readonly string[]) =>
      started(
        due,
        today,
        leads.map((id) => ({ id, role: "lead" })),
      ).tasks.find(({ stepKey }) => stepKey === "risk")?.ownerId;
    expect([owner(), owner("lead_1"), owner("lead_1", "lead_2")]).toEqual(["usr_1", "lead_1", "usr_1"]);
  });

  /** A laptop sees what it last pulled and what it made itself; the backend takes the first of a name and leaves it alone afterwards. */
  interface Laptop {
    readonly mine: Map<string, Task | PlaybookRun>;
    readonly unsent: (Task | PlaybookRun)[];
  }
  type Step = { readonly laptop: 0 | 1; readonly what: "rules" | "sync" | "finish" | "hear"; readonly day: number };

  test("two laptops that run rules, work and sync in any order end with one run and each step once", () => {
    const step: fc.Arbitrary<Step> = fc.record({
      laptop: fc.constantFrom(0, 1),
      what: fc.constantFrom("rules", "sync", "finish", "hear"),
      day: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.integer({ min: -30, max: 30 }), (steps, shift) => {
        const backend = new Map<string, Task | PlaybookRun>();
        const laptops: readonly Laptop[] = [0, 1].map(() => ({ mine: new Map(), unsent: [] }));
        const heard = [false, false];
        const isRun = (one: Task | PlaybookRun): one is PlaybookRun => "steps" in one;
        const sync = ({ mine, unsent }: Laptop): void => {
          for (const doc of unsent.splice(0)) if (!backend.has(doc.id)) backend.set(doc.id, doc);
          for (const [id, doc] of backend) mine.set(id, doc);
        };
        const runRules = (which: 0 | 1, on: string): void => {
          const laptop = laptops[which] as Laptop;
          // One of them has heard that the renewal moved, the other has not.
          const rows = facts(on, { contract: contract(heard[which] === true ? { renewsOn: addDays("2027-02-01", shift) } : {}) });
          const runs = [...laptop.mine.values()].filter(isRun);
          const known = runs.map((one) => ({
            run: one,
            open:
              runProgress(
                one,
                [...laptop.mine.values()].filter((doc): doc is Task => !isRun(doc) && doc.runId === one.id),
              ).state === "running",
          }));
          for (const one of dueRuns(playbooks, rows, known)) {
            const made = started(one, on);
            for (const doc of [made.run, ...made.tasks]) {
              laptop.mine.set(doc.id, doc);
              laptop.unsent.push(doc);
            }
          }
        };
        for (const { laptop: which, what, day } of [
          ...steps,
          { laptop: 0, what: "rules", day: 40 },
          { laptop: 1, what: "rules", day: 40 },
        ] as const) {
          const laptop = laptops[which] as Laptop;
          if (what === "sync") sync(laptop);
          if (what === "hear") heard[which] = true;
          if (what === "rules") runRules(which, addDays("2026-12-05", day % 20));
          if (what === "finish")
            for (const doc of laptop.mine.values()) if (!isRun(doc)) laptop.mine.set(doc.id, { ...doc, state: "done" });
        }
        for (const laptop of [...laptops, ...laptops]) sync(laptop);
        const runs = [...backend.values()].filter(isRun);
        const stepsMade = [...backend.values()].filter((one) => !isRun(one)).map(({ id }) => id);
        return runs.length === 1 && new Set(stepsMade).size === 8 && stepsMade.length === 8;
      }),
      { numRuns: 300 },
    );
  });

  test("when the renewal moves, open steps move with it; done ones and those set by hand stay", () => {
    const work = tasks.map((task) =>
      task.stepKey === "sponsor"
        ? { ...task, state: "done" as const, doneOn: today }
        : task.stepKey === "offer"
          ? { ...task, dueOn: "2026-12-24" }
          : task,
    );
    const moved = movedRun(run, work, anchorDayNow(run, { contracts: [contract({ renewsOn: "2027-03-01" })], peaks: [] }), calendar);
    expect({ ...moved, tasks: moved?.tasks.map(({ task, dueOn }) => [task.stepKey, task.dueOn, dueOn]) }).toEqual({
      anchorDay: "2027-03-01",
      movedFrom: "2027-02-01",
      tasks: [
        ["reconcile", "2026-11-10", "2026-12-03"],
        ["value", "2026-11-18", "2026-12-16"],
        ["risk", "2026-12-18", "2027-01-15"],
        ["terms", "2027-01-11", "2027-02-04"],
        ["sign", "2027-01-25", "2027-02-22"],
        ["thank", "2027-02-04", "2027-03-04"],
      ],
    });
  });

  test("nothing moves for a run that was stopped, for another term, or without its contract", () => {
    const at = (of: PlaybookRun, contracts: readonly Contract[]) =>
      movedRun(of, tasks, anchorDayNow(of, { contracts, peaks: [] }), calendar);
    expect([
      at({ ...run, state: "stopped" }, [contract({ renewsOn: "2027-03-01" })]),
      at(run, [contract({ renewsOn: "2028-02-01" })]),
      at(run, []),
      at(run, [contract()]),
    ]).toEqual([null, null, null, null]);
  });
});
