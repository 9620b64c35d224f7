import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, fault, leaveOut } from "./support/fault-test.ts";
import { between } from "./support/pick.ts";
import { damageStore, emptyStore } from "./support/damaged-store.ts";
import type { Scene } from "./support/scene.ts";

/** Below what a note may hold. */
const largeBytes = 19_000;

/** Chromium believes its last look at the quota for half a minute: a fast machine would write all its tries within that. */
const betweenTriesMs = 250;

/** Edits until the laptop refuses some; those are not promised. Answers the codes of the refusals. */
async function writeUntilRefused(scene: Scene, refusals: number): Promise<ReadonlySet<string>> {
  const codes = new Set<string>();
  for (let refused = 0, tries = 0; refused < refusals && tries < 400; tries += 1) {
    const answer = await scene.typist.tryWrite(scene.data, largeBytes);
    if (answer.ok) {
      await scene.data.page.waitForTimeout(betweenTriesMs);
      continue;
    }
    refused += 1;
    codes.add(answer.error.code);
  }
  return codes;
}

fault("quota", ["pglite", "postgres"], async (scene) => {
  const { proxy, random, typist } = scene;
  await scene.openWhole();
  await typist.write(scene.data, between(1, 6, random));
  const session = await scene.data.page.context().newCDPSession(scene.data.page);
  const origin = await scene.data.page.evaluate(() => location.origin);
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  expect([...(await writeUntilRefused(scene, 2))]).toEqual(["disk-full"]);
  // The backend's news find no room either.
  proxy.dropConnections();
  await session.send("Storage.overrideQuotaForOrigin", { origin });
  await scene.typeNote();
  await scene.expectWhole({ nudge: true });
});

/** Takes every free byte of the file system. */
function fill(folder: string): string {
  const file = join(folder, "ballast");
  const handle = openSync(file, "w");
  const piece = Buffer.alloc(65_536, 1);
  try {
    for (let free = 1; free > 0; { bavail: free } = statfsSync(folder)) {
      try {
        writeSync(handle, piece);
      } catch {
        break;
      }
    }
  } finally {
    closeSync(handle);
  }
  return file;
}

fault("disk full", ["postgres", "pglite"], async (scene) => {
  leaveOut(process.platform !== "linux" || process.getuid?.() !== 0, "a small file system can only be mounted by root on Linux");
  const { random, typist, userData } = scene;
  mkdirSync(userData);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=96m", "tmpfs", userData], { stdio: "ignore" });
  } catch {
    leaveOut(true, "this machine lets nobody mount a file system");
  }
  scene.atEnd(async () => void execFileSync("umount", ["-l", userData]));
  await scene.openWhole();
  await typist.write(scene.data, between(1, 6, random));
  const ballast = fill(userData);
  // What was acknowledged on the full disk counts; what was refused was said to be.
  const codes = await writeUntilRefused(scene, 2);
  for (const code of codes) expect(["disk-full", "not-durable"]).toContain(code);
  expect(codes.size).toBeGreaterThan(0);
  await scene.killDesktop();
  rmSync(ballast);
  await scene.open();
  await scene.typeNote();
  await scene.expectWhole({ nudge: true });
});

for (const damage of ["truncated", "flipped bytes", "without CURRENT", "without MANIFEST", "emptied"] as const) {
  fault(`store ${damage}`, ["pglite", "postgres"], async (scene) => {
    const { proxy, random, typist, userData } = scene;
    await scene.openWhole();
    await typist.write(scene.data, between(1, 6, random));
    await scene.untilQuiet();
    // Edits that exist on this laptop alone when its store is damaged.
    proxy.goDark();
    await typist.write(scene.data, between(3, 12, random));
    await scene.typeNote();
    if (random() < 0.5) await scene.close();
    else await scene.killDesktop();
    if (damage === "emptied") emptyStore(userData);
    else damageStore(userData, damage, random);
    await scene.open();
    // Without its store and without a network the laptop may not know what is to be changed; it says so and promises nothing.
    for (let edits = between(1, 4, random); edits > 0; edits -= 1) {
      const answer = await typist.tryWrite(scene.data);
      if (!answer.ok) expect(answer.error.code).toBe("not-found");
    }
    proxy.calm();
    await scene.expectWhole({ nudge: true });
  });
}

/** Edits in the window's store, and its version. */
function storeOf(page: Page): Promise<{ readonly edits: number; readonly version: number }> {
  return page.evaluate(async () => {
    const known = (await indexedDB.databases()).find(({ name }) => name?.startsWith("headroom-"));
    const store = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(known?.name ?? "");
      opening.addEventListener("success", () => resolve(opening.result));
      opening.addEventListener("error", () => reject(new Error("the store could not be opened")));
    });
    const edits = await new Promise<number>((resolve, reject) => {
      const counting = store.transaction("outbox").objectStore("outbox").count();
      counting.addEventListener("success", () => resolve(counting.result));
      counting.addEventListener("error", () => reject(new Error("the edits could not be counted")));
    });
    const { version } = store;
    store.close();
    return { edits, version };
  });
}

fault("downgrade", ["postgres", "pglite"], async (scene) => {
  const { proxy, random, typist } = scene;
  await scene.openWhole();
  await typist.write(scene.data, between(1, 6, random));
  await scene.untilQuiet();
  proxy.goDark();
  await typist.write(scene.data, between(1, 6, random));
  const before = await storeOf(scene.data.page);
  // A newer version has been here and has left a table that this one does not know.
  const raised = scene.data.page.evaluate(async () => {
    const known = (await indexedDB.databases()).find(({ name }) => name?.startsWith("headroom-"));
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open(known?.name ?? "", (known?.version ?? 0) + 40);
      opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore("ofTheFuture"));
      opening.addEventListener("success", () => {
        opening.result.close();
        resolve();
      });
      opening.addEventListener("error", () => reject(new Error("the store could not be raised")));
    });
  });
  // The window that was here gives the store up and is loaded anew, maybe before it can say that the store was raised: the version is looked at below.
  await raised.catch(() => undefined);
  await scene.killDesktop();
  const page = await scene.openShut();
  // It keeps its hands off, says why, and every edit waits there for the newer version.
  await expect(page.getByText("These data belong to a newer Headroom")).toBeVisible();
  expect(await storeOf(page)).toEqual({ edits: before.edits, version: before.version + 40 });
});
