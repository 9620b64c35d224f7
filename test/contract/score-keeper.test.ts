import { afterEach, describe, expect, test } from "vitest";
import { createScoreKeeper, type ScoreKeeper, type ScoreKeeperPorts } from "../../backend/health/score-keeper.ts";
import { serviceScope } from "../../backend/storage/database.ts";
import { defaultHealthModel } from "../../shared/domain/health/default-health-model.ts";
import { type HealthMonth, type KeptDay, keptDaysOf } from "../../shared/domain/health/health-month.ts";
import type { Kind } from "../../shared/domain/kinds.ts";
import { accountRecord, engines, openTestStore, tenant, testStartMs, type TestStore } from "../support/backend.ts";

const dayMs = 86_400_000;
const todayMs = Math.floor(testStartMs / dayMs) * dayMs;
let backend: TestStore;
let nowMs = testStartMs;

afterEach(() => backend.dispose());

function keeper(ports: Partial<ScoreKeeperPorts> = {}): ScoreKeeper {
  return createScoreKeeper({
    db: backend.store.db,
    clock: { now: () => nowMs },
    pause: async () => undefined,
    look: async () => undefined,
    report: (error) => {
      throw error;
    },
    ...ports,
  });
}

async function kept(accountId: string): Promise<readonly KeptDay[]> {
  const rows = await backend.store.db.withTenant(serviceScope(tenant, "test"), ({ db }) =>
    db
      .selectFrom("record")
      .select(["id", "doc"])
      .where("tenant_id", "=", tenant)
      .where("kind", "=", "healthMonth")
      .where("account_id", "=", accountId)
      .orderBy("id")
      .execute(),
  );
  return rows.flatMap(({ doc }) => keptDaysOf(doc as unknown as HealthMonth));
}

interface Put {
  readonly kind: Kind;
  readonly id: string;
  readonly [field: string]: unknown;
}

async function put(...records: readonly Put[]): Promise<void> {
  const imports = await backend.store.importStore(tenant);
  await imports.putRecords(records.map(({ kind, id, ...fields }) => ({ kind, id, fields, defaults: {} })));
}

function openIncident(severity: string): Put {
  return {
    kind: "incident",
    id: "inc1",
    accountId: "acc1",
    number: "INC-1",
    severity,
    title: "No sound",
    state: "active",
    openedAt: new Date(todayMs - 5 * dayMs).toISOString(),
    resolvedAt: null,
    closedAt: null,
    region: null,
    holderGroup: null,
    holderName: null,
    sourceMadeSla: null,
  };
}

describe.each(engines)("scores kept on %s", (engine) => {
  test(
    "ninety whole days are kept once, with the model of each day; what is kept is never written again",
    { timeout: 120_000 },
    async () => {
      backend = await openTestStore(engine);
      nowMs = testStartMs;
      const imports = await backend.store.importStore(tenant);
      await imports.putRecords([accountRecord("acc1", null), accountRecord("acc2", null)]);
      await put(openIncident("P1"), {
        kind: "healthModel",
        id: "model1",
        version: 1,
        inForceFrom: new Date(todayMs - 2 * dayMs).toISOString(),
        authorId: "lead",
        note: "",
        definition: { ...defaultHealthModel, minKnownShare: 0 },
      });
      expect(await keeper().keep(tenant)).toBe(180);
      const before = await kept("acc1");
      expect(before.map(({ day }) => day)).toEqual(
        Array.from({ length: 90 }, (_, i) => new Date(todayMs - (90 - i) * dayMs).toISOString().slice(0, 10)),
      );
      expect([before.at(-1)?.modelVersion, before.at(-2)?.modelVersion, before.at(-3)?.modelVersion, before.at(-4)?.modelVersion]).toEqual([
        1, 1, 1, 0,
      ]);
      expect(before.at(-1)?.scoreMilli).toBe(before.at(-1)?.contributionsMilli.reduce<number>((sum, part) => sum + (part ?? 0), 0));

      await put(openIncident("P0"));
      expect(await keeper().keep(tenant)).toBe(0);
      nowMs += dayMs;
      expect(await keeper().keep(tenant)).toBe(2);
      const after = await kept("acc1");
      expect(after.slice(0, 90)).toEqual(before);
      expect(after.at(-1)?.scoreMilli).toBeLessThan(before.at(-1)?.scoreMilli ?? 0);
    },
  );

  test("while an import writes, or the server ends, nothing is kept", { timeout: 120_000 }, async () => {
    backend = await openTestStore(engine);
    const imports = await backend.store.importStore(tenant);
    await imports.putRecords([accountRecord("acc1", null)]);
    const importing = async (): Promise<void> => {
      await imports.putRecords(Array.from({ length: 600 }, (_, i) => accountRecord(`more${i}`, null)));
    };
    expect(await keeper({ look: importing }).keep(tenant)).toBeNull();
    expect(await keeper({ ending: () => true }).keep(tenant)).toBeNull();
    expect(await kept("acc1")).toEqual([]);
  });
});

test("of two backends on one server one keeps, and the days of both would be the same", { timeout: 120_000 }, async () => {
  backend = await openTestStore("postgres");
  nowMs = testStartMs;
  await (await backend.store.importStore(tenant)).putRecords([accountRecord("acc1", null)]);
  const second = keeper();
  let other: number | null | undefined;
  const first = keeper({
    pause: async () => {
      if (other === undefined) {
        other = null;
        other = await second.keep(tenant);
      }
    },
  });
  expect([await first.keep(tenant), other, (await kept("acc1")).length]).toEqual([90, null, 90]);
});
