import { readHead } from "../sync/sync-head.ts";
import type { Database, TenantScope } from "./database.ts";

/** So many changes since the last look are an import under way: jobs judge what it brings when it is whole. */
const importChanges = 500;

/** Whether an import is writing. `look` lets it show itself: some seconds. */
export async function isImporting(db: Database, scope: TenantScope, look: () => Promise<void>): Promise<boolean> {
  const before = await db.withTenant(scope, readHead);
  await look();
  return (await db.withTenant(scope, readHead)).seq - before.seq > importChanges;
}
