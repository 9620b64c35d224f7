import { expect, test, vi } from "vitest";
import { FakeSyncServer } from "../../test/support/fake-sync-server.ts";
import { Disk, startLaptop } from "../../test/support/laptop.ts";
import { sampleAccount } from "../../test/support/sample-book.ts";
import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import { packValues, type PackedChunk } from "../../shared/sync/chunks.ts";
import { defineQuery } from "../data/query.ts";
import { queryMap } from "../data/query-map.ts";

/** A slow machine takes its time; a hanging one is ended by the test's own limit. */
const eventually = (check: () => unknown): Promise<unknown> => vi.waitFor(check, { timeout: 60_000, interval: 20 });
function hours(accountId: string, metric: "sessions" | "video_freeze_600_rate", rev: number, value: number): PackedChunk {
  const values = new Float64Array(720).fill(value);
  return { accountId, metric, region: "cn-east", carrier: "cmcc", sdk: null, platform: null, month: "2026-09", rev, ...packValues(values) };
}

test.each([
  ["a backend that takes several accounts at once", true],
  ["an older one that answers everybody's", false],
])("new quality of the accounts that are here comes in one request, from %s", async (_name, knowsAccounts) => {
  const server = new FakeSyncServer();
  server.put("user", { id: "user_1", name: "Lin", email: "lin@example.com", role: "csm", locale: "en", timeZone: "Asia/Shanghai" });
  const accounts = Array.from({ length: 6 }, (_, i) => `acc_${i}`);
  for (const id of accounts) server.put("account", sampleAccount(id, { ownerId: "user_1" }));
  server.put("account", sampleAccount("acc_other", { ownerId: null }));
  const all = (rev: number, value: number): PackedChunk[] =>
    [...accounts, "acc_other"].flatMap((id) => [hours(id, "sessions", rev, 10), hours(id, "video_freeze_600_rate", rev, value)]);
  server.chunks = all(5, 0.25);
  server.chunkHead = 5;
  server.knowsAccounts = knowsAccounts;
  const laptop = startLaptop(new Disk(), { fetch: server.fetch, now: () => Date.parse("2026-10-01T00:00:00.000Z") });
  const rates = (): Promise<readonly (number | null | undefined)[]> =>
    Promise.all(
      [...accounts, "acc_other"].map(
        async (accountId) =>
          (await laptop.client.query("accountQuality", { accountId, metric: "video_freeze_600_rate", period: { kind: "all" } }))?.all
            .value ?? null,
      ),
    );
  await eventually(async () => expect(await rates()).toEqual([...accounts.map(() => 0.25), null]));
  server.chunks = all(9, 0.5);
  server.chunkHead = 9;
  server.requests.length = 0;
  laptop.client.syncNow();
  await eventually(async () => expect(await rates()).toEqual([...accounts.map(() => 0.5), null]));
  expect(server.requests.filter((path) => path.includes("group=quality"))).toHaveLength(1);
  await laptop.kill();
});

test.each([
  ["a backend that has them", true],
  ["an older one that refuses to be asked, without holding up the rest", false],
])("series split by SDK and platform come to their own pack, from %s", async (_name, knowsDetail) => {
  const server = new FakeSyncServer();
  server.put("user", { id: "user_1", name: "Lin", email: "lin@example.com", role: "csm", locale: "en", timeZone: "Asia/Shanghai" });
  for (const id of ["acc_1", "acc_2"]) server.put("account", sampleAccount(id, { ownerId: "user_1" }));
  const whole = ["acc_1", "acc_2"].flatMap((id) => [hours(id, "sessions", 5, 10), hours(id, "video_freeze_600_rate", 5, 0.25)]);
  const split = whole.map((chunk) => ({ ...chunk, ...packValues(new Float64Array(720).fill(0.125)), sdk: "4.9.0", platform: "android" }));
  server.chunks = [...whole, ...split];
  server.chunkHead = 5;
  server.knowsDetail = knowsDetail;
  const seen = defineQuery<{ readonly accountId: string }, unknown>({
    dependsOn: ["metrics"],
    run: async (store, { accountId }) => {
      const told = async (group: MetricGroup) =>
        (await store.series(accountId, group)).map(({ metric, sdk, platform, values }) => [metric, sdk, platform, values[0]]);
      return { quality: await told("quality"), detail: await told("detail") };
    },
  });
  const laptop = startLaptop(new Disk(), {
    fetch: server.fetch,
    now: () => Date.parse("2026-10-01T00:00:00.000Z"),
    queries: { ...queryMap, accountQuality: seen },
  });
  for (const accountId of ["acc_1", "acc_2"])
    await eventually(async () =>
      expect(await laptop.client.query("accountQuality", { accountId, metric: "sessions", period: { kind: "all" } })).toEqual({
        quality: [
          ["sessions", null, null, 10],
          ["video_freeze_600_rate", null, null, 0.25],
        ],
        detail: knowsDetail
          ? [
              ["sessions", "4.9.0", "android", 0.125],
              ["video_freeze_600_rate", "4.9.0", "android", 0.125],
            ]
          : [],
      }),
    );
  // An older backend is asked once.
  await eventually(() => expect(server.requests.filter((path) => path.includes("group=detail"))).toHaveLength(knowsDetail ? 2 : 1));
  await laptop.kill();
});
