/** Records of one kind that would go, of so many that are shown. */
export interface Removal {
  readonly kind: string;
  readonly removes: number;
  readonly of: number;
}

/** What the backend would take away is held back until the user decides; the old copy stays shown, and edits go out. */
export interface Held {
  readonly sinceMs: number;
  readonly removals: readonly Removal[];
  /** The user wants to be asked again then; null = ask now. */
  readonly askAgainAtMs: number | null;
}

/** The local copy was found to differ from the backend's, and was taken anew. */
export interface Drift {
  readonly atMs: number;
  readonly kinds: readonly string[];
  /** The new copy differs as well: somebody must look into it. */
  readonly persists: boolean;
}

/** Accounts changed hands: what left and came with a new copy. */
export interface Rescoped {
  readonly atMs: number;
  readonly accountsLeft: number;
  readonly accountsCame: number;
}

export interface SyncState {
  readonly phase: "starting" | "first" | "idle" | "pulling" | "pushing" | "offline" | "paused";
  readonly pausedBy: "unauthorized" | "forbidden" | null;
  readonly leader: boolean;
  readonly retryAtMs: number | null;
  /** Accounts whose metrics have come, while they are coming. */
  readonly metricAccountsDone: number | null;
  readonly held: Held | null;
  readonly drift: Drift | null;
  readonly rescoped: Rescoped | null;
  /** When the local copy was last compared with the backend's and found equal; null = not since this window leads. */
  readonly checkedAtMs: number | null;
}

export const initialSyncState: SyncState = {
  phase: "starting",
  pausedBy: null,
  leader: false,
  retryAtMs: null,
  metricAccountsDone: null,
  held: null,
  drift: null,
  rescoped: null,
  checkedAtMs: null,
};
