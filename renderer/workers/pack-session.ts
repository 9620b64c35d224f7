import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import type { HourlySeries } from "../../shared/domain/metrics/series.ts";
import { err, type Result } from "../../shared/kernel/result.ts";
import { seriesOfChunks } from "../../shared/sync/chunk-series.ts";
import type { EditError } from "../data/data-client.ts";
import { Engine } from "../data/engine.ts";
import { HealthKeeper } from "../data/health-keeper.ts";
import { initialSyncStatus } from "../data/initial-sync-status.ts";
import { PeakKeeper } from "../data/peak-keeper.ts";
import { QueryRunner } from "../data/query-runner.ts";
import { SignalKeeper } from "../data/signal-keeper.ts";
import { openContents, type OpenedPack } from "../data/site-pack/open-contents.ts";
import { usageRollup } from "../data/usage-rollup.ts";
import type { DataHostPorts } from "./data-host.ts";
import { onceAFrame } from "./once-a-frame.ts";

const minuteMs = 60_000;

/**
 * A site pack, opened: the real engine, queries, scores, signals and forecasts over what was sealed in it. It lives in this worker's memory and
 * ends with it; no database is opened, nothing is asked of the network, and nothing can be edited.
 */
export class PackSession {
  readonly runner: QueryRunner;
  readonly #ports: DataHostPorts;
  readonly #engine: Engine;
  #metrics: OpenedPack["metrics"] = [];
  #stop: readonly (() => void)[] = [];

  constructor(ports: DataHostPorts, content: Uint8Array<ArrayBuffer>) {
    this.#ports = ports;
    this.#engine = new Engine(
      (accountId, group) => this.#series(accountId, group),
      (changed) => this.runner.changed(changed),
    );
    this.runner = new QueryRunner({
      store: this.#engine,
      queries: ports.queries,
      now: ports.now,
      soon: onceAFrame(ports.timers, ports.now),
      loaded: () => Promise.resolve(),
    });
    const opened = openContents(content);
    if (!opened.ok) {
      ports.post({ type: "pack", opened });
      return;
    }
    this.#show(opened.value);
    const { manifest, unknownRows } = opened.value;
    const { tenantName, maker, accounts, takenMs, asOfMs } = manifest;
    ports.post({
      type: "status",
      status: {
        ...initialSyncStatus,
        // No network is asked for, whether there is one or not.
        phase: "offline",
        leader: true,
        lastSyncMs: asOfMs ?? takenMs,
        user: { ...maker, role: "viewer" },
        tenantName,
      },
    });
    ports.post({ type: "pack", opened: { ok: true, value: { tenantName, maker, accounts, takenMs, asOfMs, unknownRows } } });
  }

  /** A pack is read, not written. */
  edit(): Result<undefined, EditError> {
    return err({ code: "not-allowed", message: "a site pack cannot be edited" });
  }

  close(): void {
    for (const stop of this.#stop) stop();
  }

  #show({ manifest, pages, metrics }: OpenedPack): void {
    this.#metrics = metrics;
    for (const { kind, reader } of pages) this.#engine.addPage(kind, 0, reader);
    this.#engine.setUser(manifest.maker.id);
    const usage = metrics.filter(({ group }) => group === "usage");
    this.#engine.setRollups(usage.flatMap(({ accountId, chunks }) => usageRollup(accountId, chunks) ?? []));
    this.#keep();
  }

  #keep(): void {
    const { now, report, timers } = this.#ports;
    const keeping = {
      engine: this.#engine,
      now,
      report,
      after: (ms: number, run: () => void) => timers.after(ms, run),
      onKept: () => undefined,
      qualityAccounts: async () => [...new Set(this.#metrics.filter(({ group }) => group === "quality").map(({ accountId }) => accountId))],
      mend: async () => false,
    };
    const keepers = [new HealthKeeper(keeping), new SignalKeeper(keeping), new PeakKeeper(keeping)];
    for (const keeper of keepers) keeper.start();
    let stopClock: () => void = () => undefined;
    const tick = (): void => {
      stopClock = timers.after(minuteMs, () => {
        this.runner.changed(new Set(["clock"]));
        tick();
      });
    };
    tick();
    this.#stop = [...keepers.map((keeper) => () => keeper.stop()), () => stopClock()];
  }

  async #series(accountId: string, group: MetricGroup): Promise<readonly HourlySeries[]> {
    const found = this.#metrics.find((one) => one.accountId === accountId && one.group === group);
    return found === undefined ? [] : seriesOfChunks(found.chunks);
  }
}
