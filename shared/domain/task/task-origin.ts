import type { BothLanguages } from "../playbook/playbook.ts";

/** Where a task comes from. */
export type TaskOrigin =
  | { readonly from: "playbook"; readonly name: BothLanguages }
  | { readonly from: "peak"; readonly peakId: string }
  | { readonly from: "postmortem" | "incident"; readonly incidentId: string; readonly number: string }
  | { readonly from: "review"; readonly reviewId: string }
  | { readonly from: "handover" | "hand" };
