import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { endWhenStalled } from "../../backend/server/watchdog.ts";
import { serviceScope } from "../../backend/storage/database.ts";
import { openPgliteDatabase } from "../../backend/storage/pglite-database.ts";

/** A process whose embedded database answers for a while and is then asked something that takes for ever. */
const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), "headroom-stalled-"));
const db = await openPgliteDatabase(folder);
endWhenStalled(db, 2_000);
await new Promise((resolve) => setTimeout(resolve, 6_000));
process.stdout.write("alive\n");
await db.withTenant(serviceScope("t", "test"), (tx) => sql`select count(*) from generate_series(1, 1000000000000)`.execute(tx.db));
