import type { Kind } from "../../shared/domain/kinds.ts";
import type { LocalStore } from "./local-store.ts";

/**
 * What a result was made from: when one of these changes, watchers get a new result. `clock` = once a minute; `touch` = when accounts were
 * last touched, which is known before the timeline has been read; `health` = summaries of health, which are worked out in idle time; `signals` and `peaks` = likewise.
 */
export type Dependency = Kind | "metrics" | "clock" | "touch" | "health" | "signals" | "peaks";

/** A question a screen asks. Pure: the same store, arguments and time give the same result. Runs in the data worker. */
export interface Query<Args, Result> {
  readonly dependsOn: readonly Dependency[];
  run(store: LocalStore, args: Args, nowMs: number): Result | Promise<Result>;
}

/** Spelled as a function so that argument and result types are inferred at the definition. */
export function defineQuery<Args, Result>(query: Query<Args, Result>): Query<Args, Result> {
  return query;
}
