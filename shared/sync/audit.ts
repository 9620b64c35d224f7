import { z } from "zod";
import { id, instant } from "../domain/common.ts";

/** What an audit log tells of. Names are stored: one that was released stays. */
export const auditEvents = [
  "signed-in",
  "signed-out",
  "sign-in-failed",
  "saw",
  "changed",
  "imported",
  "access-changed",
  "token-created",
  "token-revoked",
  "wipe-ordered",
  "wipe-told",
  "policy-changed",
  "backed-up",
  "restored",
  "exported",
  "printed",
  "sent",
  "audit-exported",
  "audit-trimmed",
] as const;
export type AuditEvent = (typeof auditEvents)[number];

/** Who tells: the backend itself, a laptop of what it did (believed as far as the laptop is), or the `headroom` command. */
export const auditSources = ["backend", "laptop", "command"] as const;
export type AuditSource = (typeof auditSources)[number];

export const auditEntry = z.object({
  /** Without gaps from 1, in the order of the log. */
  seq: z.number().int().positive(),
  at: instant,
  event: z.string().max(40),
  source: z.enum(auditSources),
  /** Who did it; `headroom` = an operator at the command line. */
  userId: z.string().max(200),
  /** Accounts it was about. */
  accounts: z.array(z.string()),
  /** Ids, counts, names of fields, digests: never a customer's text. */
  detail: z.record(z.string(), z.json()),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditPage = z.object({
  entries: z.array(auditEntry),
  /** `before` of the next page; null = there is nothing older. */
  next: z.number().int().positive().nullable(),
});
export type AuditPage = z.infer<typeof auditPage>;

/** Which entries are asked for; every condition that is given holds. */
export const auditFilter = z.object({
  user: id.optional(),
  account: id.optional(),
  event: z.enum(auditEvents).optional(),
  /** From this instant on. */
  from: instant.optional(),
  /** Up to before this instant. */
  to: instant.optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const activityEvents = ["signed-out", "exported", "printed", "sent"] as const;

/** Of what something was made; words of the program, never of a person. */
export const activityFormats = [
  "pptx",
  "pdf",
  "docx",
  "xlsx",
  "html",
  "csv",
  "ics",
  "eml",
  "png",
  "site-pack",
  "mail",
  "robot",
  "other",
] as const;

/** What a laptop did with data outside the database. It is sent again until it is answered, and noted once by its id. */
export const activity = z.strictObject({
  id: z.uuid(),
  at: instant,
  event: z.enum(activityEvents),
  accounts: z.array(id).max(2_000),
  format: z.enum(activityFormats).nullable(),
});

export const mostActivities = 100;

export const activityRequest = z.strictObject({ clientId: id, activities: z.array(activity).min(1).max(mostActivities) });

export const activityAnswer = z.object({ noted: z.number().int().nonnegative() });
