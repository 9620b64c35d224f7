import { afterAll, inject } from "vitest";
import { createDatabase } from "../support/postgres.ts";
import { type Engine, openWorldStore, type WorldStore } from "./world-store.ts";

const stores = new Map<Engine, Promise<WorldStore>>();

/** One database for every run on an engine. */
export function storeOf(engine: Engine): Promise<WorldStore> {
  const open = async (): Promise<WorldStore> => {
    const adminUrl = inject("postgresAdminUrl");
    if (engine === "postgres" && adminUrl === null) throw new Error("the run has no PostgreSQL: see postgres-setup.ts");
    return openWorldStore(engine, adminUrl === null || engine === "pglite" ? null : await createDatabase(adminUrl));
  };
  const store = stores.get(engine) ?? open();
  stores.set(engine, store);
  return store;
}

afterAll(async () => {
  for (const store of stores.values()) await (await store).close();
});
