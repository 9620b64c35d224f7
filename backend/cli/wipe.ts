import type { Command } from "commander";
import { systemClock } from "../../shared/kernel/clock.ts";
import { serviceScope } from "../storage/database.ts";
import { defaultTenant } from "../storage/tenants.ts";
import { type Laptop, laptopsOf, orderWipe } from "../sync/laptops.ts";
import { noteCommand } from "./note-command.ts";
import { parseId } from "./parse-id.ts";
import { CommandError } from "./report-fault.ts";
import { withStore } from "./with-store.ts";

interface WipeOptions {
  readonly data?: string;
  readonly tenant: string;
  readonly user: string;
  readonly client?: string;
  readonly show: boolean;
}

function stateOf({ wipeAt, toldAt }: Laptop): string {
  if (wipeAt === null) return "in use";
  return toldAt === null ? `to be wiped since ${wipeAt.toISOString()}` : `told to wipe itself ${toldAt.toISOString()}`;
}

async function wipe(options: WipeOptions): Promise<void> {
  await withStore(options.data, async ({ db }) => {
    const scope = serviceScope(options.tenant, options.user);
    const client = options.client ?? null;
    if (!options.show) {
      const laptops = await orderWipe(db, scope, client, systemClock.now());
      if (laptops === 0)
        throw new CommandError(`${options.user} has no such laptop in ${options.tenant}: --show lists those that have been seen`);
      await noteCommand(db, options.tenant, "wipe-ordered", { user: options.user, client, laptops });
    }
    for (const laptop of await laptopsOf(db, scope)) {
      if (client === null || laptop.clientId === client)
        process.stdout.write(`${laptop.clientId}  last seen ${laptop.seenAt.toISOString()}  ${stateOf(laptop)}\n`);
    }
  });
}

/** `headroom wipe`: orders a lost laptop to destroy what it holds. */
export function addWipeCommand(program: Command): void {
  program
    .command("wipe")
    .description("Orders a user's laptops to destroy local copy and unsent edits when they next ask for anything; prints where they stand.")
    .option("--data <dir>", "folder of the embedded database (default: .data/headroom; overrides DATABASE_URL)")
    .option("--tenant <id>", "company", parseId, defaultTenant.id)
    .requiredOption("--user <id>", "user", parseId)
    .option("--client <id>", "one laptop only", parseId)
    .option("--show", "only print, order nothing", false)
    .action(wipe);
}
