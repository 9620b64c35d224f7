import type { Database } from "./database.ts";

interface RoundPorts {
  readonly db: Database;
  /** The server is ending: what is left is done the next time. */
  readonly ending?: () => boolean;
  readonly report?: (error: unknown) => void;
}

/**
 * A job that goes through every tenant of the database, one after the other; one that fails is reported and does not keep the others waiting. Calls
 * while it works share the work.
 */
export function tenantRounds({ db, ending, report }: RoundPorts, work: (tenantId: string) => Promise<unknown>): () => Promise<void> {
  const isEnding = (): boolean => ending?.() === true;
  const everybody = async (): Promise<void> => {
    for (const tenantId of await db.withOperator(({ tenantIds }) => tenantIds())) {
      if (isEnding()) return;
      try {
        await work(tenantId);
      } catch (error) {
        if (!isEnding()) report?.(error);
      }
    }
  };
  let working: Promise<void> | null = null;
  return () => {
    working ??= everybody().finally(() => {
      working = null;
    });
    return working;
  };
}
