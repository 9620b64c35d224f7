import type { z } from "zod";

/** A string as somebody may have typed it, with the field that it stands in; answers what is to stand there. */
export type ChangeText = (text: string, field: string) => string;

interface Definition {
  readonly type: string;
  readonly format?: string;
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly check: string } } }[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly items?: readonly z.ZodType[];
  readonly options?: readonly z.ZodType[];
}

/** Fields that name records: their values are ids, also where the form allows more. */
const names = /(?:^id|Id|Ids)$/;
/** Fields that hold a file: looked into by who packs, not changed here. */
const files = new Set(["packed", "digest", "sha256"]);

/**
 * A value with every free text in it changed: strings that no list, pattern or format restricts. What the schema does not know of is treated as
 * free. The very value where nothing changed.
 */
export function changeTexts(schema: z.ZodType, value: unknown, change: ChangeText, field = ""): unknown {
  if (value === null || value === undefined || typeof value === "number" || typeof value === "boolean") return value;
  const definition = (schema as { readonly def?: unknown }).def as Definition | undefined;
  switch (definition?.type) {
    case "optional":
    case "nullable":
    case "default":
    case "readonly":
    case "nonoptional":
      return definition.innerType === undefined ? changeAll(value, change, field) : changeTexts(definition.innerType, value, change, field);
    case "enum":
    case "literal":
    case "boolean":
    case "number":
      return value;
    case "string":
      return typeof value !== "string" || isRestricted(definition) || names.test(field) || files.has(field) ? value : change(value, field);
    case "array":
      return Array.isArray(value) && definition.element !== undefined
        ? changeItems(value, (item) => changeTexts(definition.element ?? schema, item, change, field))
        : changeAll(value, change, field);
    case "tuple":
      return Array.isArray(value)
        ? changeItems(value, (item, at) => {
            const of = definition.items?.[at];
            return of === undefined ? changeAll(item, change, field) : changeTexts(of, item, change, field);
          })
        : changeAll(value, change, field);
    case "object":
      return changeFields(value, (item, name) => {
        const of = definition.shape?.[name];
        return of === undefined ? changeAll(item, change, name) : changeTexts(of, item, change, name);
      });
    case "record":
      return changeFields(value, (item, name) =>
        definition.valueType === undefined ? changeAll(item, change, name) : changeTexts(definition.valueType, item, change, name),
      );
    case "union": {
      const fitting = definition.options?.find((option) => option.safeParse(value).success);
      return fitting === undefined ? changeAll(value, change, field) : changeTexts(fitting, value, change, field);
    }
    default:
      return changeAll(value, change, field);
  }
}

/** Every string of a value, whatever it is. */
function changeAll(value: unknown, change: ChangeText, field: string): unknown {
  if (typeof value === "string") return change(value, field);
  if (Array.isArray(value)) return changeItems(value, (item) => changeAll(item, change, field));
  return typeof value === "object" && value !== null ? changeFields(value, (item, name) => changeAll(item, change, name)) : value;
}

function isRestricted({ format, checks = [] }: Definition): boolean {
  return format !== undefined || checks.some((check) => check._zod.def.check === "string_format");
}

function changeItems(items: readonly unknown[], change: (item: unknown, at: number) => unknown): readonly unknown[] {
  const changed = items.map(change);
  return changed.every((item, at) => item === items[at]) ? items : changed;
}

function changeFields(value: unknown, change: (item: unknown, name: string) => unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const before = Object.entries(value);
  const after = before.map(([name, item]) => [name, change(item, name)] as const);
  return after.every(([, item], at) => item === before[at]?.[1]) ? value : Object.fromEntries(after);
}
