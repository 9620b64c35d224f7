import type { Outreach } from "../outreach/outreach.ts";
import type { SdkUse } from "../sdk/sdk-use.ts";
import { type Exposure, type ExposedAccount, exposureOf } from "./exposure.ts";
import type { NoticeStep } from "./notice-step.ts";
import type { Notice } from "./notice.ts";

/** How far an account is. `exempt` = it needs not do what the notice asks. */
export const noticeStates = ["exposed", "drafted", "informed", "acknowledged", "patched", "exempt"] as const;
export type NoticeState = (typeof noticeStates)[number];

export interface NoticeProgress {
  readonly exposure: Exposure;
  readonly state: NoticeState;
  /** What says so. */
  readonly by: "exposure" | "message" | "step" | "count";
  /** When it got there, ms; null = not at a time. */
  readonly atMs: number | null;
  /** A colleague noted "patched", and a count after that still finds affected versions. */
  readonly contradicted: boolean;
  /** Nothing more is to be done. */
  readonly done: boolean;
}

type Standing = Pick<NoticeProgress, "state" | "by" | "atMs">;
type Message = Pick<Outreach, "state" | "sentAt" | "answeredAt" | "queuedAt">;

const rank: Readonly<Record<NoticeState, number>> = { exposed: 0, drafted: 1, informed: 2, acknowledged: 3, patched: 4, exempt: 5 };

function ms(instant: string | null | undefined): number | null {
  return instant == null ? null : Date.parse(instant);
}

/** What one message says: written, gone out, answered. */
function standingOf(message: Message): Standing | null {
  switch (message.state) {
    case "draft":
    case "queued":
    case "unsure":
    case "failed":
      return { state: "drafted", by: "message", atMs: ms(message.queuedAt) };
    case "answered":
    case "declined":
      return { state: "acknowledged", by: "message", atMs: ms(message.answeredAt) };
    case "sent":
    case "expired":
      return message.sentAt === null ? null : { state: "informed", by: "message", atMs: ms(message.sentAt) };
    case "cancelled":
      return null;
  }
}

function furthest(standings: readonly Standing[]): Standing {
  return standings.reduce<Standing>((best, one) => (rank[one.state] > rank[best.state] ? one : best), {
    state: "exposed",
    by: "exposure",
    atMs: null,
  });
}

/**
 * How far an account is with a notice, from its messages about it, what colleagues noted and what was counted since. The newest note counts; `reopened`
 * begins anew, and what was before it is forgotten. A newest count without affected versions is "patched" where there were some before, or where somebody was told:
 * counts that are replaced are not kept everywhere. null = it is not concerned and never was.
 */
export function noticeProgress(
  notice: Notice,
  account: ExposedAccount,
  facts: {
    readonly uses: readonly SdkUse[];
    /** Messages about this notice alone. */
    readonly messages: readonly Message[];
    /** Steps of this notice alone. */
    readonly steps: readonly NoticeStep[];
  },
  nowMs: number,
): NoticeProgress | null {
  const exposure = exposureOf(notice, account, facts.uses, nowMs);
  const steps = facts.steps.toSorted((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? 1 : -1));
  const [step] = steps;
  const reopenedMs = steps.reduce((latest, one) => (one.step === "reopened" ? Math.max(latest, Date.parse(one.at)) : latest), 0);
  const noted: readonly Standing[] =
    step === undefined || step.step === "reopened" ? [] : [{ state: step.step, by: "step", atMs: Date.parse(step.at) }];
  const told = facts.messages.flatMap((message) => {
    const standing = standingOf(message);
    return standing === null || (standing.atMs !== null && standing.atMs < reopenedMs) ? [] : [standing];
  });
  const isKnown = told.length > 0 || noted.length > 0;
  const isMended = exposure.state === "clear" && exposure.countedAtMs !== null && (isKnown || wasExposed(notice, account, facts.uses));
  const mended: readonly Standing[] = isMended ? [{ state: "patched", by: "count", atMs: exposure.countedAtMs }] : [];
  if (exposure.state === "clear" && !isMended && !isKnown) return null;
  const standing = furthest([...told, ...noted, ...mended]);
  const contradicted =
    standing.by === "step" &&
    standing.state === "patched" &&
    exposure.state === "exposed" &&
    exposure.countedAtMs !== null &&
    exposure.countedAtMs > (standing.atMs ?? 0);
  return { exposure, ...standing, contradicted, done: isDone(notice, standing.state) && !contradicted };
}

/** Some count found affected versions. */
function wasExposed(notice: Notice, account: ExposedAccount, uses: readonly SdkUse[]): boolean {
  const instants = new Set(uses.map(({ at }) => Date.parse(at)));
  return [...instants].some((atMs) => exposureOf(notice, account, uses, atMs).state === "exposed");
}

/** A notice about versions is done when they are gone; any other when the customer knows of it. */
export function isDone(notice: Pick<Notice, "versions">, state: NoticeState): boolean {
  return state === "patched" || state === "exempt" || (notice.versions === null && state === "acknowledged");
}

/** Accounts by state, and those of whom nobody knows. */
export interface NoticeTally extends Readonly<Record<NoticeState, number>> {
  readonly total: number;
  readonly done: number;
  readonly unknown: number;
}

export function tallyOf(progress: readonly NoticeProgress[]): NoticeTally {
  const count = (state: NoticeState): number => progress.filter((one) => one.state === state).length;
  return {
    exposed: count("exposed"),
    drafted: count("drafted"),
    informed: count("informed"),
    acknowledged: count("acknowledged"),
    patched: count("patched"),
    exempt: count("exempt"),
    total: progress.length,
    done: progress.filter((one) => one.done).length,
    unknown: progress.filter((one) => one.exposure.state === "unknown").length,
  };
}
