import { z } from "zod";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import { dateParser } from "./date-pattern.ts";
import { limits } from "./limits.ts";
import { fieldOf, needsAccount, type TargetName, targetNames, targets } from "./targets.ts";
import { isEncodingName } from "./text-source.ts";
import { Zone } from "./zone.ts";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const name = z.string().min(1).max(200);

const datePattern = z
  .string()
  .max(100)
  .superRefine((pattern, context) => {
    const parser = dateParser(pattern);
    if (typeof parser !== "function") context.addIssue({ code: "custom", message: `no date pattern: ${parser.error}` });
  });
/** `account` = the zone of the account that the row belongs to; else an IANA name or a fixed offset. */
const zone = z
  .string()
  .refine(
    (text) => text === "account" || Zone.of(text) !== null,
    "no such time zone; give an IANA name such as Asia/Shanghai, an offset such as +08:00, or account",
  );

const column = z.strictObject({
  column: name,
  /** The file's words → the record's. */
  values: z.record(z.string(), scalar).optional(),
  /** Taken when the cell is empty or unknown. */
  default: scalar.optional(),
  date: datePattern.optional(),
  zone: zone.optional(),
  /** Numbers are multiplied by it. */
  scale: z
    .number()
    .refine((value) => value !== 0, "a scale of 0 leaves nothing")
    .optional(),
  decimal: z.enum([".", ","]).optional(),
  /** Separator of the members of a list. */
  split: z.string().min(1).max(5).optional(),
});
const constant = z.strictObject({ value: z.union([scalar, z.array(z.string())]) });
const template = z.strictObject({ template: z.string().min(1).max(500), default: z.string().optional() });
const fieldSpec = z.union([name, column, constant, template]);
export type ColumnSpec = z.infer<typeof column>;
export type FieldSpec = z.infer<typeof fieldSpec>;

/** How a row finds its account. `by`: `code`, or a reference that the accounts file declares, or a table in `lookups`. */
const accountLookup = z
  .strictObject({
    by: name,
    column: name.optional(),
    /** The file's own name is looked up. */
    file: z.literal(true).optional(),
    value: name.optional(),
    /** `none` keeps an incident that no account claims; the default drops the row and says so. */
    otherwise: z.enum(["drop", "none"]).optional(),
  })
  .refine(
    (lookup) => [lookup.column, lookup.file, lookup.value].filter((way) => way !== undefined).length === 1,
    "give exactly one of column, file, value",
  );
export type AccountLookup = z.infer<typeof accountLookup>;

const format = z.strictObject({
  /** `auto` goes by the file's name: .xlsx, .ndjson or .jsonl, anything else is CSV. */
  type: z.enum(["auto", "csv", "xlsx", "ndjson"]).default("auto"),
  encoding: z.string().refine(isEncodingName, "no such encoding; try auto, utf8, utf-16le, gb18030").default("auto"),
  delimiter: z.union([z.literal("auto"), z.string().length(1)]).default("auto"),
  skipLines: z.number().int().min(0).max(1000).default(0),
  /** Column names of a file that has no header. */
  header: z.array(name).min(1).max(limits.columns).optional(),
  sheet: z.union([name, z.number().int().min(0)]).optional(),
});

const fileMapping = z
  .strictObject({
    /** Path or glob below the folder that is read. */
    files: z.string().min(1).max(300),
    target: z.enum(targetNames as [TargetName, ...TargetName[]]),
    format: format.prefault({}),
    /** What the file writes for "not known"; an empty cell always says so. */
    unknown: z.array(z.string().min(1)).max(50).default([]),
    zone: zone.optional(),
    decimal: z.enum([".", ","]).default("."),
    /** A local time that the clocks jumped over. */
    skippedHour: z.enum(["drop", "forward"]).optional(),
    /** A local time that came twice. */
    doubledHour: z.enum(["in-order", "earlier", "later", "drop"]).default("in-order"),
    account: accountLookup.optional(),
    /** Accounts only: other columns by which later files name an account. */
    references: z.record(name, name).optional(),
    /** Usage only: `max` never lowers a stored hour, `last` replaces it. By default the metric decides. */
    merge: z.enum(["max", "last"]).optional(),
    /** Whether the first or the last file by name is read first: of two rows of one record the first counts. */
    order: z.enum(["ascending", "descending"]).default("ascending"),
    fields: z.record(z.string(), fieldSpec),
  })
  .superRefine((file, context) => {
    const known: Readonly<Record<string, { readonly required: boolean }>> = targets[file.target];
    for (const [field, spec] of Object.entries(file.fields)) {
      const definition = fieldOf(file.target, field);
      if (definition === undefined) {
        context.addIssue({
          code: "custom",
          path: ["fields", field],
          message: `${file.target} has no such field; it has ${Object.keys(known).join(", ")}`,
        });
      } else if (
        definition.type === "instant" &&
        typeof spec !== "string" &&
        "column" in spec &&
        spec.zone === undefined &&
        file.zone === undefined
      ) {
        const parsed =
          spec.date === undefined ||
          spec.date === "iso" ||
          spec.date.startsWith("epoch") ||
          /Z|XXX/.test(spec.date.replace(/'[^']*'/g, ""));
        if (!parsed)
          context.addIssue({
            code: "custom",
            path: ["fields", field, "zone"],
            message: "the dates name no zone: say which one they are in (here or for the file)",
          });
      }
    }
    for (const [field, definition] of Object.entries(known)) {
      if (definition.required && file.fields[field] === undefined)
        context.addIssue({ code: "custom", path: ["fields", field], message: `${file.target} cannot do without it` });
    }
    if (needsAccount(file.target) && file.account === undefined) {
      context.addIssue({
        code: "custom",
        path: ["account"],
        message: 'say how a row finds its account, e.g. {"by": "code", "column": "customer"}',
      });
    }
    if (!needsAccount(file.target) && file.account !== undefined)
      context.addIssue({ code: "custom", path: ["account"], message: `${file.target} belong to no account that could be looked up` });
    if (file.account?.otherwise === "none" && file.target !== "incidents") {
      context.addIssue({ code: "custom", path: ["account", "otherwise"], message: "only incidents may belong to no account" });
    }
    if (file.references !== undefined && file.target !== "accounts")
      context.addIssue({ code: "custom", path: ["references"], message: "only accounts declare references" });
    if (file.merge !== undefined && file.target !== "usage")
      context.addIssue({ code: "custom", path: ["merge"], message: "only usage is merged" });
    if (file.zone === "account" && file.target === "accounts")
      context.addIssue({ code: "custom", path: ["zone"], message: "an account's own row cannot take the account's zone" });
  });
export type FileMapping = z.infer<typeof fileMapping>;

/** A mapping file: see docs/data-mapping.md. */
export const mappingSchema = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1),
    /** Names the source system in ids: two systems may number their incidents alike. */
    source: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "lower-case letters, digits and hyphens")
      .default("import"),
    /** Tables from a foreign name to an account's code, for what no accounts file declares. */
    lookups: z.record(name, z.record(z.string(), z.string())).default({}),
    files: z.array(fileMapping).min(1).max(200),
  })
  .superRefine((mapping, context) => {
    const declared = new Set([
      "code",
      ...Object.keys(mapping.lookups),
      ...mapping.files.flatMap((file) => Object.keys(file.references ?? {})),
    ]);
    mapping.files.forEach((file, i) => {
      if (file.account !== undefined && !declared.has(file.account.by)) {
        context.addIssue({
          code: "custom",
          path: ["files", i, "account", "by"],
          message: `nothing declares it; there are ${[...declared].join(", ")}`,
        });
      }
    });
  });
export type Mapping = z.infer<typeof mappingSchema>;

export interface MappingError {
  readonly code: "bad-mapping";
  /** One line: the place inside the JSON and what is wrong there. */
  readonly message: string;
}

function pathText(path: readonly PropertyKey[]): string {
  return (
    path.map((part, i) => (typeof part === "number" ? `[${part}]` : `${i === 0 ? "" : "."}${String(part)}`)).join("") || "the whole file"
  );
}

/** The issue to tell: of a union the branch that came furthest. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union") return issue;
  const branches = issue.errors.flat().map((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] }));
  const unlike = branches.filter((inner) => inner.path.length > issue.path.length || inner.code === "unrecognized_keys");
  const best = unlike.toSorted((a, b) => b.path.length - a.path.length)[0];
  return best ?? { ...issue, message: "neither a column's name nor an object with column, value or template" };
}

/** Checks a mapping that is already JSON. */
export function checkMapping(json: unknown): Result<Mapping, MappingError> {
  const parsed = mappingSchema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const first = parsed.error.issues[0];
  if (first === undefined) return err({ code: "bad-mapping", message: "the whole file: not a mapping" });
  const issue = deepest(first);
  const more = parsed.error.issues.length - 1;
  return err({ code: "bad-mapping", message: `${pathText(issue.path)}: ${issue.message}${more > 0 ? ` (and ${more} more)` : ""}` });
}

export function parseMapping(text: string): Result<Mapping, MappingError> {
  if (text.length > limits.mappingBytes) return err({ code: "bad-mapping", message: "it is larger than 1 MiB" });
  try {
    return checkMapping(JSON.parse(text.replace(/^\ufeff/, "")));
  } catch (error) {
    if (error instanceof SyntaxError) return err({ code: "bad-mapping", message: `it is no JSON: ${error.message.replace(/\s+/g, " ")}` });
    if (error instanceof RangeError) return err({ code: "bad-mapping", message: "it is nested too deeply" });
    throw error;
  }
}
