import { isAbsolute } from "node:path";
import { z } from "zod";
import { isMetricId, type MetricId, metrics } from "../../shared/domain/metrics/metrics.ts";
import { regionId } from "../../shared/domain/common.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import { checkMapping } from "../ingest/mapping.ts";

const label = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "a label of Prometheus: letters, digits and _");
const named = z.string().min(1).max(200);

/** Units in which a query may answer, and how many of the metric's own unit one of them is. */
const unitFactors: Readonly<Record<(typeof metrics)[MetricId]["unit"], Readonly<Record<string, number>>>> = {
  users: { users: 1 },
  sessions: { sessions: 1 },
  ratio: { ratio: 1, percent: 0.01 },
  ms: { ms: 1, s: 1_000 },
};

/** What one of the query's unit is in the metric's own. */
export function unitFactor(metric: MetricId, unit: string): number {
  return unitFactors[metrics[metric].unit][unit] ?? Number.NaN;
}

/** Where a secret is. `sealed`: in the database, under the backend's key; the others are read where the backend runs, each time anew. */
const secretSource = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("sealed") }),
  z.strictObject({ from: z.literal("env"), name: z.string().regex(/^HEADROOM_CONNECTOR_[A-Z0-9_]{1,60}$/, "HEADROOM_CONNECTOR_…") }),
  z.strictObject({ from: z.literal("file"), path: z.string().max(500).refine(isAbsolute, "an absolute path") }),
]);
export type SecretSource = z.infer<typeof secretSource>;

const auth = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("none") }),
  z.strictObject({ type: z.literal("basic"), user: z.string().min(1).max(200), password: secretSource }),
  z.strictObject({ type: z.literal("bearer"), token: secretSource }),
]);

/** A label of the series, with the source's words turned into Headroom's, or one value for all. */
const fromLabel = z.strictObject({ label, values: z.record(z.string(), z.string()).optional() });
const part = z.union([fromLabel, z.strictObject({ value: named })]);
export type SeriesPart = z.infer<typeof part>;

const query = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "lower-case letters, digits and hyphens"),
    /** PromQL, evaluated at the end of each hour: what it answers there is the figure of the hour before. */
    query: z.string().min(1).max(10_000),
    metric: z.string().refine((name): name is MetricId => isMetricId(name), "no such metric: see docs/connectors.md"),
    unit: z.string(),
    /** `by`: `code`, or a table of `lookups`. */
    account: z.union([z.strictObject({ by: named, label }), z.strictObject({ by: named, value: named })]),
    /** The account's first region when left out. */
    region: z.union([fromLabel, z.strictObject({ value: regionId })]).optional(),
    carrier: part.optional(),
    sdk: part.optional(),
    platform: part.optional(),
    /** `last`: what is asked again replaces what was stored; `max`: it never lowers it. */
    merge: z.enum(["last", "max"]).default("last"),
  })
  .superRefine((one, context) => {
    const units = Object.keys(unitFactors[metrics[one.metric].unit]);
    if (!units.includes(one.unit))
      context.addIssue({
        code: "custom",
        path: ["unit"],
        message: `${one.metric} is in ${metrics[one.metric].unit}; give ${units.join(" or ")}`,
      });
  });
export type PrometheusQuery = z.infer<typeof query>;

function isPlainAddress(text: string): boolean {
  const url = new URL(text);
  return url.username === "" && url.password === "" && url.search === "" && url.hash === "";
}

const prometheus = z
  .strictObject({
    kind: z.literal("prometheus"),
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .refine(isPlainAddress, "an address without name, password and query"),
    auth: auth.default({ type: "none" }),
    /** How far back the first run goes. */
    historyDays: z.number().int().min(1).max(800).default(400),
    everyMinutes: z.number().int().min(1).max(1_440).default(10),
    /** An hour is asked for so long after it has ended. */
    delayMinutes: z.number().int().min(0).max(1_440).default(5),
    /** Hours before the last one that are asked for again, for samples that came late. */
    overlapHours: z.number().int().min(0).max(168).default(3),
    timeoutSeconds: z.number().int().min(1).max(300).default(60),
    /** Hours asked for at a time; Prometheus answers at most 11,000 points a series. */
    windowHours: z.number().int().min(1).max(10_000).default(168),
    lookups: z.record(named, z.record(z.string(), z.string())).default({}),
    queries: z.array(query).min(1).max(100),
  })
  .superRefine((config, context) => {
    const { hostname, protocol } = new URL(config.url);
    if (config.auth.type !== "none" && protocol === "http:" && !["127.0.0.1", "[::1]", "localhost"].includes(hostname))
      context.addIssue({ code: "custom", path: ["url"], message: "it would carry the secret in the clear: give an address with https" });
    const seen = new Set<string>();
    config.queries.forEach((one, i) => {
      if (seen.has(one.name)) context.addIssue({ code: "custom", path: ["queries", i, "name"], message: "another query has this name" });
      seen.add(one.name);
      if (one.account.by !== "code" && !Object.hasOwn(config.lookups, one.account.by))
        context.addIssue({ code: "custom", path: ["queries", i, "account", "by"], message: "neither code nor a table of lookups" });
    });
  });
export type PrometheusConfig = z.infer<typeof prometheus>;

/** The name of a stored mapping, or a mapping: see docs/data-mapping.md. */
const mapping = z.union([z.string().min(1).max(60), z.record(z.string(), z.json())]);

const folder = z.strictObject({
  kind: z.literal("folder"),
  folder: z.string().max(500).refine(isAbsolute, "an absolute path"),
  /** Only the backend on the machine of this name reads it. */
  host: z.string().min(1).max(253).optional(),
  everySeconds: z.number().int().min(2).max(86_400).default(30),
  /** `settled`: a file whose size and time have not changed for `settleSeconds`; `renamed`: at once, writers rename it in when it is whole. */
  ready: z.enum(["settled", "renamed"]).default("settled"),
  settleSeconds: z.number().int().min(0).max(3_600).default(10),
  mapping,
});
export type FolderConfig = z.infer<typeof folder>;

const path = z.string().regex(/^[^.\s]{1,60}(?:\.[^.\s]{1,60}){0,5}$/, "names, separated by dots");
const webhook = z.strictObject({
  kind: z.literal("webhook"),
  mapping,
  /** Where in the message its type stands; the mapping's entry of that name in `files` reads it. Without it the mapping has one entry. */
  typeField: path.optional(),
  /** Where in the message the row stands, or the list of rows; the message itself when left out. */
  rows: path.optional(),
  bodyBytes: z.number().int().min(1_024).max(1_048_576).default(262_144),
  /** Deliveries that may wait; more are told to come again later. */
  queue: z.number().int().min(1).max(100_000).default(10_000),
});
export type WebhookConfig = z.infer<typeof webhook>;

export const connectorConfig = z.discriminatedUnion("kind", [prometheus, folder, webhook]);
export type ConnectorConfig = z.infer<typeof connectorConfig>;

export interface ConfigError {
  readonly code: "bad-config";
  /** One line: the place inside the JSON and what is wrong there. */
  readonly message: string;
}

/** Checks a connector's configuration that is already JSON. */
export function checkConnector(json: unknown): Result<ConnectorConfig, ConfigError> {
  const parsed = connectorConfig.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return err({ code: "bad-config", message: `${issue?.path.join(".") || "the whole"}: ${issue?.message ?? "not valid"}` });
  }
  const config = parsed.data;
  if (config.kind === "prometheus" || typeof config.mapping === "string") return ok(config);
  const mapped = checkMapping(config.mapping);
  if (!mapped.ok) return err({ code: "bad-config", message: `mapping.${mapped.error.message}` });
  if (config.kind === "webhook" && config.typeField === undefined && mapped.value.files.length > 1)
    return err({ code: "bad-config", message: "typeField: the mapping has several entries; say where the message names its type" });
  return ok(config);
}
