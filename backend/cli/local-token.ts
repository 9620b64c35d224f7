import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createToken, findToken } from "../auth/tokens.ts";
import type { Database, TenantScope } from "../storage/database.ts";
import { errorCode, isDiskFull } from "../storage/storage-error.ts";
import { CommandError } from "./report-fault.ts";

const validDays = 365;

export function localTokenFile(dataDir: string): string {
  return join(dataDir, "token");
}

function readToken(file: string): string | null {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return null;
  }
}

/** Leaves a token of the user in a file that only this system user reads; one that still works is kept. */
export async function keepLocalToken(db: Database, scope: TenantScope, file: string, nowMs: number): Promise<void> {
  const kept = readToken(file);
  if (kept !== null && (await findToken(db, kept, nowMs))?.userId === scope.userId) return;
  const { token } = await createToken(db, scope, "local", validDays, nowMs);
  try {
    writeFileSync(file, `${token}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
  } catch (error) {
    if (isDiskFull(error)) throw error;
    throw new CommandError(`cannot write the token to ${file} (${errorCode(error) ?? "unknown"}): choose another file with --token-file`);
  }
}
