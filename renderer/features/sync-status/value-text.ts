import type { Json } from "../../../shared/kernel/json.ts";

/** A field's value as a person can compare it: text as it is, lists with commas, everything else as JSON. null = empty. */
export function valueText(value: Json | undefined): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((member) => typeof member === "string" || typeof member === "number")) return value.join(", ");
  return JSON.stringify(value);
}
