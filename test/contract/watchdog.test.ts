import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { openBackendStore } from "../../backend/storage/open-backend-store.ts";

test("a process whose embedded database is asked something that takes for ever is ended, and its folder can be opened again", async () => {
  const folder = await mkdtemp(join(tmpdir(), "headroom-watchdog-"));
  try {
    const child = spawn(process.execPath, [resolve(import.meta.dirname, "../support/stalled-database.ts"), folder], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (data) => (out += String(data)));
    child.stderr.on("data", (data) => (err += String(data)));
    const signal = await new Promise((done) => child.once("close", (_code, by) => done(by)));
    // It lived for several times the silence that ends it, as long as its database answered.
    expect([signal, out]).toEqual(["SIGKILL", "alive\n"]);
    expect(err).toMatch(/^headroom: the embedded database has not answered for \d+ s: ended, to be started again\n$/);
    await (await openBackendStore({ dataDir: folder })).close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
