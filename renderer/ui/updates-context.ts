import { createContext, useContext } from "react";
import type { UpdateState } from "../../shared/bridge/updates.ts";

/** Updates of the console as screens see them. */
export interface UpdateControls {
  /** null = the desktop has not said yet. */
  readonly state: UpdateState | null;
  check(): void;
  /** `keep`: edits that have not been sent stay on the laptop, and are sent by the version that starts next. */
  restart(unsent: "wait" | "keep"): void;
  waitNoMore(): void;
}

export const UpdatesContext = createContext<UpdateControls | null>(null);

export function useUpdates(): UpdateControls {
  const updates = useContext(UpdatesContext);
  if (updates === null) throw new Error("UpdatesContext is missing");
  return updates;
}
