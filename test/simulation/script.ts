import { z } from "zod";
import { networkFaults, routes } from "./network.ts";
import { storageFaults } from "./window-storage.ts";

/**
 * A run is data: who is there, and a list of steps. A step names laptops and windows by number; `pick` is a number in [0, 1) that chooses among
 * what the screen shows at that moment. A step that cannot be done (a window that is dead, a backup that was not made) does nothing, so that
 * a script stays sound when steps are taken out of it.
 */
const laptop = z.number().int().nonnegative();
const window = z.number().int().nonnegative().default(0);
const pick = z.number().min(0).max(1).default(0);
const at = { laptop, window };

export const edits = [
  "name",
  "summary",
  "tags",
  "untag",
  "hand-over",
  "new-task",
  "task",
  "task-done",
  "task-gone",
  "many-gone",
  "undo-gone",
  "contact-note",
  "contract-dates",
  "note",
  "task-due",
  "restore-conflict",
  "dismiss-conflict",
  "retry-attention",
  "discard-attention",
  "anyway-attention",
  "bring-back-attention",
] as const;

const step = z.discriminatedUnion("do", [
  z.object({ do: z.literal("edit"), ...at, what: z.enum(edits), pick, account: z.string().optional() }),
  z.object({ do: z.literal("pass"), ms: z.number().int().nonnegative() }),
  z.object({ do: z.literal("sync"), ...at }),
  z.object({ do: z.literal("offline"), laptop }),
  z.object({ do: z.literal("online"), laptop }),
  z.object({
    do: z.literal("net"),
    laptop,
    fault: z.enum(networkFaults),
    route: z.enum(routes).default("any"),
    count: z.number().int().positive().default(1),
  }),
  z.object({ do: z.literal("disk"), laptop, fault: z.enum(storageFaults), count: z.number().int().positive().default(1) }),
  z.object({ do: z.literal("mirror-fails"), laptop, count: z.number().int().positive() }),
  z.object({ do: z.literal("start"), ...at }),
  z.object({ do: z.literal("kill"), ...at }),
  /** Dies at the n-th boundary of database, network or mirror from now on. */
  z.object({ do: z.literal("kill-at"), ...at, boundary: z.number().int().positive() }),
  z.object({ do: z.literal("freeze"), ...at }),
  z.object({ do: z.literal("thaw"), ...at }),
  z.object({ do: z.literal("clock"), laptop, byMs: z.number().int() }),
  /** All windows end; the browser's store is empty when they start again. */
  z.object({ do: z.literal("empty-store"), laptop }),
  z.object({ do: z.literal("corrupt-store"), laptop, table: z.string().default("pages") }),
  z.object({ do: z.literal("newer-store"), laptop }),
  /**
   * All windows end; the store becomes one of the program's first version, with its edits. `blocked`: a window of that version does not let go of
   * it for a while.
   */
  z.object({ do: z.literal("first-version"), laptop, blocked: z.boolean().default(false) }),
  z.object({ do: z.literal("rotate-keys"), ...at }),
  /** The user's word on very many removals, if there are any. */
  z.object({ do: z.literal("decide-removals"), ...at, how: z.enum(["accept", "later"]) }),
  /** The operator orders the laptop to destroy what it holds. */
  z.object({ do: z.literal("wipe"), laptop }),
  /** The next pokes never arrive. */
  z.object({ do: z.literal("lost-pokes"), laptop, count: z.number().int().positive() }),
  /** All windows end and start under another user; `sameProfile` = over the same local database. */
  z.object({ do: z.literal("sign-in"), laptop, user: z.string(), sameProfile: z.boolean().default(false) }),
  /** The user's token ends in mid-work; a new one comes with `renew`. */
  z.object({ do: z.literal("revoke"), user: z.string() }),
  z.object({ do: z.literal("renew"), user: z.string() }),
  z.object({ do: z.literal("import"), account: z.string(), pick }),
  z.object({ do: z.literal("newer-import"), account: z.string() }),
  /** A record of a kind that only a newer version knows. */
  z.object({ do: z.literal("newer-kind"), account: z.string() }),
  z.object({ do: z.literal("many-tasks"), account: z.string(), count: z.number().int().positive() }),
  z.object({ do: z.literal("new-account"), id: z.string(), owner: z.string() }),
  z.object({ do: z.literal("reassign"), account: z.string(), to: z.string() }),
  /** Two imports at once, of which the second is ready before the first commits, and a laptop that pulls in between. */
  z.object({ do: z.literal("race"), laptop, pick }),
  z.object({
    do: z.literal("kill-backend"),
    when: z.enum(["before-commit", "after-commit"]),
    after: z.number().int().positive().default(1),
  }),
  z.object({ do: z.literal("backup") }),
  z.object({ do: z.literal("restore"), newEpoch: z.boolean().default(true) }),
  z.object({ do: z.literal("compact") }),
  /** Everything heals and everybody gets the time he needs; then all must be equal and everything typed must have a home. */
  z.object({ do: z.literal("quiet") }),
  /** What a scenario expects of what a user sees at this moment. */
  z.object({
    do: z.literal("expect"),
    ...at,
    attention: z.number().int().nonnegative().optional(),
    openConflicts: z.number().int().nonnegative().optional(),
    pausedBy: z.enum(["unauthorized", "forbidden"]).optional(),
    pendingEdits: z.number().int().nonnegative().optional(),
    held: z.boolean().optional(),
  }),
]);
export type Step = z.output<typeof step>;

export const script = z.object({
  /** Users of the laptops, one a laptop; `stranger` belongs to another company. */
  users: z.array(z.string()).min(1),
  /** Processes of the backend. */
  processes: z.number().int().positive().default(1),
  /** Whether laptops listen for pokes, or ask from time to time alone. */
  pokes: z.boolean().default(false),
  steps: z.array(step),
});
export type Script = z.output<typeof script>;

/** A script as one writes it: what has a default may be left out. */
export type ScriptDraft = z.input<typeof script>;
