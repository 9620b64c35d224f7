import { seedDemo } from "../../backend/demo/seed-demo.ts";
import { readReview } from "../../backend/review/read-review.ts";
import { serviceScope } from "../../backend/storage/database.ts";
import { defaultTenant } from "../../backend/storage/tenants.ts";
import { buildSnapshot } from "../../shared/domain/review/evidence/build-snapshot.ts";
import type { ReviewSnapshot } from "../../shared/domain/review/model/review-snapshot.ts";
import { openTestStore, testStartMs } from "../support/backend.ts";

/** The third quarter of a customer of the demonstration company, as a review freezes it. */
export async function demoSnapshot(code: string): Promise<ReviewSnapshot> {
  const backend = await openTestStore("pglite");
  try {
    await seedDemo(await backend.store.importStore(undefined, "demo"), { size: "desk", seed: 7, endMs: testStartMs }, () => undefined);
    const request = { kind: "quarterly" as const, period: "2026-Q3", takenMs: testStartMs };
    const stored = await backend.store.db.withTenant(serviceScope(defaultTenant.id, "headroom"), (tx) => readReview(tx, code, request));
    if (stored === null) throw new Error(`the demonstration company has no customer ${code}`);
    return buildSnapshot(stored.sources, request);
  } finally {
    await backend.dispose();
  }
}
