import { InvalidArgumentError } from "commander";

/** An instant of a command's option, UTC ms. */
export function parseInstant(text: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new InvalidArgumentError("an instant like 2026-10-29T08:00:00Z, or a day.");
  return ms;
}
