import { expect, test } from "vitest";
import { fixedClock } from "../../shared/kernel/clock.ts";
import { createBackendMetrics } from "./backend-metrics.ts";
import { measureJob } from "./measure-job.ts";

const nowMs = Date.UTC(2026, 9, 29, 2);

/** Of one metric, as Prometheus reads it. */
async function rowsOf(metrics: ReturnType<typeof createBackendMetrics>, name: string): Promise<readonly string[]> {
  return (await metrics.text()).split("\n").filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
}

test("requests, pushes and rows are told as Prometheus reads them", async () => {
  const metrics = createBackendMetrics({ version: "1.2.3", engine: "postgres" });
  metrics.answered({ method: "GET", route: "/v1/sync/pull", status: 200, seconds: 0.02 });
  metrics.answered({ method: "GET", route: "/v1/sync/pull", status: 200, seconds: 0.4 });
  metrics.pulled(7);
  metrics.pulled(null);
  metrics.pushed(["applied", "applied", "conflict", "refused"], [5, 90_000, -3]);
  metrics.ingested("usage", { stored: 10, unchanged: 2, dropped: 1 });
  metrics.streams(1);
  expect(await metrics.registry.getSingleMetricAsString("headroom_http_request_duration_seconds")).toBe(
    `# HELP headroom_http_request_duration_seconds Time to answer a request, by the pattern of its route. Event streams are left out.
# TYPE headroom_http_request_duration_seconds histogram
headroom_http_request_duration_seconds_bucket{le="0.005",method="GET",route="/v1/sync/pull",code="200"} 0
headroom_http_request_duration_seconds_bucket{le="0.01",method="GET",route="/v1/sync/pull",code="200"} 0
headroom_http_request_duration_seconds_bucket{le="0.025",method="GET",route="/v1/sync/pull",code="200"} 1
headroom_http_request_duration_seconds_bucket{le="0.05",method="GET",route="/v1/sync/pull",code="200"} 1
headroom_http_request_duration_seconds_bucket{le="0.1",method="GET",route="/v1/sync/pull",code="200"} 1
headroom_http_request_duration_seconds_bucket{le="0.3",method="GET",route="/v1/sync/pull",code="200"} 1
headroom_http_request_duration_seconds_bucket{le="0.5",method="GET",route="/v1/sync/pull",code="200"} 2
headroom_http_request_duration_seconds_bucket{le="1",method="GET",route="/v1/sync/pull",code="200"} 2
headroom_http_request_duration_seconds_bucket{le="2.5",method="GET",route="/v1/sync/pull",code="200"} 2
headroom_http_request_duration_seconds_bucket{le="5",method="GET",route="/v1/sync/pull",code="200"} 2
headroom_http_request_duration_seconds_bucket{le="10",method="GET",route="/v1/sync/pull",code="200"} 2
headroom_http_request_duration_seconds_bucket{le="30",method="GET",route="/v1/sync/pull",code="200"} 2
headroom_http_request_duration_seconds_bucket{le="+Inf",method="GET",route="/v1/sync/pull",code="200"} 2
headroom_http_request_duration_seconds_sum{method="GET",route="/v1/sync/pull",code="200"} 0.42000000000000004
headroom_http_request_duration_seconds_count{method="GET",route="/v1/sync/pull",code="200"} 2`,
  );
  const counted = ["build_info", "sync_pulls_total", "sync_pulled_changes_total", "sync_pushes_total", "sync_mutations_total"];
  const rest = ["sync_edit_age_seconds_bucket", "sync_edit_age_seconds_count", "ingest_rows_total", "event_streams"];
  const rows = await Promise.all([...counted, ...rest].map((name) => rowsOf(metrics, `headroom_${name}`)));
  expect(rows.flat()).toEqual([
    'headroom_build_info{version="1.2.3",engine="postgres"} 1',
    'headroom_sync_pulls_total{result="changes"} 1',
    'headroom_sync_pulls_total{result="snapshot"} 1',
    "headroom_sync_pulled_changes_total 7",
    "headroom_sync_pushes_total 1",
    'headroom_sync_mutations_total{result="applied"} 2',
    'headroom_sync_mutations_total{result="conflict"} 1',
    'headroom_sync_mutations_total{result="refused"} 1',
    'headroom_sync_mutations_total{result="skipped"} 0',
    'headroom_sync_edit_age_seconds_bucket{le="1"} 1',
    'headroom_sync_edit_age_seconds_bucket{le="10"} 2',
    'headroom_sync_edit_age_seconds_bucket{le="60"} 2',
    'headroom_sync_edit_age_seconds_bucket{le="600"} 2',
    'headroom_sync_edit_age_seconds_bucket{le="3600"} 2',
    'headroom_sync_edit_age_seconds_bucket{le="28800"} 2',
    'headroom_sync_edit_age_seconds_bucket{le="86400"} 2',
    'headroom_sync_edit_age_seconds_bucket{le="604800"} 3',
    'headroom_sync_edit_age_seconds_bucket{le="2592000"} 3',
    'headroom_sync_edit_age_seconds_bucket{le="+Inf"} 3',
    "headroom_sync_edit_age_seconds_count 3",
    'headroom_ingest_rows_total{target="usage",result="stored"} 10',
    'headroom_ingest_rows_total{target="usage",result="unchanged"} 2',
    'headroom_ingest_rows_total{target="usage",result="dropped"} 1',
    "headroom_event_streams 1",
  ]);
});

test("a round of the backend's own work is told with its end, its length and whether all of it went well", async () => {
  const metrics = createBackendMetrics({ version: "1", engine: "pglite" });
  const clock = fixedClock(nowMs);
  const times = [0, 1_500, 2_000, 2_250, 9_000, 9_100];
  const meter = measureJob(metrics, "scores", clock, () => times.shift() ?? 0);
  let during: readonly string[] = [];
  await meter.round(async () => {
    during = await rowsOf(metrics, "headroom_job_running");
  });
  clock.advance(60_000);
  await meter.round(() => Promise.resolve(meter.failed()));
  await expect(meter.round(() => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
  expect(during).toContain('headroom_job_running{job="scores"} 1');
  const told = await Promise.all(
    ["runs_total", "last_success_timestamp_seconds", "last_duration_seconds", "running"].map((name) =>
      rowsOf(metrics, `headroom_job_${name}`),
    ),
  );
  expect(told.flat().filter((row) => row.includes('"scores"'))).toEqual([
    'headroom_job_runs_total{job="scores",result="success"} 1',
    'headroom_job_runs_total{job="scores",result="failure"} 2',
    `headroom_job_last_success_timestamp_seconds{job="scores"} ${nowMs / 1000}`,
    'headroom_job_last_duration_seconds{job="scores"} 0.1',
    'headroom_job_running{job="scores"} 0',
  ]);
});

test("when the database does not answer, its figures go: old ones would look like new ones", async () => {
  const metrics = createBackendMetrics({ version: "1", engine: "postgres" });
  metrics.database({
    load: { transactions: 12, connections: 10, idle: 1, waiting: 2 },
    sizeBytes: 5_000_000,
    walBytes: 77,
    replicationLagBytes: null,
    tenants: 2,
    logChanges: 40,
    snapshotLag: 7,
    headLag: 1,
    leases: { pages: 0, scores: 1 },
    laptops: { "5m": 3, "1h": 4, "1d": 5 },
  });
  const database = async (): Promise<readonly string[]> =>
    (await metrics.text())
      .split("\n")
      .filter((line) => /^headroom_(database|tenants|sync_log|sync_snap|sync_head|job_leases|laptops)/.test(line));
  expect(await database()).toEqual([
    "headroom_database_up 1",
    "headroom_database_transactions 12",
    'headroom_database_connections{state="idle"} 1',
    'headroom_database_connections{state="busy"} 9',
    "headroom_database_waiting 2",
    "headroom_database_size_bytes 5000000",
    "headroom_database_wal_position_bytes 77",
    "headroom_tenants 2",
    "headroom_sync_log_changes 40",
    "headroom_sync_snapshot_lag_changes 7",
    "headroom_sync_head_lag_changes 1",
    'headroom_job_leases{job="pages"} 0',
    'headroom_job_leases{job="scores"} 1',
    'headroom_laptops_seen{within="5m"} 3',
    'headroom_laptops_seen{within="1h"} 4',
    'headroom_laptops_seen{within="1d"} 5',
  ]);
  metrics.database(null);
  expect(await database()).toEqual([
    "headroom_database_up 0",
    "headroom_database_transactions 12",
    'headroom_database_connections{state="idle"} 1',
    'headroom_database_connections{state="busy"} 9',
    "headroom_database_waiting 2",
  ]);
});
