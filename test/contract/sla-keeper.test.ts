import { createHash } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { createSlaKeeper, type SlaKeeper, type SlaKeeperPorts } from "../../backend/sla/sla-keeper.ts";
import { type Database, serviceScope } from "../../backend/storage/database.ts";
import { openBackendStore } from "../../backend/storage/open-backend-store.ts";
import { workCalendar } from "../../shared/domain/calendar/working-days.ts";
import type { IncidentEvent } from "../../shared/domain/incident/incident-event.ts";
import type { Kind } from "../../shared/domain/kinds.ts";
import { defaultSlaPolicy } from "../../shared/domain/sla/default-sla-policy.ts";
import { verdictLog } from "../../shared/domain/sla/keep-sla.ts";
import { logBytes } from "../../shared/domain/sla/log-digest.ts";
import { readSla } from "../../shared/domain/sla/read-sla.ts";
import type { SlaVerdict } from "../../shared/domain/sla/sla-verdict.ts";
import { verdictOf } from "../../shared/domain/sla/verdict-of.ts";
import { accountRecord, engines, openTestStore, tenant, testClock, testStartMs, type TestStore } from "../support/backend.ts";

const minuteMs = 60_000;
const openedMs = testStartMs;
const at = (minutes: number): string => new Date(openedMs + minutes * minuteMs).toISOString();
let backend: TestStore;
let nowMs = testStartMs;

afterEach(() => backend.dispose());

function keeper(db: Database = backend.store.db, ports: Partial<SlaKeeperPorts> = {}): SlaKeeper {
  return createSlaKeeper({ db, clock: { now: () => nowMs }, pause: async () => undefined, look: async () => undefined, ...ports });
}

async function put(kind: Kind, id: string, fields: object): Promise<void> {
  const imports = await backend.store.importStore(tenant);
  await imports.putRecords([{ kind, id, fields: { ...fields }, defaults: {} }]);
}

async function stored<T>(kind: Kind): Promise<readonly T[]> {
  const rows = await backend.store.db.withTenant(serviceScope(tenant, "test"), ({ db }) =>
    db.selectFrom("record").select("doc").where("tenant_id", "=", tenant).where("kind", "=", kind).orderBy("id").execute(),
  );
  return rows.map(({ doc }) => doc as unknown as T);
}

const rungs = async (): Promise<readonly string[]> =>
  (await stored<IncidentEvent>("incidentEvent")).filter(({ type }) => type === "escalated").map((event) => `${event.id} ${event.at}`);

interface Line {
  readonly minute: number;
  readonly state?: string;
  readonly type?: string;
  readonly text?: string;
}

/** A P0 with its log; the head says what the last line says. */
async function putIncident(id: string, lines: readonly Line[], source: IncidentEvent["source"] = null): Promise<void> {
  let state = "new";
  for (const [ordinal, line] of lines.entries()) {
    state = line.state ?? state;
    await put("incidentEvent", `iev_${id.slice(4)}_${String(ordinal)}`, {
      accountId: "acc1",
      incidentId: id,
      at: at(line.minute),
      ordinal,
      type: line.type ?? (ordinal === 0 ? "opened" : "state_changed"),
      state,
      severity: "P0",
      holderGroup: null,
      holderName: null,
      actor: ordinal === 0 ? "monitor" : "csm1",
      text: line.text ?? "we found the node",
      source,
    });
  }
  const last = lines.at(-1);
  await put("incident", id, {
    accountId: "acc1",
    number: id,
    kind: "incident",
    severity: "P0",
    title: "卡顿",
    state,
    openedAt: at(lines[0]?.minute ?? 0),
    resolvedAt: state === "closed" ? at(last?.minute ?? 0) : null,
    closedAt: state === "closed" ? at(last?.minute ?? 0) : null,
    region: null,
    holderGroup: null,
    holderName: null,
    sourceMadeSla: null,
  });
}

async function begin(engine: (typeof engines)[number]): Promise<void> {
  backend = await openTestStore(engine);
  nowMs = testStartMs;
  await (await backend.store.importStore(tenant)).putRecords([accountRecord("acc1", null)]);
}

/** Of the first response alone, at half of half an hour and when it breaks. */
async function putPolicy(): Promise<void> {
  const ladder = [0.5, 1].map((share) => ({ clock: "first_response", severities: ["P0"], share, role: "expert", channel: "phone" }));
  await put("slaPolicy", "slp_premium_2", {
    name: "premium",
    version: 2,
    at: at(-1000),
    authorId: "lead",
    note: "",
    definition: { ...defaultSlaPolicy, ladder },
  });
  await put("contract", "contract1", {
    accountId: "acc1",
    tier: "premium",
    startsOn: "2026-01-01",
    renewsOn: "2027-01-01",
    committedMinutes: null,
    services: [],
    slaPolicy: "premium v2",
  });
}

const first = `iev_a_esc_first_response_0_0 ${at(15)}`;
const second = `iev_a_esc_first_response_0_1 ${at(30)}`;

describe.each(engines)("promises kept an eye on, on %s:", (engine) => {
  test("each rung is recorded once, when it is due; the next is known, and an answer ends it", { timeout: 60_000 }, async () => {
    await begin(engine);
    await putPolicy();
    await putIncident("inc_a", [{ minute: 0 }]);
    const kept = keeper();
    expect(await kept.keep(tenant)).toEqual({ escalations: 0, verdicts: 0, nextMs: openedMs + 15 * minuteMs });
    nowMs = openedMs + 15 * minuteMs;
    expect(await kept.keep(tenant)).toEqual({ escalations: 1, verdicts: 0, nextMs: openedMs + 30 * minuteMs });
    expect(await rungs()).toEqual([first]);
    // Only what changed or is due is looked at; nothing is.
    expect(await kept.keep(tenant)).toEqual({ escalations: 0, verdicts: 0, nextMs: openedMs + 30 * minuteMs });
    await putIncident("inc_a", [{ minute: 0 }, { minute: 20, state: "active", type: "customer_update" }]);
    nowMs = openedMs + 60 * minuteMs;
    expect(await kept.keep(tenant)).toEqual({ escalations: 0, verdicts: 0, nextMs: null });
    expect(await rungs()).toEqual([first]);
  });

  test(
    "a backend that starts late records every rung that passed once; what is closed or was imported is not escalated",
    { timeout: 60_000 },
    async () => {
      await begin(engine);
      await putPolicy();
      await putIncident("inc_a", [{ minute: 0 }]);
      await putIncident("inc_b", [{ minute: 0 }, { minute: 50, state: "closed" }]);
      await putIncident("inc_c", [{ minute: 0 }], { file: "log.csv", line: 2 });
      await putIncident("inc_d", [{ minute: 0 }, { minute: 50, state: "closed" }], { file: "log.csv", line: 3 });
      nowMs = openedMs + 9 * 60 * minuteMs;
      expect(await keeper().keep(tenant)).toEqual({ escalations: 2, verdicts: 1, nextMs: null });
      expect(await keeper().keep(tenant)).toEqual({ escalations: 0, verdicts: 0, nextMs: null });
      expect([await rungs(), (await stored<SlaVerdict>("slaVerdict")).map(({ id }) => id)]).toEqual([[first, second], ["slv_b_0"]]);
    },
  );

  test("a policy that is changed, and a contract, are followed by what is open", { timeout: 60_000 }, async () => {
    await begin(engine);
    await putIncident("inc_a", [{ minute: 0 }]);
    nowMs = openedMs + 10 * minuteMs;
    const kept = keeper();
    // The product's own policy: its first rung comes at half of thirty minutes, and others of other clocks later.
    expect((await kept.keep(tenant)).nextMs).toBe(openedMs + 15 * minuteMs);
    await putPolicy();
    nowMs = openedMs + 16 * minuteMs;
    expect(await kept.keep(tenant)).toEqual({ escalations: 1, verdicts: 0, nextMs: openedMs + 30 * minuteMs });
  });

  test(
    "how promises were kept is frozen at each closing, and anybody can work it out again from the log",
    { timeout: 60_000 },
    async () => {
      await begin(engine);
      await putPolicy();
      await putIncident("inc_a", [{ minute: 0 }]);
      const kept = keeper();
      nowMs = openedMs + 40 * minuteMs;
      await kept.keep(tenant);
      const lines: readonly Line[] = [
        { minute: 0 },
        { minute: 35, state: "active", type: "customer_update" },
        { minute: 50, state: "closed" },
      ];
      await putIncident("inc_a", lines);
      nowMs = openedMs + 55 * minuteMs;
      expect(await kept.keep(tenant)).toMatchObject({ verdicts: 1 });
      const [verdict] = await stored<SlaVerdict>("slaVerdict");
      if (verdict === undefined) throw new Error("no verdict");
      const log = verdictLog(await stored<IncidentEvent>("incidentEvent"), verdict.closedAt);
      const policies = await stored<{ definition: typeof defaultSlaPolicy }>("slaPolicy");
      const reading = readSla(
        {
          incidentId: "inc_a",
          events: log,
          policy: {
            ref: { name: "premium", version: 2, source: "record", asked: "premium v2" },
            definition: policies[0]?.definition ?? defaultSlaPolicy,
          },
          workCalendarOf: (country) => workCalendar(country),
        },
        Date.parse(verdict.closedAt),
      );
      expect(verdict).toEqual({
        id: "slv_a_0",
        accountId: "acc1",
        incidentId: "inc_a",
        sequence: 0,
        closedAt: at(50),
        digest: createHash("sha256").update(logBytes(log)).digest("hex"),
        ...verdictOf(reading),
      });
      expect(verdict.clocks.find(({ clock }) => clock === "first_response")).toMatchObject({
        state: "missed",
        breachedAt: at(30),
        stoppedAt: at(35),
      });
      expect(verdict.policy).toEqual({ name: "premium", version: 2, source: "record" });

      // Another policy, a late entry and a second closing leave it as it is.
      await put("contract", "contract1", { accountId: "acc1", slaPolicy: "default v9" });
      await putIncident("inc_a", [...lines, { minute: 60, state: "active" }, { minute: 70, state: "closed" }]);
      nowMs = openedMs + 80 * minuteMs;
      expect(await kept.keep(tenant)).toMatchObject({ verdicts: 1 });
      const verdicts = await stored<SlaVerdict>("slaVerdict");
      expect(verdicts.map(({ id, sequence, closedAt, policy }) => [id, sequence, closedAt, policy.name])).toEqual([
        ["slv_a_0", 0, at(50), "premium"],
        ["slv_a_1", 1, at(70), "default"],
      ]);
      expect(verdicts[0]).toEqual(verdict);
    },
  );

  test("one that ends in the middle is gone on with by the next, and each thing is there once", { timeout: 60_000 }, async () => {
    await begin(engine);
    await putPolicy();
    for (const id of ["inc_a", "inc_b", "inc_c"]) await putIncident(id, [{ minute: 0 }]);
    nowMs = openedMs + 31 * minuteMs;
    const { db } = backend.store;
    // Ends before, within and after the transaction that writes.
    let ended = false;
    const dying = keeper(db, { pause: async () => void (ended = true), ending: () => ended });
    expect(await dying.keep(tenant)).toEqual({ escalations: 0, verdicts: 0, nextMs: null });
    expect(await rungs()).toEqual([]);
    let writes = 0;
    const breaking: Database = {
      ...db,
      withTenant: (scope, work, options) =>
        options?.snapshot === true
          ? db.withTenant(scope, work, options)
          : db.withTenant(scope, async (tx) => {
              const value = await work(tx);
              writes += 1;
              throw Object.assign(new Error("the connection is gone"), { value });
            }),
    };
    await expect(keeper(breaking, {}).keep(tenant)).rejects.toThrow();
    expect([writes > 0, await rungs()]).toEqual([true, []]);
    expect((await keeper().keep(tenant)).escalations).toBe(6);
    expect((await keeper().keep(tenant)).escalations).toBe(0);
    expect((await rungs()).length).toBe(6);
  });

  test("an import under way is waited for", { timeout: 60_000 }, async () => {
    await begin(engine);
    await putIncident("inc_a", [{ minute: 0 }]);
    nowMs = openedMs + 60 * minuteMs;
    const imports = await backend.store.importStore(tenant);
    const importing = async (): Promise<void> => {
      await imports.putRecords(Array.from({ length: 600 }, (_, i) => accountRecord(`more${String(i)}`, null)));
    };
    expect(await keeper(backend.store.db, { look: importing }).keep(tenant)).toEqual({
      escalations: 0,
      verdicts: 0,
      nextMs: nowMs + 30_000,
    });
    expect(await rungs()).toEqual([]);
  });
});

test("two backends on one server that keep at the same moment write each thing once", { timeout: 60_000 }, async () => {
  await begin("postgres");
  await putPolicy();
  for (let i = 0; i < 12; i += 1) await putIncident(`inc_x${String(i)}`, [{ minute: 0 }]);
  await putIncident("inc_closed", [{ minute: 0 }, { minute: 20, state: "closed" }]);
  nowMs = openedMs + 31 * minuteMs;
  const other = await openBackendStore(backend.target, { clock: testClock });
  try {
    const rounds = await Promise.all([keeper().keep(tenant), keeper(other.db).keep(tenant), keeper().keep(tenant)]);
    expect(rounds.reduce((sum, { escalations }) => sum + escalations, 0)).toBe(24);
    expect(rounds.reduce((sum, { verdicts }) => sum + verdicts, 0)).toBe(1);
    expect([(await rungs()).length, (await stored("slaVerdict")).length]).toEqual([24, 1]);
  } finally {
    await other.close();
  }
});
