import type { Bench } from "./bench.ts";
import { type BenchBackend, startBenchBackend } from "./support/bench-backend.ts";
import { openBenchWindow } from "./support/bench-window.ts";

const runs = 5;
const changes = 1000;

/** Writes contacts as another laptop would: two pushes of 500 creations. The last one's name is what the window waits for. */
async function change(backend: BenchBackend, mark: string, accountId: string): Promise<void> {
  const push = async (first: number, clientId: string): Promise<void> => {
    const mutations = Array.from({ length: changes / 2 }, (_, i) => {
      const number = first + i;
      const fields = {
        accountId,
        name: number === changes ? mark : `Colleague ${number}`,
        title: "engineer",
        role: "other",
        locale: "en",
        timeZone: "UTC",
        channels: [{ type: "email", value: `c${number}@example.com` }],
        isPrimary: false,
        onCall: false,
        preferredHours: null,
        note: "",
      };
      const patches = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { new: value }]));
      return {
        mutationId: i + 1,
        at: "2026-11-20T08:00:00.000Z",
        kind: "contact",
        id: `${mark}-${number}`,
        op: "create",
        baseRev: 0,
        fields: patches,
      };
    });
    const answer = await fetch(`http://127.0.0.1:${backend.port}/v1/sync/push`, {
      method: "POST",
      headers: { authorization: `Bearer ${backend.token}`, "content-type": "application/json" },
      body: JSON.stringify({ clientId, schemaHash: "bench", mutations }),
    });
    if (!answer.ok) throw new Error(`push answered ${answer.status}: ${await answer.text()}`);
  };
  await push(1, `${mark}-a`);
  await push(changes / 2 + 1, `${mark}-b`);
}

/** 1,000 changes that another laptop made: from the wish to synchronise to a watched result that holds the last of them. */
export const bench: Bench = {
  name: "pull",
  run: async (size) => {
    const backend = await startBenchBackend(size);
    const window = await openBenchWindow(backend);
    try {
      const runsMs: number[] = [];
      const floorRunsMs: number[] = [];
      // Pokes would bring the changes before the clock runs: the stream is kept shut.
      await window.page.context().route("**/api/sync/events", (route) => route.abort());
      await window.page.evaluate(() => globalThis.window.headroomBench.open("pull"));
      const accountId = await window.page.evaluate(() => globalThis.window.headroomBench.anyAccount());
      for (let run = 0; run <= runs; run += 1) {
        const mark = `zqmark${run}`;
        await change(backend, mark, accountId);
        const ms = await window.page.evaluate((text) => globalThis.window.headroomBench.pull(text), mark);
        if (run > 0) runsMs.push(ms);
        floorRunsMs.push(
          await window.page.evaluate(([name, rows]) => globalThis.window.headroomBench.dexiePut(name, rows), [
            `put-${run}`,
            changes,
          ] as const),
        );
      }
      return {
        runsMs,
        floorName: "1,000 Dexie rows put and read, no network",
        floorRunsMs: floorRunsMs.slice(1),
        note: `${changes} changes over HTTP, durable, in a watched result`,
      };
    } finally {
      await window.close();
      await backend.stop();
    }
  },
};
