import { z } from "zod";

const none = z.undefined();

/** The largest pack that is read or written, sealed or not. Ten accounts with every metric are some ten megabytes. */
export const mostPackBytes = 200 * 1024 * 1024;
/** Longest life of a pack, days. */
export const mostPackDays = 30;
export const sitePackEnding = ".headroom-pack";

const bytes = z.instanceof(Uint8Array).refine((content) => content.byteLength <= mostPackBytes);
const fileName = z.string().min(1).max(300);

/**
 * Why a file is not opened. `newer` = made by a version of Headroom that came later; `damaged` = its bytes are not those that were made;
 * `truncated` = its end is missing; `clock` = it was made after what this laptop takes for now.
 */
export const packRefusals = ["not-a-pack", "newer", "expired", "clock", "truncated", "damaged", "too-large", "unreadable"] as const;
export type PackRefusal = (typeof packRefusals)[number];

/** A file that somebody wishes to open, as far as it can be read without its passphrase. */
export const packOffer = z.discriminatedUnion("state", [
  /** `retryAtMs`: after wrong passphrases the next may be tried then; null = now. */
  z.object({ state: z.literal("ready"), name: fileName, madeAtMs: z.number(), expiresAtMs: z.number(), retryAtMs: z.number().nullable() }),
  z.object({ state: z.literal("refused"), name: fileName, why: z.enum(packRefusals), expiresAtMs: z.number().nullable() }),
]);
export type PackOffer = z.infer<typeof packOffer>;

/** What came of a passphrase. Only `open` hands out what is in the pack; it is nowhere but in memory. */
export const packOpening = z.discriminatedUnion("state", [
  z.object({ state: z.literal("open"), name: fileName, content: z.instanceof(Uint8Array), madeAtMs: z.number(), expiresAtMs: z.number() }),
  z.object({ state: z.literal("wrong-passphrase"), retryAtMs: z.number().nullable() }),
  z.object({ state: z.literal("refused"), why: z.enum(packRefusals), expiresAtMs: z.number().nullable() }),
]);
export type PackOpening = z.infer<typeof packOpening>;

/** Chosen accounts sealed into a file for a visit, and such a file opened on any machine. docs/site-pack.md has the format. */
export const sitePackRequests = {
  /** Seals what the window has put together, asks for a place and writes it there. null = cancelled. The passphrase is kept nowhere. */
  "site-pack.make": {
    args: z.object({
      suggestedName: z.string().min(1).max(120),
      content: bytes,
      passphrase: z.string().min(8).max(500),
      days: z.number().int().min(1).max(mostPackDays),
    }),
    value: z.object({ name: fileName, bytes: z.number().int().nonnegative(), madeAtMs: z.number(), expiresAtMs: z.number() }).nullable(),
  },
  /** Asks for a file with the system's dialog. null = cancelled. */
  "site-pack.choose": { args: none, value: packOffer.nullable() },
  /** A file that was dropped on the window. */
  "site-pack.offer": { args: z.object({ name: fileName, content: bytes }), value: packOffer },
  /** What was named on the command line or opened in the system's file manager and is not opened yet; null = nothing. */
  "site-pack.waiting": { args: none, value: packOffer.nullable() },
  /** Tries a passphrase on the file that is offered. */
  "site-pack.open": { args: z.object({ passphrase: z.string().max(500) }), value: packOpening },
  /** Forgets the file that is offered or open. */
  "site-pack.close": { args: none, value: none },
} as const;

/** `offered` a file waits to be opened; `expired` the open one has run out and must go from the screen. */
export const sitePackEvent = z.object({ state: z.enum(["offered", "expired"]) });
