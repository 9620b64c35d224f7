import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { DatabaseFigures } from "./read-figures.ts";

/** Work that the backend does unasked. */
export const jobNames = ["log", "scores", "forecasts", "promises", "pages"] as const;
export type JobName = (typeof jobNames)[number];

export type MutationOutcome = "applied" | "conflict" | "refused" | "skipped";
export type IngestOutcome = "stored" | "unchanged" | "dropped";

/** What the backend counts and how it is told as text for Prometheus. No label ever holds a tenant, a user, an id or text of a customer. */
export interface BackendMetrics {
  readonly registry: Registry;
  /** A request was answered. `route` is its pattern; `seconds` from its first byte to its answer's last. */
  answered(request: { readonly method: string; readonly route: string; readonly status: number; readonly seconds: number }): void;
  requestsInFlight(change: 1 | -1): void;
  streams(change: 1 | -1): void;
  /** A pull was answered with so many changes; null = the laptop was told to take a new snapshot. */
  pulled(changes: number | null): void;
  /** A push was answered. `agesSeconds`: how long each new edit had waited on its laptop. */
  pushed(outcomes: readonly MutationOutcome[], agesSeconds: readonly number[]): void;
  ingested(target: string, rows: Readonly<Partial<Record<IngestOutcome, number>>>): void;
  jobBegan(job: JobName): void;
  /** `nowMs`: when it ended, UTC; a run that failed in part has failed. */
  jobEnded(job: JobName, run: { readonly seconds: number; readonly failed: boolean; readonly nowMs: number }): void;
  logLinesDropped(lines: number): void;
  /** What the database holds, as read for this scrape; null = it did not answer. */
  database(figures: DatabaseFigures | null): void;
  text(): Promise<string>;
}

/** Around the goals: p95 below 0.3 s, p99 below 1 s. */
const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 0.5, 1, 2.5, 5, 10, 30];
/** From a second to a month: laptops are away for days. */
const ageBuckets = [1, 10, 60, 600, 3_600, 28_800, 86_400, 604_800, 2_592_000];

export function createBackendMetrics(build: { readonly version: string; readonly engine: string }): BackendMetrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []): Gauge<L> =>
    new Gauge({ name, help, labelNames, registers });

  const info = gauge("headroom_build_info", "Always 1; what runs, as labels.", ["version", "engine"]);
  info.set(build, 1);
  const duration = new Histogram({
    name: "headroom_http_request_duration_seconds",
    help: "Time to answer a request, by the pattern of its route. Event streams are left out.",
    labelNames: ["method", "route", "code"],
    buckets: requestBuckets,
    registers,
  });
  const inFlight = gauge("headroom_http_requests_in_flight", "Requests that are being answered, event streams left out.");
  const streams = gauge("headroom_event_streams", "Laptops that listen for news.");
  const pulls = counter("headroom_sync_pulls_total", "Pulls answered: with changes, or with the order to take a new snapshot.", ["result"]);
  const pulledChanges = counter("headroom_sync_pulled_changes_total", "Changes sent to laptops.");
  const pushes = counter("headroom_sync_pushes_total", "Pushes answered.");
  const mutations = counter("headroom_sync_mutations_total", "Edits of laptops, by what became of them.", ["result"]);
  const editAge = new Histogram({
    name: "headroom_sync_edit_age_seconds",
    help: "How long an edit had waited on its laptop when it arrived, by the laptop's clock.",
    buckets: ageBuckets,
    registers,
  });
  const ingestRows = counter("headroom_ingest_rows_total", "Rows that came over HTTP, by target and by what became of them.", [
    "target",
    "result",
  ]);
  const jobRuns = counter("headroom_job_runs_total", "Rounds of the backend's own work.", ["job", "result"]);
  const jobSuccess = gauge("headroom_job_last_success_timestamp_seconds", "When a round last ended well here; 0 = not since the start.", [
    "job",
  ]);
  const jobDuration = gauge("headroom_job_last_duration_seconds", "How long the last round took.", ["job"]);
  const jobRunning = gauge("headroom_job_running", "1 while a round is under way here.", ["job"]);
  for (const job of jobNames) {
    jobSuccess.set({ job }, 0);
    jobRunning.set({ job }, 0);
    for (const result of ["success", "failure"]) jobRuns.inc({ job, result }, 0);
  }
  for (const result of ["changes", "snapshot"]) pulls.inc({ result }, 0);
  for (const result of ["applied", "conflict", "refused", "skipped"]) mutations.inc({ result }, 0);
  const dropped = counter("headroom_log_lines_dropped_total", "Lines that the log file had no room for.");

  const up = gauge("headroom_database_up", "1 when the database answered this scrape.");
  const transactions = gauge("headroom_database_transactions", "Transactions under way, those that wait for a connection included.");
  const connections = gauge("headroom_database_connections", "Connections of this process, by state.", ["state"]);
  const waiting = gauge("headroom_database_waiting", "Transactions that wait for a connection.");
  const size = gauge("headroom_database_size_bytes", "Size of the database on its server's disk.");
  const wal = gauge("headroom_database_wal_position_bytes", "Where the write-ahead log stands; its rate is what is written.");
  const replication = gauge(
    "headroom_database_replication_lag_bytes",
    "How far the furthest replica is behind; missing without replicas or the right to see them.",
  );
  const tenants = gauge("headroom_tenants", "Companies in the database.");
  const logChanges = gauge("headroom_sync_log_changes", "Sequence numbers that laptops can still go on from: the sum over companies.");
  const pageLag = gauge(
    "headroom_sync_snapshot_lag_changes",
    "How far the oldest page of a first copy is behind its company's head: the most.",
  );
  const headLag = gauge(
    "headroom_sync_head_lag_changes",
    "How far what this process last told its laptops is behind the database: the most over companies somebody listens to.",
  );
  const leases = gauge("headroom_job_leases", "Companies of which some backend has this work to itself now.", ["job"]);
  const laptops = gauge("headroom_laptops_seen", "Laptops that have asked for something within the time.", ["within"]);

  return {
    registry,
    answered: ({ method, route, status, seconds }) => duration.observe({ method, route, code: String(status) }, seconds),
    requestsInFlight: (change) => inFlight.inc(change),
    streams: (change) => streams.inc(change),
    pulled: (changes) => {
      pulls.inc({ result: changes === null ? "snapshot" : "changes" });
      pulledChanges.inc(changes ?? 0);
    },
    pushed: (outcomes, agesSeconds) => {
      pushes.inc();
      for (const result of outcomes) mutations.inc({ result });
      // A laptop's clock may be ahead of this one.
      for (const age of agesSeconds) editAge.observe(Math.max(0, age));
    },
    ingested: (target, rows) => {
      for (const [result, count] of Object.entries(rows)) ingestRows.inc({ target, result }, count);
    },
    jobBegan: (job) => jobRunning.set({ job }, 1),
    jobEnded: (job, { seconds, failed, nowMs }) => {
      jobRunning.set({ job }, 0);
      jobDuration.set({ job }, seconds);
      jobRuns.inc({ job, result: failed ? "failure" : "success" });
      if (!failed) jobSuccess.set({ job }, nowMs / 1000);
    },
    logLinesDropped: (lines) => dropped.inc(lines),
    database: (figures) => {
      up.set(figures === null ? 0 : 1);
      // Old figures would look like new ones.
      for (const one of [size, wal, replication, tenants, logChanges, pageLag, headLag]) one.remove();
      for (const one of [leases, laptops]) one.reset();
      if (figures === null) return;
      transactions.set(figures.load.transactions);
      waiting.set(figures.load.waiting);
      connections.set({ state: "idle" }, figures.load.idle);
      connections.set({ state: "busy" }, figures.load.connections - figures.load.idle);
      size.set(figures.sizeBytes);
      wal.set(figures.walBytes);
      if (figures.replicationLagBytes !== null) replication.set(figures.replicationLagBytes);
      tenants.set(figures.tenants);
      logChanges.set(figures.logChanges);
      pageLag.set(figures.snapshotLag);
      headLag.set(figures.headLag);
      for (const [job, count] of Object.entries(figures.leases)) leases.set({ job }, count);
      for (const [within, count] of Object.entries(figures.laptops)) laptops.set({ within }, count);
    },
    text: () => registry.metrics(),
  };
}
