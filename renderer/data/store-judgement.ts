import type { StoreMark } from "../../shared/bridge/vault.ts";
import type { KnownMeta } from "./copy-store.ts";
import { rowsOf } from "./replica-core.ts";

/** What a store turns out to be when it is held against what was last known of it. */
export interface StoreJudgement {
  /**
   * `new`: nothing was ever here; `lost`: it opened empty although there was one; `behind`: an older state of it, which has handed out numbers
   * since; `kept`: as it was left.
   */
  readonly store: "new" | "lost" | "behind" | "kept";
  /** The copy holds less than it did: another one must be taken. */
  readonly copyDamaged: boolean;
  /** Edits were here that are not: the mirror may have them. */
  readonly editsMissing: boolean;
}

/** `unsent` = edits in the outbox that the backend does not have, or that wait for the user. */
export function judgeStore(meta: KnownMeta, unsent: number, mark: StoreMark | null): StoreJudgement {
  if (meta.clientId === undefined) return { store: mark === null ? "new" : "lost", copyDamaged: false, editsMissing: true };
  if (mark === null) return { store: "kept", copyDamaged: false, editsMissing: meta.restoring === true };
  // Another client id: the mark was not written any more after the last renumbering, and says nothing of these numbers.
  const behind = mark.clientId === meta.clientId && (meta.nextMutationId ?? 1) < mark.nextMutationId;
  const { current } = meta;
  const copyDamaged =
    mark.copy !== null &&
    current !== undefined &&
    (current.number < mark.copy.generation || (current.number === mark.copy.generation && rowsOf(current) < mark.copy.rows));
  return { store: behind ? "behind" : "kept", copyDamaged, editsMissing: behind || unsent < mark.unsent || meta.restoring === true };
}
