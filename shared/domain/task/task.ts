import { z } from "zod";
import { day, id, line, text } from "../common.ts";
import { bothLanguages } from "../playbook/playbook.ts";

export const task = z.object({
  id,
  accountId: id.nullable(),
  title: line,
  ownerId: id,
  dueOn: day.nullable(),
  /** Coupled with doneOn in a merge. */
  state: z.enum(["open", "done", "dropped"]),
  doneOn: day.nullable(),
  /** Playbook and step that made it, e.g. `renewal-90` / 2; null = made by hand. */
  playbook: z.object({ id: z.string().max(60), step: z.number().int().positive() }).nullable(),
  /** The peak whose checklist it belongs to: see domain/peak/peak-identity.ts. */
  peakId: z.string().min(1).max(200).nullable().optional(),
  /** The postmortem that it keeps from happening again. */
  postmortemId: id.nullable().optional(),
  /** The review at which it was promised to the customer: an action item. */
  reviewId: id.nullable().optional(),
  /** The incident that it came from. */
  incidentId: id.nullable().optional(),
  /** The run of a playbook that made it, and its step there: the id is then `playbookTaskId`. */
  runId: id.nullable().optional(),
  stepKey: z.string().max(40).nullable().optional(),
  /** The title in both languages, while nobody has written another. */
  titles: bothLanguages.nullable().optional(),
  /** The brief that is to be read. */
  handoverId: id.nullable().optional(),
  note: text.optional(),
  /** Why it was dropped. */
  dropReason: line.nullable().optional(),
});
export type Task = z.infer<typeof task>;
