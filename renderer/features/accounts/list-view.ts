import { z } from "zod";
import { scenarios, tiers } from "../../../shared/domain/account/account.ts";
import { headroomStates } from "../../../shared/domain/headroom/headroom.ts";
import type { JsonObject } from "../../../shared/kernel/json.ts";

/** Every column the list can show, in the order the chooser offers them. `name` is always there. */
export const columnIds = [
  "score",
  "health",
  "scoreChange",
  "scoreSpark",
  "state",
  "share",
  "change",
  "spark",
  "name",
  "code",
  "reason",
  "tier",
  "scenario",
  "regions",
  "tightest",
  "peak",
  "peakDay",
  "capacity",
  "incidents",
  "waiting",
  "tasks",
  "nextPeak",
  "nextEvent",
  "eventDays",
  "renewal",
  "renewsOn",
  "minutes",
  "owner",
  "lifecycle",
  "tags",
  "touch",
  "data",
] as const;
export type ColumnId = (typeof columnIds)[number];

export const groupings = ["none", "health", "state", "tier", "scenario", "region", "owner"] as const;
export type Grouping = (typeof groupings)[number];

const filterSchema = z.object({
  tiers: z.array(z.enum(tiers)),
  scenarios: z.array(z.enum(scenarios)),
  regions: z.array(z.string()),
  /** Ids; `""` = nobody yet. */
  owners: z.array(z.string()),
  health: z.array(z.enum(["critical", "risk", "watch", "unknown", "good"])),
  states: z.array(z.enum(["critical", "risk", "watch", "unknown", "good"])),
  lifecycles: z.array(z.enum(["onboarding", "active", "paused", "ended"])),
  tags: z.array(z.string()),
  /** The reader's own accounts. */
  mine: z.boolean(),
  /** Serves users outside mainland China. */
  overseas: z.boolean(),
  openIncidents: z.boolean(),
  renewsWithinDays: z.number().nullable(),
  untouchedDays: z.number().nullable(),
});
export type ListFilter = z.infer<typeof filterSchema>;

export const noFilter: ListFilter = {
  tiers: [],
  scenarios: [],
  regions: [],
  owners: [],
  health: [],
  states: [],
  lifecycles: [],
  tags: [],
  mine: false,
  overseas: false,
  openIncidents: false,
  renewsWithinDays: null,
  untouchedDays: null,
};

const sortSchema = z.object({ column: z.enum(columnIds), descending: z.boolean() });
export type ListSort = z.infer<typeof sortSchema>;

const listViewSchema = z.object({
  columns: z.array(z.enum(columnIds)).min(1),
  sorts: z.array(sortSchema),
  grouping: z.enum(groupings),
  filter: filterSchema,
});
/** What a view of the list shows: stored as the definition of a saved view. */
export type ListView = z.infer<typeof listViewSchema>;

const storedViewSchema = listViewSchema.extend({ filter: filterSchema.partial() }).partial();

export const defaultView: ListView = {
  columns: [
    "score",
    "health",
    "scoreChange",
    "scoreSpark",
    "name",
    "reason",
    "tier",
    "scenario",
    "regions",
    "nextPeak",
    "share",
    "incidents",
    "renewal",
    "touch",
    "data",
  ],
  sorts: [{ column: "score", descending: false }],
  grouping: "health",
  filter: noFilter,
};

/** Views that everybody has; their names are in the catalogue under `view.<id>`. */
export const builtInViews = {
  mine: { ...defaultView, filter: { ...noFilter, mine: true } },
  all: defaultView,
  renewing: {
    ...defaultView,
    grouping: "none",
    sorts: [{ column: "renewal", descending: false }],
    filter: { ...noFilter, renewsWithinDays: 90 },
  },
  lowHeadroom: {
    ...defaultView,
    grouping: "state",
    sorts: [{ column: "share", descending: false }],
    filter: { ...noFilter, states: ["critical", "risk"] },
  },
  untouched: {
    ...defaultView,
    grouping: "none",
    sorts: [{ column: "touch", descending: true }],
    filter: { ...noFilter, untouchedDays: 30 },
  },
  overseas: { ...defaultView, filter: { ...noFilter, overseas: true } },
} as const satisfies Record<string, ListView>;
export type BuiltInView = keyof typeof builtInViews;
export const builtInViewIds = Object.keys(builtInViews) as readonly BuiltInView[];

export function isBuiltInView(id: string): id is BuiltInView {
  return Object.hasOwn(builtInViews, id);
}

/**
 * Reads a stored definition. Parts that it leaves out are those of the default view; one that this version does not understand shows the
 * default view instead of nothing.
 */
export function parseListView(definition: unknown): ListView {
  const parsed = storedViewSchema.safeParse(definition);
  if (!parsed.success) return defaultView;
  const { filter, ...parts } = parsed.data;
  return withName({ ...defaultView, ...given(parts), filter: { ...noFilter, ...given(filter ?? {}) } });
}

/** The parts that are there: a part that is left out must not hide the default's. */
function given<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

export function listViewDefinition(view: ListView): JsonObject {
  return structuredClone(view);
}

function withName(view: ListView): ListView {
  return view.columns.includes("name") ? view : { ...view, columns: ["name", ...view.columns] };
}

export function sameView(a: ListView, b: ListView): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** States in the order of groups and of the distribution bar. */
export const stateOrder = headroomStates;
