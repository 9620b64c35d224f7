import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRandom, seedOf } from "../../../shared/kernel/random.ts";
import { test as base } from "../../e2e/driver/console-test.ts";
import { FaultProxy } from "../../support/tcp-proxy.ts";
import { type Company, writeCompany } from "./company.ts";
import { CompanyServer, type Place } from "./company-server.ts";
import { FaultPostgres } from "./postgres-server.ts";
import { Scene } from "./scene.ts";

export type FaultEngine = "pglite" | "postgres";

/** A company that is written once a run and copied for every fault. */
interface Template {
  readonly company: Company;
  copy(folder: string): Promise<Place>;
}

interface WorkerFixtures {
  /** Makes the template of an engine when the first fault asks for it. */
  readonly templates: (engine: FaultEngine) => Promise<Template>;
}

interface Fixtures {
  readonly stage: (engine: FaultEngine, seed: number, name: string) => Promise<Scene>;
}

const companySeed = 7;

const test = base.extend<Fixtures, WorkerFixtures>({
  templates: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from the pattern
    async ({}, provide) => {
      const made = new Map<FaultEngine, Promise<Template>>();
      const folder = mkdtempSync(join(tmpdir(), "headroom-faults-"));
      let postgres: FaultPostgres | null = null;
      const make = async (engine: FaultEngine): Promise<Template> => {
        if (engine === "pglite") {
          const dataDir = join(folder, "company");
          const company = await writeCompany({ dataDir }, seededRandom(companySeed));
          return {
            company,
            copy: async (to) => {
              cpSync(dataDir, to, { recursive: true });
              return { dataDir: to };
            },
          };
        }
        const server = await FaultPostgres.start();
        postgres = server;
        const databaseUrl = await server.empty();
        const company = await writeCompany({ databaseUrl }, seededRandom(companySeed));
        return { company, copy: async () => ({ databaseUrl: await server.copy(databaseUrl), postgres: server }) };
      };
      await provide((engine) => {
        const template = made.get(engine) ?? make(engine);
        made.set(engine, template);
        return template;
      });
      await (postgres as FaultPostgres | null)?.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: "worker" },
  ],
  stage: async ({ templates, launch, userData }, provide) => {
    const ends: (() => Promise<void>)[] = [];
    await provide(async (engine, seed, name) => {
      const { company, copy } = await templates(engine);
      const server = new CompanyServer(company, await copy(join(userData, "company")));
      ends.push(() => server.remove());
      await server.start();
      const proxy = await FaultProxy.start(server.url);
      ends.push(() => proxy.close());
      const random = seededRandom(seed ^ seedOf(name));
      return new Scene({ seed, random, server, proxy, launch, userData: join(userData, "profile"), atEnd: (job) => ends.push(job) });
    });
    for (const end of ends.toReversed()) await end();
  },
});

/** Seeds of this run: one, unless `npm run faults -- --seeds N` asks for more. */
function seeds(): readonly number[] {
  const count = Number(process.env["HEADROOM_FAULT_SEEDS"] ?? 1);
  const first = Number(process.env["HEADROOM_FAULT_FIRST_SEED"] ?? 1);
  return Array.from({ length: count }, (_, index) => first + index);
}

/**
 * A fault: `name` as in the list that the product must survive, `run` makes it and ends with what must hold. Engines take turns with the seeds unless
 * the fault is about one of them; the first of `engines` has the first seed.
 */
export function fault(name: string, engines: readonly [FaultEngine, ...FaultEngine[]], run: (scene: Scene) => Promise<void>): void {
  for (const seed of seeds()) {
    const engine = engines[(seed - 1) % engines.length] ?? engines[0];
    test(`${name} (${engine}, seed ${seed})`, async ({ stage }) => {
      await run(await stage(engine, seed, name));
    });
  }
}

/** Leaves the fault out where this machine cannot make it; the run says so at its end. */
export function leaveOut(condition: boolean, reason: string): void {
  test.skip(condition, reason);
}

export { expect } from "../../e2e/driver/console-test.ts";
