import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const places = ["/usr/bin", "/usr/local/bin", "/opt/prometheus", "/opt/homebrew/bin"];

function findProgram(name: string): string | null {
  for (const place of places) {
    try {
      accessSync(join(place, name), constants.X_OK);
      return join(place, name);
    } catch {
      // Not there.
    }
  }
  return null;
}

/** Prometheus and the tool that fills it; null = this machine does not have both. */
export function findPrometheus(): { readonly prometheus: string; readonly promtool: string } | null {
  const prometheus = findProgram("prometheus");
  const promtool = findProgram("promtool");
  return prometheus === null || promtool === null ? null : { prometheus, promtool };
}

/** Installs Debian's package where there is none and this is root. What went wrong is not an error: tests that need it say that they were left out. */
export function ensurePrometheus(): void {
  if (findPrometheus() !== null || process.platform !== "linux" || process.getuid?.() !== 0) return;
  process.stderr.write("headroom: installing Debian's prometheus\n");
  // As on a machine without an init system: the package must not start its own.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  for (const args of [
    ["update", "-q"],
    ["install", "-y", "-q", "--no-install-recommends", "prometheus"],
  ]) {
    if (spawnSync("apt-get", args, { env, stdio: "ignore", timeout: 600_000 }).status !== 0) return;
  }
}

/** One sample: labels, seconds since the epoch, value. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly atS: number;
  readonly value: number;
}

export interface PrometheusServer {
  readonly url: string;
  stop(): Promise<void>;
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return Number.isFinite(value) ? String(value) : value > 0 ? "+Inf" : "-Inf";
}

/** Samples as OpenMetrics: those of a family stand together, a series in the order of its time. */
function openMetrics(samples: readonly Sample[]): string {
  const families = new Map<string, string[]>();
  for (const { name, labels, atS, value } of samples) {
    const lines = families.get(name) ?? [`# TYPE ${name} gauge`];
    const inner = Object.entries(labels).map(([label, text]) => `${label}=${JSON.stringify(text)}`);
    lines.push(`${name}{${inner.join(",")}} ${numberText(value)} ${atS}`);
    families.set(name, lines);
  }
  return `${[...families.values()].flat().join("\n")}\n# EOF\n`;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

/** A Prometheus that scrapes nothing and holds exactly these samples. */
export async function startPrometheus(samples: readonly Sample[]): Promise<PrometheusServer> {
  const found = findPrometheus();
  if (found === null) throw new Error("no Prometheus: install Debian's prometheus");
  const folder = await mkdtemp(join(tmpdir(), "headroom-prometheus-"));
  const data = join(folder, "data");
  await mkdir(data);
  await writeFile(join(folder, "samples.om"), openMetrics(samples));
  await writeFile(join(folder, "prometheus.yml"), "global: {}\n");
  const made = spawnSync(found.promtool, ["tsdb", "create-blocks-from", "openmetrics", join(folder, "samples.om"), data], {
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(`promtool: ${made.stderr}`);
  const port = await freePort();
  const child: ChildProcess = spawn(
    found.prometheus,
    [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${data}`,
      // Longer than any test's history, at whatever date it runs.
      "--storage.tsdb.retention.time=100y",
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr?.on("data", (data: Buffer) => {
    said += data.toString("utf8");
  });
  const url = `http://127.0.0.1:${port}`;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`prometheus ended: ${said}`);
    const ready = await fetch(`${url}/-/ready`).catch(() => null);
    if (ready?.ok === true) break;
    await sleep(50);
  }
  return {
    url,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
