import type { Command } from "commander";
import type { HealthResult } from "../../shared/domain/health/health-result.ts";
import { judgedAt } from "../../shared/domain/health/judge-account.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { healthAccounts, readCompanyHealth, readHealth } from "../health/read-health.ts";
import { type Database, serviceScope } from "../storage/database.ts";
import { defaultTenant } from "../storage/tenants.ts";
import { parseId } from "./parse-id.ts";
import { parseInstant } from "./parse-instant.ts";
import { CommandError } from "./report-fault.ts";
import { withStore } from "./with-store.ts";

interface HealthCommandOptions {
  readonly account?: string;
  readonly at?: number;
  readonly data?: string;
  readonly tenant: string;
  readonly json: boolean;
}

/** Accounts that are read at a time: each brings a year of hours. */
const accountsAtOnce = 25;

export interface AccountScore {
  readonly code: string;
  readonly name: string;
  readonly result: HealthResult;
}

/** Health of every account, or of the one with this code, as it was at an instant; by code. Calls `each` as they come. */
export async function judgeBook(
  db: Database,
  tenantId: string,
  { code, atMs }: { readonly code: string | null; readonly atMs: number },
  each: (score: AccountScore) => void,
): Promise<void> {
  const scope = serviceScope(tenantId, "headroom");
  const { accounts, company } = await db.withTenant(
    scope,
    async (tx) => ({ accounts: await healthAccounts(tx, code), company: await readCompanyHealth(tx) }),
    { snapshot: true },
  );
  for (let at = 0; at < accounts.length; at += accountsAtOnce) {
    const part = accounts.slice(at, at + accountsAtOnce);
    const ids = part.map((account) => account.id);
    const stored = await db.withTenant(scope, (tx) => readHealth(tx, company, ids), { snapshot: true });
    for (const one of stored) {
      const account = part.find(({ id }) => id === one.accountId);
      if (account === undefined) continue;
      each({ code: account.code, name: account.name, result: judgedAt(one.records(atMs), one.series, company.models, atMs) });
    }
  }
}

async function run(options: HealthCommandOptions): Promise<void> {
  const atMs = options.at ?? systemClock.now();
  await withStore(options.data, async ({ db }) => {
    const scores: AccountScore[] = [];
    await judgeBook(db, options.tenant, { code: options.account ?? null, atMs }, (score) => scores.push(score));
    if (options.account !== undefined && scores.length === 0)
      throw new CommandError(`there is no account with the code ${options.account}`);
    const at = new Date(atMs).toISOString();
    if (options.json) process.stdout.write(`${JSON.stringify({ at, accounts: scores })}\n`);
    else for (const score of scores) process.stdout.write(options.account === undefined ? `${line(score)}\n` : explanation(score, at));
  });
}

function points(milli: number | null): string {
  return milli === null ? "unknown" : (milli / 1000).toFixed(1);
}

function line({ code, name, result }: AccountScore): string {
  const worst = result.components.flatMap(({ rules }) => rules).toSorted((a, b) => b.lostMilli - a.lostMilli)[0];
  const reason = worst === undefined || worst.lostMilli === 0 ? "" : `  ${worst.id} −${points(worst.lostMilli)}`;
  const override = result.override === null ? "" : `  overridden: ${result.override.grade}`;
  return `${code.padEnd(12)} ${points(result.scoreMilli).padStart(7)}  ${result.grade.padEnd(8)}  known ${Math.round(result.confidence * 100)} %${reason}${override}  ${name}`;
}

/** Score, components and rules, each with what it adds and how it was measured. */
function explanation(score: AccountScore, at: string): string {
  const { result } = score;
  const lines = [line(score), `as of ${at}, model version ${result.modelVersion}`];
  for (const { id, scoreMilli, grade, contributionMilli, rules } of result.components) {
    lines.push(`  ${id}: ${points(scoreMilli)} (${grade}), adds ${points(contributionMilli)}`);
    for (const rule of rules) {
      const measured =
        rule.measured === null
          ? `unknown (${rule.missing ?? "not judged"})`
          : `measured ${Number(rule.measured.toPrecision(6))}${rule.target === null ? "" : ` against ${rule.target}`}`;
      const rows = rule.sources.reduce((sum, source) => sum + (source.type === "records" ? source.ids.length : source.count), 0);
      lines.push(
        `    ${rule.id}: ${measured}, ${rule.points === null ? "no" : rule.points.toFixed(1)} points, adds ${points(rule.contributionMilli)}, ${rows} rows`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

export function addHealthCommand(program: Command): void {
  program
    .command("health")
    .description("Prints the health of every account with what it was made from, as it was at an instant.")
    .option("--account <code>", "only this account")
    .option("--at <instant>", "the instant, e.g. 2026-10-29T08:00:00Z (default: now)", parseInstant)
    .option("--data <dir>", "folder of the embedded database (default: .data/headroom; overrides DATABASE_URL)")
    .option("--tenant <id>", "company", parseId, defaultTenant.id)
    .option("--json", "one line of JSON with every component, rule and source", false)
    .action(run);
}
