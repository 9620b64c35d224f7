import { z } from "zod";
import { updateChannels } from "../domain/update/update-manifest.ts";

/** Why there is no update although one was looked for. */
export const updateFaults = [
  /** The address does not answer, or the line broke. */
  "unreachable",
  "not-a-manifest",
  "wrong-signature",
  "wrong-channel",
  "expired",
  "replayed",
  "store-too-old",
  "not-for-this-system",
  /** The file is not the one that was signed. */
  "wrong-file",
  "disk-full",
  "io",
  /** It was begun, and the version before has started again. */
  "not-installed",
] as const;
export type UpdateFault = (typeof updateFaults)[number];

const offered = {
  version: z.string(),
  direction: z.enum(["forward", "back"]),
  /** The installed version is no longer supported. */
  needed: z.boolean(),
  /** What is new, or why it goes back. */
  notes: z.object({ "zh-CN": z.string(), en: z.string() }),
};

export const updateStanding = z.discriminatedUnion("state", [
  /** Nothing is built in that says where updates come from. */
  z.object({ state: z.literal("none") }),
  z.object({ state: z.literal("idle") }),
  z.object({ state: z.literal("checking") }),
  z.object({ state: z.literal("current") }),
  /** The version reaches this laptop later. */
  z.object({ state: z.literal("later"), version: z.string() }),
  z.object({ state: z.literal("downloading"), ...offered, doneBytes: z.number(), totalBytes: z.number() }),
  /** Verified and on the disk: waits for the user. */
  z.object({ state: z.literal("ready"), ...offered }),
  /** The user wants it; it waits for messages that are being sent and for edits that can still reach the backend. */
  z.object({ state: z.literal("waiting"), ...offered, sending: z.number(), unsent: z.number() }),
  z.object({ state: z.literal("installing"), ...offered }),
  z.object({ state: z.literal("failed"), fault: z.enum(updateFaults) }),
]);
export type UpdateStanding = z.infer<typeof updateStanding>;

export const updateState = z.object({
  standing: updateStanding,
  channel: z.enum(updateChannels),
  /** When the last look ended, well or not; null = never since the start. */
  checkedAtMs: z.number().nullable(),
});
export type UpdateState = z.infer<typeof updateState>;

const none = z.undefined();

export const updateRequests = {
  "updates.state": { args: none, value: updateState },
  /** Looks now; answers when it is known what there is, a download included. */
  "updates.check": { args: none, value: updateState },
  /**
   * Restarts into what is ready, as soon as no message is being sent and no edit is on its way. `unsent: "keep"` does not wait for edits: they stay on the
   * laptop and are sent by the version that starts next.
   */
  "updates.restart": { args: z.object({ unsent: z.enum(["wait", "keep"]) }), value: updateState },
  /** The user has thought better of it. */
  "updates.wait-no-more": { args: none, value: updateState },
} as const;
