import { type Command, InvalidArgumentError, Option } from "commander";
import { systemClock } from "../../shared/kernel/clock.ts";
import type { ServerLog } from "../server/create-server.ts";
import { localUser } from "../server/local-user.ts";
import { runBackend } from "../server/run-backend.ts";
import { storeTarget } from "../storage/open-backend-store.ts";
import { defaultTenant, renewEpoch } from "../storage/tenants.ts";
import { createPageBuilder } from "../sync/page-builder.ts";
import { parseId } from "./parse-id.ts";
import { CommandError, reportFault } from "./report-fault.ts";
import { keepLocalToken, localTokenFile } from "./local-token.ts";

interface BackendOptions {
  readonly data?: string;
  readonly port: number;
  readonly host: string;
  readonly tokenFile?: string;
  readonly restored: boolean;
  readonly tenant: string;
  readonly log: ServerLog["level"];
}

const defaultPort = 4470;
const loopback = ["127.0.0.1", "::1", "localhost"];

export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError("a port is a whole number from 0 to 65535.");
  return port;
}

async function run(options: BackendOptions): Promise<void> {
  const target = storeTarget(options.data, process.env);
  const embedded = "dataDir" in target;
  let tokenFile: string | null = null;
  const backend = await runBackend({
    target,
    host: options.host,
    port: options.port,
    log: { level: options.log, write: (line) => process.stderr.write(line) },
    prepare: async (store) => {
      if (options.restored && !(await renewEpoch(store.db, { tenantId: options.tenant, userId: "headroom" }))) {
        throw new CommandError(`there is no company ${options.tenant} in the database: name it with --tenant`);
      }
      if (!embedded) return [];
      const scope = await localUser(store);
      await createPageBuilder(store.db, systemClock).refresh(scope.tenantId);
      // A token in a file is for the person at this machine: a backend that others reach hands out its tokens by hand.
      if (loopback.includes(options.host)) {
        tokenFile = options.tokenFile ?? localTokenFile(target.dataDir);
        await keepLocalToken(store.db, scope, tokenFile, systemClock.now());
      }
      return [];
    },
  });
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  const place = embedded ? `data in ${target.dataDir}` : "data in PostgreSQL";
  process.stdout.write(
    `Headroom backend at http://${host}:${backend.port} (${place}${tokenFile === null ? "" : `, token in ${String(tokenFile)}`})\n`,
  );

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    backend.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        reportFault(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

export function addBackendCommand(program: Command): void {
  program
    .command("backend")
    .description("Runs the sync backend: on PostgreSQL when DATABASE_URL is set, else on files in a folder.")
    .option("--data <dir>", "folder of the embedded database (default: .data/headroom; overrides DATABASE_URL)")
    .option("--port <number>", "port to listen on; 0 = any free one", parsePort, defaultPort)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--token-file <file>", "where the token of the local user is kept (embedded, on loopback; default: token in the data folder)")
    .option("--restored", "say that the database was restored from a backup: every laptop takes a new snapshot", false)
    .option("--tenant <id>", "company that --restored is about", parseId, defaultTenant.id)
    .addOption(new Option("--log <level>", "structured logs on standard error").choices(["error", "warn", "info", "debug"]).default("warn"))
    .action(run);
}
