import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import { day, id, line } from "../common.ts";
import { bothLanguages, playbookKey, playbookStep } from "./playbook.ts";

export const anchorKinds = ["day", "account", "contract", "peak", "incident", "health"] as const;

/**
 * What a playbook runs for. `ref` names the record or the peak (`day` and `health`: the day itself); `term` tells apart what the same record is at
 * different times, e.g. one contract's renewals.
 */
export const playbookAnchor = z.object({
  kind: z.enum(anchorKinds),
  ref: z.string().min(1).max(200),
  term: z.string().max(60),
});
export type PlaybookAnchor = z.infer<typeof playbookAnchor>;

/** A playbook at work for one account: once per playbook, account and anchor, whoever or whatever starts it. Its tasks name it in `runId`. */
export const playbookRun = z.object({
  /** See `playbookRunId`. */
  id,
  accountId: id,
  playbookKey,
  /** 0 = the one that the product ships with. */
  playbookVersion: z.number().int().nonnegative(),
  name: bothLanguages,
  /** As they were when it started: another version of the playbook does not change what runs. */
  steps: z.array(playbookStep).min(1).max(30),
  anchor: playbookAnchor,
  /** Day from which the steps are counted, in the account's calendar. */
  anchorDay: day,
  /** The anchor's day before it moved; null = it has not. */
  movedFrom: day.nullable(),
  startedOn: day,
  startedById: id,
  byRule: z.boolean(),
  /** Whether all is done is read from its tasks. */
  state: z.enum(["running", "stopped"]),
  stoppedOn: day.nullable(),
  stopReason: line.nullable(),
});
export type PlaybookRun = z.infer<typeof playbookRun>;

type RunIdentity = Pick<PlaybookRun, "accountId" | "playbookKey"> & { readonly anchor: PlaybookAnchor };

/**
 * The run's id: the same on every laptop and at the backend, so that two that start it without knowing of each other make one record. 120 bits of
 * SHA-256 of what it is.
 */
export function playbookRunId({ accountId, playbookKey: key, anchor }: RunIdentity): string {
  const name = JSON.stringify([key, accountId, anchor.kind, anchor.ref, anchor.term]);
  return `pbr_${bytesToHex(sha256(utf8ToBytes(name))).slice(0, 30)}`;
}

/** Id of the task of a step of a run. */
export function playbookTaskId(runId: string, stepKey: string): string {
  return `tsk_${runId.slice(4)}_${stepKey}`;
}
