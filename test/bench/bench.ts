export const benchSizes = ["desk", "team", "region"] as const;
export type BenchSize = (typeof benchSizes)[number];

/** What one benchmark measured at one size: milliseconds, or what its `unit` says, one per run, warm-up left out. */
export interface BenchRun {
  readonly runsMs: readonly number[];
  /** A peer or the simplest thing that could work, timed in the same run on the same data. */
  readonly floorName: string;
  readonly floorRunsMs: readonly number[];
  /** Anything a reader must know to believe the figure, e.g. rows per second. */
  readonly note?: string;
}

/** A benchmark: a file of its own beside this one, exporting `bench`. It is not a test and never fails on time. */
export interface Bench {
  readonly name: string;
  /** What its figures are, if they are not milliseconds; the row keeps its field names. */
  readonly unit?: "MB";
  run(size: BenchSize): Promise<BenchRun>;
}
