import { z } from "zod";
import { id, instant, line } from "../common.ts";

/** How far an account is with a notice, as a colleague noted it. The newest step counts; messages and SDK counts say the rest. Append-only. */
export const noticeStep = z.object({
  id,
  accountId: id,
  noticeId: id,
  step: z.enum(["informed", "acknowledged", "patched", "exempt", "reopened"]),
  note: line.nullable(),
  byId: id,
  at: instant,
});
export type NoticeStep = z.infer<typeof noticeStep>;
