import { z } from "zod";
import { severities } from "../../../shared/domain/incident/incident.ts";
import { turns } from "../../../shared/domain/incident/turn.ts";
import type { JsonObject } from "../../../shared/kernel/json.ts";

/** `open` = everything not ended; `none` = resolved and closed. */
export const turnFilters = ["open", ...turns] as const;
export type TurnFilter = (typeof turnFilters)[number];

export const groupings = ["none", "turn", "severity", "account", "region"] as const;
export type Grouping = (typeof groupings)[number];

/** How the next promise stands: it runs out within the hour, it is broken, it stands. */
export const promiseFilters = ["soon", "breached", "paused"] as const;
export type PromiseFilter = (typeof promiseFilters)[number];

const listViewSchema = z.object({
  turn: z.enum(turnFilters),
  severities: z.array(z.enum(severities)),
  /** Account ids; `""` = no account claims it. */
  accounts: z.array(z.string()),
  /** `""` = no region is named. */
  regions: z.array(z.string()),
  /** Only the reader's own accounts. */
  mine: z.boolean(),
  /** Only what the reader watches. Views that were saved before there was a choice have none. */
  watched: z.boolean().default(false),
  promises: z.array(z.enum(promiseFilters)).default([]),
  grouping: z.enum(groupings),
});
/** What the list shows: stored as the definition of a saved view. */
export type ListView = z.infer<typeof listViewSchema>;

export const defaultView: ListView = {
  turn: "open",
  severities: [],
  accounts: [],
  regions: [],
  mine: false,
  watched: false,
  promises: [],
  grouping: "none",
};

/** Views that everybody has; their names are in the catalogue under `view.<id>`. */
export const builtInViews = {
  all: defaultView,
  mine: { ...defaultView, mine: true },
  urgent: { ...defaultView, severities: ["P0", "P1"] },
  breaking: { ...defaultView, promises: ["soon", "breached"] },
  byAccount: { ...defaultView, grouping: "account" },
} as const satisfies Record<string, ListView>;
export type BuiltInView = keyof typeof builtInViews;
export const builtInViewIds = Object.keys(builtInViews) as readonly BuiltInView[];

/** Reads a stored definition; one that this version does not understand shows the default view instead of nothing. */
export function parseListView(definition: unknown): ListView {
  const parsed = listViewSchema.safeParse(definition);
  return parsed.success ? parsed.data : defaultView;
}

export function listViewDefinition(view: ListView): JsonObject {
  return { ...view };
}

export function sameView(a: ListView, b: ListView): boolean {
  return JSON.stringify(listViewSchema.parse(a)) === JSON.stringify(listViewSchema.parse(b));
}
