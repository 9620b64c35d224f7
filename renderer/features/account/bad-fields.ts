import { kinds, type Kind } from "../../../shared/domain/kinds.ts";

/** Names of the fields that the kind's own schema does not accept; a record that is refused as a whole names none. */
export function badFields(kind: Kind, record: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const result = kinds[kind].schema.safeParse(record);
  return new Set(result.success ? [] : result.error.issues.map((issue) => String(issue.path[0] ?? "")));
}

/** The parts of a list that a person typed with commas, in either script; empty ones left out, each only once. */
export function commaList(text: string): string[] {
  const parts = text.split(/[,，、]/u).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

/** Whether the platform knows the zone: a record with another one could not be shown in its own time. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
