import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import type { WorkCalendar } from "../../shared/domain/calendar/working-days.ts";
import { checkSlaPolicyText } from "../../shared/domain/sla/check-sla-policy.ts";
import { builtinPolicyRef, defaultSlaPolicy } from "../../shared/domain/sla/default-sla-policy.ts";
import { readSla } from "../../shared/domain/sla/read-sla.ts";
import type { SlaInput } from "../../shared/domain/sla/sla-reading.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { FaultPrinter } from "../forecast/fault-printer.ts";
import { FileError } from "../ingest/fault.ts";
import { parseMapping } from "../ingest/mapping.ts";
import { type EventLog, readEventLog } from "../sla/event-log.ts";
import { readMappedLog } from "../sla/mapped-log.ts";
import { policyFaultText } from "../sla/policy-fault-text.ts";
import { slaLines, slaOutput } from "../sla/sla-output.ts";
import { endWithReader } from "./end-with-reader.ts";
import { parseInstant } from "./parse-instant.ts";
import { CommandError } from "./report-fault.ts";

interface SlaCommandOptions {
  readonly events: string;
  readonly map?: string;
  readonly policy?: string;
  readonly at?: number;
  readonly json: boolean;
}

function cannotRead(path: string, error: unknown): CommandError | null {
  if (error instanceof FileError) return new CommandError(`cannot read ${path}: ${error.message}`);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return ["ENOENT", "EACCES", "EISDIR"].includes(code) ? new CommandError(`cannot read ${path} (${code}): check the path`) : null;
}

async function readText(path: string): Promise<string> {
  try {
    return (await readFile(path, "utf8")).replace(/^\ufeff/, "");
  } catch (error) {
    throw cannotRead(path, error) ?? error;
  }
}

async function readPolicy(path: string | undefined): Promise<SlaInput["policy"]> {
  if (path === undefined) return { ref: { ...builtinPolicyRef, asked: null }, definition: defaultSlaPolicy };
  const checked = checkSlaPolicyText(await readText(path));
  if (!checked.ok) {
    for (const fault of checked.error.faults) process.stderr.write(`${path}:${fault.line}: ${policyFaultText(fault)}\n`);
    throw new CommandError(`${path} is no policy that can be meant: ${checked.error.faults.length} fault(s); see docs/sla.md`);
  }
  return { ref: { name: "file", version: 1, source: "record", asked: null }, definition: checked.value };
}

async function readLogs({ events, map }: SlaCommandOptions): Promise<readonly EventLog[]> {
  const faults = new FaultPrinter((line) => process.stderr.write(`${line}\n`));
  const onFault = faults.add.bind(faults);
  const mapping = map === undefined ? null : parseMapping(await readText(map));
  if (mapping !== null && !mapping.ok) throw new CommandError(`mapping ${map}: ${mapping.error.message}; see docs/data-mapping.md`);
  try {
    return mapping === null ? await readEventLog(events, onFault) : await readMappedLog(events, mapping.value, onFault);
  } catch (error) {
    throw cannotRead(events, error) ?? error;
  } finally {
    faults.end();
  }
}

/** Countries' working days without a company's own: a file has none. Loaded only when asked for: the calendars of all countries are large. */
async function countryCalendars({ definition }: SlaInput["policy"]): Promise<SlaInput["workCalendarOf"]> {
  const countries = definition.calendars.flatMap(({ holidays }) => (holidays === null ? [] : [holidays]));
  if (countries.length === 0) return noCalendar;
  const { workCalendar } = await import("../../shared/domain/calendar/working-days.ts");
  const calendars = new Map<string, WorkCalendar>(countries.map((country) => [country, workCalendar(country)]));
  return (country) => calendars.get(country) ?? noCalendar(country);
}

function noCalendar(country: string): never {
  throw new Error(`no calendar of the policy has the holidays of ${country}`);
}

async function run(options: SlaCommandOptions): Promise<void> {
  endWithReader();
  const policy = await readPolicy(options.policy);
  const logs = await readLogs(options);
  if (logs.length === 0) throw new CommandError(`${options.events} has no entry of any incident`);
  const atMs = options.at ?? systemClock.now();
  const workCalendarOf = await countryCalendars(policy);
  const outputs = logs.map(({ incidentId, number, events }) =>
    slaOutput(number, readSla({ incidentId, events, policy, workCalendarOf }, atMs)),
  );
  if (options.json) process.stdout.write(`[${outputs.map((output) => JSON.stringify(output)).join(",\n")}]\n`);
  else for (const output of outputs) process.stdout.write(slaLines(output));
}

/** `headroom sla`: the promises of incidents, from a file of their logs and a file with a policy. */
export function addSlaCommand(program: Command): void {
  program
    .command("sla")
    .description("Reads promises from incident logs: when each clock started, paused, warned, ran out or was stopped. Nothing is stored.")
    .requiredOption("--events <file>", "entries of logs, one JSON object a line or an array; with --map an export of another system")
    .option("--map <file>", "an import's mapping, whose entry for incidents reads the export")
    .option("--policy <file>", "policy as JSON (default: the product's own)")
    .option("--at <instant>", "as of then: an instant, or a day (default: now)", parseInstant)
    .option("--json", "an array with an object an incident, one a line", false)
    .action(run);
}
