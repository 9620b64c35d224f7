import { type Command, InvalidArgumentError } from "commander";
import { laptopPolicy, type LaptopPolicy } from "../../shared/sync/policy.ts";
import { serviceScope } from "../storage/database.ts";
import { defaultTenant } from "../storage/tenants.ts";
import { readLaptopPolicy, writeLaptopPolicy } from "../sync/laptop-policy.ts";
import { noteCommand } from "./note-command.ts";
import { parseId } from "./parse-id.ts";
import { CommandError } from "./report-fault.ts";
import { withStore } from "./with-store.ts";

interface TargetOptions {
  readonly data?: string;
  readonly tenant: string;
}

type SetOptions = TargetOptions & { readonly [Field in keyof LaptopPolicy]?: number };

const operator = "headroom";

function parseCount(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError("a whole number.");
  return Number(text);
}

function printPolicy(policy: LaptopPolicy): void {
  process.stdout.write(
    `offline grace ${policy.offlineGraceDays} days, wipe after ${policy.wipeAfterDays} days, lock after ${policy.lockAfterMinutes} minutes\n`,
  );
}

async function show(options: TargetOptions): Promise<void> {
  await withStore(options.data, async ({ db }) => {
    printPolicy(await readLaptopPolicy(db, serviceScope(options.tenant, operator)));
  });
}

async function set({ data, tenant, ...wanted }: SetOptions): Promise<void> {
  await withStore(data, async ({ db }) => {
    const scope = serviceScope(tenant, operator);
    const parsed = laptopPolicy.safeParse({ ...(await readLaptopPolicy(db, scope)), ...wanted });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new CommandError(`${issue?.path.join(".") ?? "policy"}: ${issue?.message ?? "not valid"}`);
    }
    if (parsed.data.wipeAfterDays < parsed.data.offlineGraceDays) {
      throw new CommandError("a laptop cannot be wiped before its offline grace is over: raise --wipe-after-days");
    }
    await writeLaptopPolicy(db, scope, parsed.data);
    await noteCommand(db, tenant, "policy-changed", { ...parsed.data });
    printPolicy(parsed.data);
  });
}

/** `headroom policy show|set`: what a company asks of its laptops. */
export function addPolicyCommand(program: Command): void {
  const policy = program.command("policy").description("What a company asks of its laptops: grace without contact, wipe, lock.");
  const target = (command: Command): Command =>
    command
      .option("--data <dir>", "folder of the embedded database (default: .data/headroom; overrides DATABASE_URL)")
      .option("--tenant <id>", "company", parseId, defaultTenant.id);
  target(policy.command("show")).description("Prints it.").action(show);
  target(policy.command("set"))
    .description("Changes it; laptops hear of it when they next say hello.")
    .option("--offline-grace-days <number>", "days without contact after which the local copy is not opened", parseCount)
    .option("--wipe-after-days <number>", "days without contact after which the key of the local copy is destroyed", parseCount)
    .option("--lock-after-minutes <number>", "minutes without input after which the console locks", parseCount)
    .action(set);
}
