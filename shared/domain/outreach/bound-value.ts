import { z } from "zod";
import { id } from "../common.ts";

/** A figure in a text: what it says, and what it was made from. */
export const boundValue = z.object({
  /** Name in the template, e.g. `peak_p50`. */
  token: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
  /** As written in the text, in its language. */
  text: z.string().min(1).max(200),
  /** The number itself; null = a day, an hour or a name. */
  value: z.number().nullable(),
  unit: z.string().max(20).nullable(),
  /** Records it rests on. */
  sources: z.array(z.object({ kind: z.string().min(1).max(40), id })).max(20),
});
export type BoundValue = z.infer<typeof boundValue>;
