/**
 * What a review's numbers are counted from: rows that were taken from the record when the snapshot was made, small enough to be kept with it. A
 * column is `key: type`; every table but `account` has a column that says when a row counts.
 *
 * `text` stands as the record has it · `number` · `instant` UTC ms · `day` `YYYY-MM-DD` in the customer's zone. Every cell may be null: not known.
 */
export const evidenceTables = {
  /** One a region and local day, and one with region `*` for all regions together hour by hour. Peak = greatest hour; user-hours = sum of the hours' concurrent users, an estimate of the time spent. `dayType` `event`, `holiday`, `weekend`, `workday` by the customer's calendar, the first that fits. */
  usageDays: {
    region: "text",
    day: "day",
    at: "instant",
    peakPcu: "number",
    peakAt: "instant",
    userHours: "number",
    hours: "number",
    dayType: "text",
  },
  /** Capacity in force in a region from `at` to `until` (null = still). */
  capacity: { region: "text", at: "instant", until: "instant", pcu: "number", id: "text" },
  /**
   * One a metric, region, carrier, local week (by its Monday, clipped to the period) and part of the day: `hours` is `evening` (20–23 h on the audience's
   * clock) or `other`. Rates are of all sessions of the row. Carrier null = not split.
   */
  quality: {
    metric: "text",
    region: "text",
    carrier: "text",
    week: "day",
    hours: "text",
    at: "instant",
    value: "number",
    sessions: "number",
  },
  /** One a metric, region, carrier, SDK version and platform over the period. */
  qualityParts: {
    metric: "text",
    region: "text",
    carrier: "text",
    sdk: "text",
    platform: "text",
    at: "instant",
    value: "number",
    sessions: "number",
  },
  /** One an incident that was opened or ended in one of the periods. `acknowledgeMs`, `resolveMs` are wall time. `repeats` = number of the incident that it repeats. */
  incidents: {
    id: "text",
    number: "text",
    title: "text",
    severity: "text",
    kind: "text",
    region: "text",
    component: "text",
    cause: "text",
    at: "instant",
    endedAt: "instant",
    acknowledgeMs: "number",
    resolveMs: "number",
    handOffs: "number",
    reopened: "number",
    repeats: "text",
    postmortem: "text",
  },
  /** One a decided promise, at the instant of its decision. `kept`, `nearMiss`: 1 or 0. */
  promises: {
    incidentId: "text",
    number: "text",
    clock: "text",
    severity: "text",
    policy: "text",
    at: "instant",
    kept: "number",
    nearMiss: "number",
    targetMs: "number",
    elapsedMs: "number",
  },
  /** One a credit that the policy owes. */
  credits: { incidentId: "text", number: "text", clause: "text", clock: "text", at: "instant", percent: "number" },
  /**
   * One a local week (where it begins) or peak: what was forecast about a week ahead, what was told, what came, what was provisioned then. `kind` `week`,
   * `peak` (forecasts of it were kept) or `outstanding` (a local day that rose above its neighbours, or an announced event or a holiday of which no forecast
   * was kept). `name` of the record or, for a holiday, in English with `nameZh`; null = no name is on record.
   */
  peaks: {
    id: "text",
    kind: "text",
    region: "text",
    name: "text",
    nameZh: "text",
    at: "instant",
    until: "instant",
    leadDays: "number",
    p50: "number",
    p90: "number",
    toldPcu: "number",
    actualPcu: "number",
    capacityPcu: "number",
  },
  /** One a message that was sent. `answer` is `needs`, `declines`, `answered` or `none`. */
  outreach: {
    id: "text",
    kind: "text",
    subject: "text",
    region: "text",
    at: "instant",
    answeredAt: "instant",
    answer: "text",
    answeredPcu: "number",
    contact: "text",
  },
  /** One a request for capacity. */
  capacityRequests: {
    id: "text",
    region: "text",
    at: "instant",
    state: "text",
    pcu: "number",
    confirmedAt: "instant",
    provisionedAt: "instant",
  },
  /** What was promised at the last review: `state` `kept`, `late` (done after its day), `open`, `overdue`, `dropped`. `lateDays` past the day. */
  commitments: {
    id: "text",
    title: "text",
    owner: "text",
    at: "instant",
    dueOn: "day",
    doneOn: "day",
    state: "text",
    lateDays: "number",
  },
  /**
   * What is to be done: items promised at reviews and of postmortems, and other open tasks, which are our own business. `from` says which: `review`,
   * `prevention`, `task`. Of this review's items those that are done stay. `at` is not known.
   */
  actions: { id: "text", title: "text", owner: "text", dueOn: "day", from: "text", state: "text", at: "instant" },
  /** Kept score of a day, 0–100. */
  health: { day: "day", at: "instant", score: "number", confidence: "number" },
  /** Answers of surveys. `type` `csat` (1–5) or `nps` (0–10). */
  surveys: { id: "text", type: "text", at: "instant", score: "number" },
  /**
   * Share of all counted users who ran a version on a platform at the end of the period, by the newest count. `behind` = releases that came
   * after it; `vulnerable` 1 = it has a known open hole.
   */
  sdk: {
    platform: "text",
    version: "text",
    at: "instant",
    share: "number",
    behind: "number",
    vulnerable: "number",
    releasedOn: "day",
    latest: "text",
  },
  /**
   * Holidays and announced events. `source` `holiday`, `event`; `kind` of a holiday: see HolidayKind. `nameZh` is a holiday's name in Chinese, whose `name` is
   * English; an event has the name that it was announced under.
   */
  occasions: {
    name: "text",
    nameZh: "text",
    at: "instant",
    until: "instant",
    source: "text",
    kind: "text",
    region: "text",
    upliftFactor: "number",
  },
  /** Postmortems published in the period. */
  postmortems: {
    id: "text",
    incidentId: "text",
    number: "text",
    cause: "text",
    at: "instant",
    prevention: "number",
    preventionDone: "number",
  },
  /** What numbers are held against, as it was in force: see target-rows.ts. `measure` a rate metric or a name of its own, `source` who says so. */
  targets: { measure: "text", value: "number", source: "text", at: "instant" },
  /** What had to be left out of the reviewed period, and how many rows: `subject` is a table here, `reason` one of exclusionReasons. */
  exclusions: { subject: "text", reason: "text", rows: "number", at: "instant" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnType>>>>;

export type ColumnType = "text" | "number" | "instant" | "day";
export type EvidenceTableId = keyof typeof evidenceTables;
export type EvidenceColumn<T extends EvidenceTableId> = keyof (typeof evidenceTables)[T] & string;
export type EvidenceCell = string | number | null;

/** Rows in the order of the table's columns. */
export type EvidenceRows = readonly (readonly EvidenceCell[])[];

export interface EvidenceTable {
  readonly rows: EvidenceRows;
  /** Rows of the record behind them: hours of series or records. */
  readonly sourceRows: number;
  /** Kinds of records or groups of metrics that they were taken from. */
  readonly sources: readonly string[];
  /** Oldest and newest instant among them, UTC ms; null = there are none. Before the oldest nothing is known: none is not zero there. */
  readonly fromMs: number | null;
  readonly asOfMs: number | null;
}

/** Everything that a review's numbers can be counted from. */
export type Evidence = Readonly<Record<EvidenceTableId, EvidenceTable>>;

export const evidenceTableIds = Object.keys(evidenceTables) as readonly EvidenceTableId[];

/** Index of a column in the rows of its table. */
export function columnIndex<T extends EvidenceTableId>(table: T, column: EvidenceColumn<T>): number {
  return Object.keys(evidenceTables[table]).indexOf(column);
}
