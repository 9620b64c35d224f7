import { z } from "zod";

const none = z.undefined();
const size = z.number().int().nonnegative();

/** What the laptop's profile folder is made of. */
export const diskParts = ["databases", "demo", "logs", "outbox", "vault", "aside", "browser", "other"] as const;
export type DiskPart = (typeof diskParts)[number];

/** Bytes of the profile's folder by part, every profile together, and of the disk that it is on. */
export const diskUse = z.object({
  parts: z.array(z.object({ part: z.enum(diskParts), bytes: size, files: size })),
  /** Of the logs: earlier files, which can go. */
  oldLogBytes: size,
  disk: z.object({ freeBytes: size, totalBytes: size }).nullable(),
});
export type DiskUse = z.infer<typeof diskUse>;

const plain = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** The desktop's part of a diagnostics bundle: states, sizes and codes. No name, address, token or text of anybody. */
export const desktopFacts = z.object({
  versions: plain,
  system: plain,
  process: plain,
  settings: plain,
  connection: plain,
  backend: plain,
  disk: diskUse,
  /** The newest lines of the log, as far as they may leave the machine. */
  log: z.array(z.string().max(400)).max(500),
});
export type DesktopFacts = z.infer<typeof desktopFacts>;

/** What the window asks of the desktop about itself. */
export const diagnosticsRequests = {
  "disk.use": { args: none, value: diskUse },
  /** Removes earlier log files; answers what is there now. */
  "disk.drop-old-logs": { args: none, value: diskUse },
  "diagnostics.read": { args: none, value: desktopFacts },
} as const;
