import type { DataClient } from "../data-client.ts";
import { ruleEdits } from "./plan-edits.ts";

/** Does what rules ask for at the reader's own accounts; answers how many edits that took. A second call finds nothing left to do. */
export async function keepPlans(client: DataClient): Promise<number> {
  const edits = ruleEdits(await client.query("planDue", undefined));
  if (edits.length === 0) return 0;
  const done = await client.edit(edits);
  return done.ok ? edits.length : 0;
}
