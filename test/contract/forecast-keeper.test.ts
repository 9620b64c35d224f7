import { afterEach, describe, expect, test } from "vitest";
import {
  createForecastKeeper,
  type ForecastKeeper,
  type ForecastKeeperPorts,
  madeUpWeeks,
} from "../../backend/forecast/forecast-keeper.ts";
import { serviceScope } from "../../backend/storage/database.ts";
import type { ForecastMemory } from "../../shared/domain/forecast/forecast-memory.ts";
import { hourMs, hoursInMonth, monthOf, monthStartMs } from "../../shared/domain/metrics/series.ts";
import { accountRecord, engines, openTestStore, tenant, testStartMs, type TestStore } from "../support/backend.ts";
import { sampleUsage } from "../support/sample-usage.ts";

const dayMs = 24 * hourMs;
let backend: TestStore;
let nowMs = testStartMs;

afterEach(() => backend.dispose());

function keeper(ports: Partial<ForecastKeeperPorts> = {}): ForecastKeeper {
  return createForecastKeeper({
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

async function memories(): Promise<readonly ForecastMemory[]> {
  const rows = await backend.store.db.withTenant(serviceScope(tenant, "test"), ({ db }) =>
    db
      .selectFrom("record")
      .select(["id", "doc"])
      .where("tenant_id", "=", tenant)
      .where("kind", "=", "forecastMemory")
      .orderBy("id")
      .execute(),
  );
  return rows.map(({ doc }) => doc as unknown as ForecastMemory);
}

const weeksOf = (all: readonly ForecastMemory[]): ReadonlyMap<string, ForecastMemory["weeks"][number]> =>
  new Map(all.flatMap((memory) => memory.weeks.map((week) => [week.startsAt, week])));

/** Twelve weeks of usage that end with an instant. */
async function putUsage(endMs: number): Promise<void> {
  const imports = await backend.store.importStore(tenant);
  const { startMs, values } = sampleUsage(endMs);
  const months = new Set(Array.from(values, (_, hour) => monthOf(startMs + hour * hourMs)));
  await imports.putChunks(
    Array.from(months, (month) => {
      const first = (monthStartMs(month) - startMs) / hourMs;
      const chunk = Float64Array.from({ length: hoursInMonth(month) }, (_, hour) => values[first + hour] ?? Number.NaN);
      return {
        accountId: "acc1",
        metric: "pcu" as const,
        region: "cn-east",
        carrier: null,
        sdk: null,
        platform: null,
        month,
        values: chunk,
      };
    }),
    "last",
  );
}

async function openBook(engine: (typeof engines)[number]): Promise<void> {
  backend = await openTestStore(engine);
  nowMs = testStartMs;
  const imports = await backend.store.importStore(tenant);
  await imports.putRecords([accountRecord("acc1", null), accountRecord("acc2", null, { lifecycle: "ended" })]);
  await putUsage(nowMs);
}

describe.each(engines)("forecasts kept on %s", (engine) => {
  test("once a day; eight weeks are made up for, what came is filled in, and what was forecast stays", { timeout: 120_000 }, async () => {
    await openBook(engine);
    expect(await keeper().keep(tenant)).toBeGreaterThan(0);
    const first = await memories();
    const firstWeeks = weeksOf(first);
    const over = [...firstWeeks.values()].filter((week) => Date.parse(week.endsAt) <= nowMs);
    expect(over.length).toBeGreaterThanOrEqual(madeUpWeeks - 2);
    expect(over.every((week) => week.actualPcu !== null && week.made.every((made) => Date.parse(made.at) === nowMs))).toBe(true);
    const ahead = [...firstWeeks.values()].filter((week) => Date.parse(week.startsAt) > nowMs);
    expect(ahead.map((week) => week.actualPcu)).toEqual(ahead.map(() => null));

    // Kept for today, by whichever backend asks.
    expect(await keeper().keep(tenant)).toBeNull();
    nowMs += 8 * dayMs;
    await putUsage(nowMs);
    expect(await keeper().keep(tenant)).toBeGreaterThan(0);
    const later = weeksOf(await memories());
    for (const [startsAt, week] of firstWeeks) expect(later.get(startsAt)?.made.slice(0, week.made.length)).toEqual(week.made);
    const came = ahead.filter((week) => Date.parse(week.endsAt) <= nowMs);
    expect(came.map((week) => typeof later.get(week.startsAt)?.actualPcu)).toEqual(came.map(() => "number"));
  });

  test(
    "while an import writes, or the server ends, nothing is kept, and a day that was left is begun again",
    { timeout: 120_000 },
    async () => {
      await openBook(engine);
      const imports = await backend.store.importStore(tenant);
      const importing = async (): Promise<void> => {
        await imports.putRecords(Array.from({ length: 600 }, (_, i) => accountRecord(`more${i}`, null)));
      };
      expect(await keeper({ look: importing }).keep(tenant)).toBeNull();
      let turns = 0;
      const ending = (): boolean => {
        turns += 1;
        return turns > 3;
      };
      await keeper({ ending }).keep(tenant);
      expect(await memories()).toEqual([]);
      expect(await keeper().keep(tenant)).toBeGreaterThan(0);
    },
  );
});

test("of two backends on one server one keeps", { timeout: 120_000 }, async () => {
  await openBook("postgres");
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
  expect([(await first.keep(tenant)) !== null, other]).toEqual([true, null]);
});
