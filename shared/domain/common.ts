import { z } from "zod";
import { idPattern } from "../kernel/ids.ts";

/** Stable identifier of a record. */
export const id = z.string().regex(idPattern);
/** UTC instant, ISO 8601 with milliseconds, e.g. `2026-10-29T02:42:00.000Z`. */
export const instant = z.iso.datetime({ offset: false, precision: 3 });
/** Calendar day without a zone, e.g. `2027-08-14`. */
export const day = z.iso.date();
/** One line of text a person reads. */
export const line = z.string().min(1).max(300);
/** Text of several lines. */
export const text = z.string().max(20_000);
/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/);
/** IANA time zone name. */
export const timeZone = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_+\-/]+$/);
/** BCP 47 language tag. */
export const locale = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
/** Region of the cloud, e.g. `cn-east`: see regions.ts for the known ones; unknown ones are kept and shown as they are. */
export const regionId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
