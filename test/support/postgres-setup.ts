import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of a superuser on the PostgreSQL server of the run; null = no test that was asked for uses one. */
    postgresAdminUrl: string | null;
  }
}

const usesPostgres = /^(?:\.\/)?(?:test|.*contract|.*simulation)/;

// oxlint-disable import/no-default-export -- vitest takes the default export
/** One PostgreSQL server for the whole run, where a test that was asked for can need it. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const patterns = process.argv.slice(2).filter((argument) => /[./]|^test$/.test(argument) && !argument.startsWith("-"));
  if (patterns.length > 0 && !patterns.some((pattern) => usesPostgres.test(pattern))) {
    project.provide("postgresAdminUrl", null);
    return undefined;
  }
  const server = await startPostgres();
  project.provide("postgresAdminUrl", server.adminUrl);
  return () => server.stop();
}
