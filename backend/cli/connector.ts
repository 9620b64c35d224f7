import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { connectorName, type ConnectorStatus, type RowCounts } from "../../shared/sync/connectors.ts";
import { defaultTenant } from "../storage/tenants.ts";
import { type AccessOptions, type ConnectorAccess, withConnectors } from "./connector-access.ts";
import { parseId } from "./parse-id.ts";
import { CommandError } from "./report-fault.ts";

interface AddOptions extends AccessOptions {
  readonly config: string;
}

interface StatusOptions extends AccessOptions {
  readonly json: boolean;
}

function checkName(name: string): string {
  if (!connectorName.safeParse(name).success) throw new CommandError("a connector's name has lower-case letters, digits and hyphens");
  return name;
}

async function readConfig(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new CommandError(`cannot read ${path}: give the path of the configuration with --config`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`${path} is no JSON: see docs/connectors.md`);
  }
}

function countsText({ read, stored, unchanged, dropped, byReason }: RowCounts): string {
  const reasons = Object.entries(byReason).map(([reason, count]) => `${reason} ${count}`);
  return `read ${read}, stored ${stored}, unchanged ${unchanged}, dropped ${dropped}${reasons.length === 0 ? "" : ` (${reasons.join(", ")})`}`;
}

function statusText(status: ConnectorStatus): string {
  const { name, kind, source, state, dataUpTo, nextRunAt, lastGoodAt, last, total } = status;
  const lines = [
    `${name}: ${state} (${kind}, ${source})`,
    `  data up to    ${dataUpTo ?? "no data"}`,
    `  last good run ${lastGoodAt ?? "none"}`,
    `  next run      ${nextRunAt ?? "none"}`,
    `  since made    ${countsText(total)}`,
  ];
  if (last === null) return lines.join("\n");
  lines.push(
    `  last run      ${last.endedAt}: ${countsText(last.rows)}`,
    `  waiting       ${last.backlog}, back-pressure ${last.pressure}`,
  );
  if (last.fault !== null) lines.push(`  fault         ${last.fault.code}, ${last.fault.failures} in a row: ${last.fault.detail}`);
  for (const { code, detail, count } of last.notes) lines.push(`  note          ${code} × ${count}: ${detail}`);
  for (const { place, line, reason, message } of last.faults)
    lines.push(`  dropped       ${place}${line === null ? "" : `:${line}`} ${reason}: ${message}`);
  return lines.join("\n");
}

async function statusOf(access: ConnectorAccess, name: string): Promise<ConnectorStatus> {
  const found = (await access.list()).connectors.find((one) => one.name === name);
  if (found === undefined) throw new CommandError(`there is no connector ${name}: see headroom connector list`);
  return found;
}

function printSecret(secret: string | null): void {
  // On standard output alone, once: whoever redirects it keeps it.
  if (secret !== null) process.stdout.write(`${secret}\n`);
}

/** `headroom connector …`: what is read on its own. See docs/connectors.md. */
export function addConnectorCommand(program: Command): void {
  const connector = program
    .command("connector")
    .description("What is read on its own: Prometheus, watched folders, webhooks (docs/connectors.md).");
  const target = (command: Command): Command =>
    command
      .option("--data <dir>", "folder of the embedded database (default: .data/headroom; overrides DATABASE_URL)")
      .option("--server <url>", "through a running backend instead; the token of an administrator comes from HEADROOM_TOKEN")
      .option("--tenant <id>", "company (not with --server)", parseId, defaultTenant.id);
  target(connector.command("list"))
    .description("Name, kind, state, up to when the data reaches, and the next run of every connector.")
    .action((options: AccessOptions) =>
      withConnectors(options, async (access) => {
        for (const { name, kind, state, dataUpTo, nextRunAt } of (await access.list()).connectors)
          process.stdout.write(`${[name, kind, state, dataUpTo ?? "-", nextRunAt ?? "-"].join("\t")}\n`);
      }),
    );
  target(connector.command("status <name>"))
    .description("Everything that is known of how one stands.")
    .option("--json", "as JSON", false)
    .action((name: string, options: StatusOptions) =>
      withConnectors(options, async (access) => {
        const status = await statusOf(access, name);
        process.stdout.write(`${options.json ? JSON.stringify(status, null, 2) : statusText(status)}\n`);
      }),
    );
  target(connector.command("add <name>"))
    .description(
      "Makes a connector or changes one. A password or token comes from HEADROOM_CONNECTOR_SECRET; a new webhook's secret is printed once.",
    )
    .requiredOption("--config <file>", "configuration (JSON)")
    .action((name: string, options: AddOptions) =>
      withConnectors(options, async (access) => {
        const secret = process.env["HEADROOM_CONNECTOR_SECRET"] ?? "";
        printSecret(await access.add(checkName(name), await readConfig(options.config), secret === "" ? null : secret));
      }),
    );
  target(connector.command("remove <name>"))
    .description("Removes one; what it brought stays.")
    .action((name: string, options: AccessOptions) => withConnectors(options, (access) => access.remove(checkName(name))));
  target(connector.command("pause <name>"))
    .description("Pauses one; deliveries of a webhook are still taken, and wait.")
    .action((name: string, options: AccessOptions) => withConnectors(options, (access) => access.pause(checkName(name), true)));
  target(connector.command("resume <name>"))
    .description("Lets one go on.")
    .action((name: string, options: AccessOptions) => withConnectors(options, (access) => access.pause(checkName(name), false)));
  target(connector.command("rotate <name>"))
    .description("Prints a new secret of a webhook; the one before it is taken until the next change.")
    .action((name: string, options: AccessOptions) =>
      withConnectors(options, async (access) => printSecret(await access.rotate(checkName(name)))),
    );
  target(connector.command("run <name>"))
    .description("Runs one now, and tells what came of it; with --server it is only asked for.")
    .action((name: string, options: AccessOptions) =>
      withConnectors(options, async (access) => {
        await access.run(checkName(name));
        if (options.server !== undefined) return;
        const status = await statusOf(access, name);
        process.stdout.write(`${statusText(status)}\n`);
        if (status.last?.fault != null) process.exitCode = 1;
      }),
    );
}
