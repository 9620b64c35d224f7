import type { Json } from "../../shared/kernel/json.ts";

/** A record as it is stored: any kind, with fields that this version may not know. */
export type StoredDoc = { readonly id: string; readonly rev: number } & { readonly [field: string]: Json };
