import { makePack, type PackAsked, type PackReport } from "../site-pack/make-pack.ts";
import { defineQuery } from "../query.ts";
import { romanizer } from "./romanizer.ts";

/** What a site pack would hold, and what stays out of it; null = there is nothing to pack. */
export const sitePackReport = defineQuery<PackAsked, PackReport | null>({
  dependsOn: ["timeline", "metrics"],
  run: async (store, asked, nowMs) => (await makePack(store, asked, await romanizer(), nowMs))?.report ?? null,
});

/** A site pack, unsealed: it goes from here to the desktop, which seals it, and nowhere else. */
export const sitePackContent = defineQuery<PackAsked, Uint8Array<ArrayBuffer> | null>({
  dependsOn: ["timeline", "metrics"],
  run: async (store, asked, nowMs) => (await makePack(store, asked, await romanizer(), nowMs))?.content ?? null,
});
