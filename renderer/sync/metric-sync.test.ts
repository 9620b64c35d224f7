import { expect, test, vi } from "vitest";
import { FakeSyncServer } from "../../test/support/fake-sync-server.ts";
import { Disk, startLaptop } from "../../test/support/laptop.ts";
import { sampleAccount } from "../../test/support/sample-book.ts";
import { packValues, type PackedChunk } from "../../shared/sync/chunks.ts";

/** A slow machine takes its time; a hanging one is ended by the test's own limit. */
const eventually = (check: () => unknown): Promise<unknown> => vi.waitFor(check, { timeout: 60_000, interval: 20 });
function hours(accountId: string, metric: "sessions" | "video_freeze_600_rate", rev: number, value: number): PackedChunk {
  const values = new Float64Array(720).fill(value);
  return { accountId, metric, region: "cn-east", carrier: "cmcc", month: "2026-09", rev, ...packValues(values) };
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
