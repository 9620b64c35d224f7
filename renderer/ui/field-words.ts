import { scenarios, tiers } from "../../shared/domain/account/account.ts";
import { channelTypes, contactRoles } from "../../shared/domain/contact/contact.ts";
import { tierServices } from "../../shared/domain/contract/contract.ts";
import { timelineTypes } from "../../shared/domain/timeline/timeline-entry.ts";
import type { Text } from "../../shared/i18n/catalogues.ts";
import type { Json } from "../../shared/kernel/json.ts";
import { wholeRecord } from "../../shared/sync/merge.ts";
import { regionName } from "./attention-text.ts";
import type { Formats } from "./formats.ts";

/** What it takes to write a field's value for people. */
export interface FieldTexts {
  readonly fields: Text<"fields">;
  readonly domain: Text<"domain">;
  readonly formats: Pick<Formats, "number" | "dateTime">;
  /** Names of colleagues by their id. */
  readonly people: ReadonlyMap<string, string>;
}

type FieldKey = Parameters<Text<"fields">>[0];
const named = [
  "name",
  "code",
  "aliases",
  "country",
  "timeZone",
  "locale",
  "regions",
  "region",
  "scenario",
  "tier",
  "ownerId",
  "lifecycle",
  "tags",
  "summary",
  "startsOn",
  "renewsOn",
  "committedMinutes",
  "slaPolicy",
  "services",
  "title",
  "dueOn",
  "state",
  "doneOn",
  "playbook",
  "startsAt",
  "endsAt",
  "upliftFactor",
  "toldBy",
  "definition",
  "order",
  "role",
  "channels",
  "isPrimary",
  "onCall",
  "preferredHours",
  "note",
  "type",
  "text",
] as const satisfies readonly FieldKey[];
const lifecycles = ["onboarding", "active", "paused", "ended"] as const;
const taskStates = ["open", "done", "dropped"] as const;
const tellers = ["customer", "csm"] as const;

function oneOf<T extends string>(values: readonly T[], value: unknown): T | undefined {
  return values.find((one) => one === value);
}

/** Fields that people know by a name, in their order; all of them where there is none: ids of other records say nothing to a reader. */
export function shownFields(fields: readonly string[]): readonly string[] {
  const known = fields.filter((field) => oneOf(named, field) !== undefined);
  return known.length === 0 ? fields : known;
}

/** What people call a field, all of a coupled group, or the record as a whole; a field that this version does not know by its own name. */
export function fieldName(t: Text<"fields">, kind: string, field: string): string {
  if (field === wholeRecord) return t("whole");
  return field
    .split("+")
    .map((one) => {
      if (kind === "contact" && one === "title") return t("contactTitle");
      if (kind === "contact" && one === "name") return t("contactName");
      const known = oneOf(named, one);
      return known === undefined ? one : t(known);
    })
    .join(t("comma"));
}

/** A field's value as a person can compare it, in his words; null = empty. What is of no known form is written as JSON. */
export function fieldValue(texts: FieldTexts, kind: string, field: string, value: Json | undefined): string | null {
  if (value === undefined || value === null || value === "") return null;
  const { fields, formats } = texts;
  if (typeof value === "boolean") return fields(value ? "yes" : "no");
  if (typeof value === "number") return field === "upliftFactor" ? fields("factor", { value }) : formats.number(value);
  if (typeof value === "string") return wordOf(texts, kind, field, value);
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    return value.map((member) => memberText(texts, kind, field, member)).join(fields("comma"));
  }
  if (!isObject(value)) return JSON.stringify(value);
  if (field === wholeRecord) return nameOf(value);
  const hours = hoursOf(value);
  if (hours !== null) return fields("hours", { from: clock(hours.startMinute), to: clock(hours.endMinute) });
  if (!field.includes("+")) return JSON.stringify(value);
  return field
    .split("+")
    .map((one) => fields("pair", { name: fieldName(fields, kind, one), value: fieldValue(texts, kind, one, value[one]) ?? "—" }))
    .join(fields("comma"));
}

function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wordOf({ domain, fields, formats, people }: FieldTexts, kind: string, field: string, value: string): string {
  switch (field) {
    case "tier": {
      const tier = oneOf(tiers, value);
      return tier === undefined ? value : domain(`tier.${tier}`);
    }
    case "scenario": {
      const scenario = oneOf(scenarios, value);
      return scenario === undefined ? value : domain(`scenario.${scenario}`);
    }
    case "lifecycle": {
      const lifecycle = oneOf(lifecycles, value);
      return lifecycle === undefined ? value : domain(`lifecycle.${lifecycle}`);
    }
    case "role": {
      const role = oneOf(contactRoles, value);
      return role === undefined ? value : domain(`contactRole.${role}`);
    }
    case "state": {
      const state = kind === "task" ? oneOf(taskStates, value) : undefined;
      return state === undefined ? value : domain(`taskState.${state}`);
    }
    case "services": {
      const service = oneOf(tierServices, value);
      return service === undefined ? value : domain(`service.${service}`);
    }
    case "type": {
      const type = kind === "timeline" ? oneOf(timelineTypes, value) : undefined;
      return type === undefined ? value : domain(`timeline.${type}`);
    }
    case "toldBy": {
      const teller = oneOf(tellers, value);
      return teller === undefined ? value : fields(`toldBy.${teller}`);
    }
    case "region":
    case "regions":
      return regionName(domain, value);
    case "ownerId":
      return people.get(value) ?? value;
    case "startsAt":
    case "endsAt": {
      const atMs = Date.parse(value);
      return Number.isNaN(atMs) ? value : formats.dateTime(atMs);
    }
    default:
      return value;
  }
}

/** A member of a list: a channel, or a word of the field. */
function memberText(texts: FieldTexts, kind: string, field: string, member: Json): string {
  if (isObject(member)) {
    const type = oneOf(channelTypes, member["type"]);
    if (type !== undefined && typeof member["value"] === "string") return `${texts.domain(`channel.${type}`)} ${member["value"]}`;
  }
  return fieldValue(texts, kind, field, member) ?? "";
}

/** What people call a whole record. */
function nameOf(record: Readonly<Record<string, Json>>): string {
  for (const field of ["name", "title", "text", "id"]) {
    const value = record[field];
    if (typeof value === "string" && value !== "") return value;
  }
  return JSON.stringify(record);
}

function hoursOf(value: Readonly<Record<string, Json>>): { readonly startMinute: number; readonly endMinute: number } | null {
  const { startMinute, endMinute } = value;
  return typeof startMinute === "number" && typeof endMinute === "number" ? { startMinute, endMinute } : null;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
