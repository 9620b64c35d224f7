import type { Page } from "@playwright/test";
import { person } from "./support/company.ts";
import { fault } from "./support/fault-test.ts";
import { between } from "./support/pick.ts";
import type { Typist } from "./support/typist.ts";

interface Numbers {
  readonly clientId: string;
  readonly nextMutationId: number;
}

/** What the store knows of its own numbers; the store is deleted. */
function takeStoreAway(page: Page): Promise<Numbers> {
  return page.evaluate(async () => {
    const wait = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(new Error("the store could not be read")));
      });
    const name = (await indexedDB.databases()).find((known) => known.name?.startsWith("headroom-"))?.name ?? "";
    const store = await wait(indexedDB.open(name));
    const meta = async (key: string): Promise<unknown> => {
      const row: unknown = await wait(store.transaction("meta").objectStore("meta").get(key));
      return typeof row === "object" && row !== null && "value" in row ? row.value : undefined;
    };
    const numbers = { clientId: String(await meta("clientId")), nextMutationId: Number(await meta("nextMutationId")) };
    store.close();
    await wait(indexedDB.deleteDatabase(name));
    return numbers;
  });
}

/** Writes a store as the first version of the product had it, in the clear: a large copy, and edits that wait. */
async function writeFirstStore(page: Page, name: string, numbers: Numbers, typist: Typist, edits: number): Promise<void> {
  const mutations = JSON.stringify(typist.mutations(numbers.nextMutationId, edits));
  await page.evaluate(
    async ([storeName, { clientId, nextMutationId }, text, userId]) => {
      const made = JSON.parse(text) as readonly { readonly mutationId: number }[];
      const opening = indexedDB.open(storeName, 10);
      opening.addEventListener("upgradeneeded", () => {
        const store = opening.result;
        store.createObjectStore("pages", { keyPath: ["generation", "kind", "page"] });
        store.createObjectStore("log", { keyPath: "batch", autoIncrement: true });
        const outbox = store.createObjectStore("outbox", { keyPath: "order", autoIncrement: true });
        outbox.createIndex("[clientId+mutationId]", ["clientId", "mutationId"], { unique: true });
        store.createObjectStore("packs", { keyPath: ["group", "accountId"] });
        store.createObjectStore("rollups", { keyPath: "order", autoIncrement: true });
        store.createObjectStore("meta", { keyPath: "key" });
      });
      const store = await new Promise<IDBDatabase>((resolve, reject) => {
        opening.addEventListener("success", () => resolve(opening.result));
        opening.addEventListener("error", () => reject(new Error("the old store could not be made")));
      });
      const write = store.transaction(["pages", "outbox", "meta"], "readwrite", { durability: "strict" });
      for (let page = 0; page < 40; page += 1)
        write.objectStore("pages").put({ generation: 1, kind: "timeline", page, bytes: crypto.getRandomValues(new Uint8Array(65_536)) });
      for (const mutation of made)
        write.objectStore("outbox").add({ clientId, userId, mutationId: mutation.mutationId, mutation, status: { state: "pending" } });
      const kinds = { timeline: { pages: 40, rows: 40, next: null, done: true } };
      for (const [key, value] of Object.entries({
        clientId,
        nextMutationId: nextMutationId + made.length,
        current: { number: 1, epoch: "old", seq: 1, scopeVersion: 1, schemaHash: "old", complete: true, kinds, rowsTotal: 40 },
      }))
        write.objectStore("meta").put({ key, value });
      await new Promise<void>((resolve, reject) => {
        write.addEventListener("complete", () => resolve());
        write.addEventListener("error", () => reject(new Error("the old store could not be written")));
      });
      store.close();
    },
    [name, numbers, mutations, person] as const,
  );
}

fault("killed mid-migration", ["pglite", "postgres"], async (scene) => {
  const { proxy, random, typist } = scene;
  await scene.openWhole();
  await typist.write(scene.data, between(1, 6, random));
  await scene.untilQuiet();
  proxy.goDark();
  const { page } = scene.data;
  const name = await page.evaluate(
    async () => (await indexedDB.databases()).find((known) => known.name?.startsWith("headroom-"))?.name ?? "",
  );
  const numbers = await takeStoreAway(page);
  await writeFirstStore(page, name, numbers, typist, between(60, 240, random));
  await scene.killDesktop();
  // The new version raises the store and seals what waits there; it dies at a moment of the seed's, again and again.
  for (let kill = 0; kill < 3; kill += 1) {
    const window = await scene.openShut();
    await window.waitForTimeout(between(0, 1_200, random));
    await scene.killDesktop();
  }
  await scene.open();
  await typist.tryWrite(scene.data);
  proxy.calm();
  await scene.typeNote();
  await scene.expectWhole({ nudge: true });
});
