import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { workCalendar } from "../../shared/domain/calendar/working-days.ts";
import type { Kind } from "../../shared/domain/kinds.ts";
import { defaultPlaybooks } from "../../shared/domain/playbook/default-playbooks.ts";
import { planRun, type PlannedRun } from "../../shared/domain/playbook/plan-run.ts";
import { playbookId, type PlaybookInForce } from "../../shared/domain/playbook/playbook.ts";
import type { PlaybookAnchor } from "../../shared/domain/playbook/playbook-run.ts";
import type { Json } from "../../shared/kernel/json.ts";
import { sampleHandover } from "../support/sample-plan.ts";
import { engines, type MutationDraft, startTestBackend, type TestBackend, type TestClient } from "../support/backend.ts";

type Doc = { readonly id: string; readonly [field: string]: unknown };
type Fields = Readonly<Record<string, Json>>;

const created = (kind: Kind, { id, ...doc }: Doc): MutationDraft => ({
  kind,
  id,
  op: "create",
  fields: Object.fromEntries(Object.entries(doc as Fields).map(([name, value]) => [name, { new: value }])) as never,
});
const patched = (kind: Kind, before: Doc, fields: Fields): MutationDraft => ({
  kind,
  id: before.id,
  op: "patch",
  baseRev: 1,
  fields: Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, { base: (before as unknown as Fields)[name] ?? null, new: value }]),
  ) as never,
});
const removed = (kind: Kind, id: string): MutationDraft => ({ kind, id, op: "delete", baseRev: 1 });
const outcome = ({ results }: Awaited<ReturnType<TestClient["push"]>>): readonly string[] =>
  results.map((one) => (one.status === "refused" ? `${one.code}: ${one.message}` : one.status));

const renewal = defaultPlaybooks[0] as PlaybookInForce;
const calendar = workCalendar("CN");
const contractOf = (ref: string): PlaybookAnchor => ({ kind: "contract", ref, term: "2026-02-01+4q" });
const planned = (anchor: PlaybookAnchor, startedById: string, today = "2026-11-10", accountId = "acc1"): PlannedRun =>
  planRun(
    renewal,
    { anchor, anchorDay: "2027-02-01" },
    { account: { id: accountId, ownerId: "csm1", locale: "en" }, calendar, users: [], today, startedById, byRule: true },
  );
const whole = ({ run, tasks }: PlannedRun): readonly MutationDraft[] => [
  created("playbookRun", run),
  ...tasks.map((task) => created("task", task)),
];
const applied = (count: number): readonly string[] => Array.from({ length: count }, () => "applied");

describe.each(engines)("plans that laptops write, on %s:", (engine) => {
  let backend: TestBackend;
  let csm: TestClient;
  let lead: TestClient;
  beforeAll(async () => {
    backend = await startTestBackend(engine);
    csm = await backend.client("csm1");
    lead = await backend.client("lead");
  });
  afterAll(() => backend.close());

  const stored = async (kind: Kind, id: string): Promise<Readonly<Record<string, unknown>> | undefined> =>
    (await lead.rows(kind)).find((one) => one["id"] === id);

  test("a run that two laptops start is there once, and what was done of it in between stays done", async () => {
    const here = planned(contractOf("con_a"), "csm1");
    const there = planned(contractOf("con_a"), "lead", "2026-11-12");
    const [first, second] = here.tasks;
    if (first === undefined || second === undefined) throw new Error("no tasks");
    expect(
      outcome(await csm.push(...whole(here), patched("task", first, { state: "done", doneOn: "2026-11-11" }), removed("task", second.id))),
    ).toEqual(applied(11));
    expect(outcome(await lead.push(...whole(there)))).toEqual(applied(9));
    expect(await stored("playbookRun", here.run.id)).toMatchObject({ ...here.run });
    expect(await stored("task", first.id)).toMatchObject({ ...first, state: "done", doneOn: "2026-11-11" });
    expect(await stored("task", second.id)).toBeUndefined();
    expect((await lead.rows("task")).filter((one) => one["runId"] === here.run.id)).toHaveLength(7);
    expect((await lead.rows("conflict")).filter((one) => one["targetKind"] === "task")).toEqual([]);
  });

  test("a task whose deletion is undone comes back as it was", async () => {
    const { run, tasks } = planned(contractOf("con_b"), "csm1");
    const [first] = tasks;
    if (first === undefined) throw new Error("no tasks");
    const { id, ...fields } = first;
    await csm.push(created("playbookRun", run), created("task", first), removed("task", id));
    const back = { ...created("task", { id, ...fields }), resurrect: true } as MutationDraft;
    const withBase = {
      ...back,
      fields: Object.fromEntries(Object.entries(fields as Fields).map(([name, value]) => [name, { base: value, new: value }])) as never,
    };
    expect(outcome(await csm.push(withBase))).toEqual(["applied"]);
    expect(await stored("task", id)).toMatchObject(first);
  });

  test("names are those of what they name; what makes a run that run does not change, and nobody deletes it", async () => {
    const { run, tasks } = planned(contractOf("con_c"), "csm1");
    const [first, second] = tasks;
    if (first === undefined || second === undefined) throw new Error("no tasks");
    const answer = await csm.push(
      created("playbookRun", { ...run, id: "pbr_another" }),
      created("playbookRun", { ...run, startedById: "lead" }),
      created("playbookRun", run),
      created("task", { ...first, id: second.id }),
      created("task", { ...first, stepKey: null }),
      created("task", first),
      patched("task", first, { runId: null }),
      patched("playbookRun", run, { anchor: { kind: "day", ref: "2026-01-01", term: "" } }),
      patched("playbookRun", run, { anchorDay: "2027-03-01", movedFrom: "2027-02-01" }),
      patched("playbookRun", run, { state: "stopped", stoppedOn: "2026-11-12", stopReason: "not renewed" }),
      removed("playbookRun", run.id),
    );
    expect(outcome(answer)).toEqual([
      "not-allowed: playbookRun: id is that of another run",
      "not-allowed: startedById is who writes it",
      "applied",
      "not-allowed: task: id is that of another step",
      "not-allowed: task: id is that of another step",
      "applied",
      "not-allowed: runId cannot be changed",
      "not-allowed: anchor cannot be changed",
      "applied",
      "applied",
      "not-allowed: playbookRun records cannot be changed in this way",
    ]);
  });

  test("playbooks are a lead's to write, version by version, and make sense", async () => {
    const version = (number: number, fields: Partial<PlaybookInForce> = {}, authorId = "lead"): Doc => ({
      ...renewal,
      id: playbookId(renewal.key, number),
      version: number,
      authorId,
      at: "2026-11-10T02:00:00.000Z",
      ...fields,
    });
    const twice = [...renewal.steps, ...renewal.steps.slice(0, 1)];
    expect(outcome(await csm.push(created("playbook", version(1, {}, "csm1"))))).toEqual(["not-allowed: playbook: a lead's to change"]);
    const answer = await lead.push(
      created("playbook", version(1, { steps: twice })),
      created("playbook", version(1, { steps: [] })),
      created("playbook", { ...version(1), id: playbookId(renewal.key, 2) }),
      created("playbook", version(1)),
      created("playbook", version(1, { on: false })),
      created("playbook", version(2, {}, "csm1")),
      patched("playbook", version(1), { on: false }),
    );
    expect(outcome(answer)).toEqual([
      "invalid: playbook: step_twice 9",
      "invalid: steps: too_small",
      "not-allowed: playbook: id is that of another version",
      "applied",
      "already-exists: another record has this id",
      "not-allowed: authorId is who writes it",
      "not-allowed: playbook records cannot be changed in this way",
    ]);
    expect((await csm.rows("playbook")).map((one) => one["id"])).toEqual([playbookId(renewal.key, 1)]);
  });

  test("a brief that was given stays as it was given, is signed, and goes with its account", async () => {
    const brief = sampleHandover({ accountId: "acc1", givenById: "csm1", fromId: "csm1", toId: "csm2" });
    const answer = await csm.push(
      created("handover", brief),
      created("handover", { ...brief, id: "hnd_2", givenById: "lead" }),
      patched("handover", brief, { note: "other words" }),
      removed("handover", brief.id),
    );
    expect(outcome(answer)).toEqual([
      "applied",
      "not-allowed: givenById is who writes it",
      "not-allowed: handover records cannot be changed in this way",
      "not-allowed: handover records cannot be changed in this way",
    ]);
    const other = await backend.client("csm2");
    expect(await other.rows("handover")).toEqual([]);
    const account = (await csm.rows("account")).find((one) => one["id"] === "acc1") as Doc;
    expect(outcome(await csm.push(patched("account", account, { ownerId: "csm2" })))).toEqual(["applied"]);
    expect((await other.rows("handover")).map((one) => one["note"])).toEqual([brief.note]);
    expect(await csm.rows("handover")).toEqual([]);
  });

  test("another colleague's account and a reader's hands stay closed", async () => {
    const viewer = await backend.client("viewer");
    const csm2 = await backend.client("csm2");
    const { run } = planned({ kind: "day", ref: "2026-11-10", term: "" }, "csm2", "2026-11-10", "acc2");
    const goal = {
      id: "goal_1",
      accountId: "acc1",
      title: "x",
      measure: "x",
      baseline: null,
      target: "x",
      dueOn: null,
      state: "open",
      decidedOn: null,
      note: "",
      ownerId: "csm1",
    };
    expect([
      outcome(await viewer.push(created("goal", goal))),
      outcome(await csm.push(created("playbookRun", { ...run, startedById: "csm1" }))),
    ]).toEqual([["not-allowed: this role only reads"], ["out-of-scope: the account is not in your scope"]]);
    expect(
      outcome(
        await csm2.push(
          created("goal", goal),
          patched("goal", goal, { state: "reached", decidedOn: "2026-12-01" }),
          removed("goal", "goal_1"),
        ),
      ),
    ).toEqual(applied(3));
  });
});
