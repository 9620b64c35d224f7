import { kindNames } from "../../../shared/domain/kinds.ts";
import { PageReader } from "../../../shared/sync/columnar.ts";

/** Every page of the book over HTTP, as the sync client fetches them, for the floors. */
export async function allPages(take: (kind: string, docs: readonly Record<string, unknown>[]) => Promise<void>): Promise<void> {
  for (const kind of kindNames) {
    for (let after: string | null = ""; after !== null;) {
      const answer: Response = await fetch(`/api/sync/snapshot?kind=${kind}&after=${encodeURIComponent(after)}`);
      const page: PageReader = new PageReader(new Uint8Array(await answer.arrayBuffer()));
      await take(
        kind,
        Array.from({ length: page.rows }, (_, row) => page.doc(row)),
      );
      const { next } = page.meta;
      after = typeof next === "string" ? next : null;
    }
  }
}
