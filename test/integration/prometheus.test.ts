import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

const root = resolve(import.meta.dirname, "../..");
const examples = join(root, "docs/examples/operations");
const token = "scrape-token-of-the-test";

function has(program: string): boolean {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;
}
const there = has("prometheus") && has("promtool");
if (!there) process.stderr.write("left out: a real Prometheus scrapes the backend (prometheus and promtool are not installed)\n");

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, "127.0.0.1", listening));
  const address = probe.address();
  await new Promise<void>((closed) => {
    probe.close(() => closed());
  });
  return typeof address === "object" && address !== null ? address.port : 0;
}

const answer = z.object({
  data: z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })) }),
});
const rulesAnswer = z.object({
  data: z.object({ groups: z.array(z.object({ rules: z.array(z.object({ name: z.string(), health: z.string() })) })) }),
});

function promtool(args: readonly string[], input?: string): { readonly status: number | null; readonly said: string } {
  const run = spawnSync("promtool", [...args], { encoding: "utf8", ...(input === undefined ? {} : { input }) });
  return { status: run.status, said: `${run.stdout}${run.stderr}` };
}

describe.skipIf(!there)("a real Prometheus", () => {
  const children: ChildProcess[] = [];
  let folder = "";
  let metricsPort = 0;
  let prometheus = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "headroom-prometheus-"));
    const backend = spawn(
      process.execPath,
      [join(root, "backend/cli/headroom.ts"), "backend", "--data", join(folder, "data"), "--port", "0", "--metrics-port", "0"],
      { cwd: root, env: { ...process.env, DATABASE_URL: "", HEADROOM_METRICS_TOKEN: token }, stdio: ["ignore", "pipe", "inherit"] },
    );
    children.push(backend);
    metricsPort = await new Promise<number>((found, failed) => {
      let said = "";
      backend.stdout.on("data", (data: Buffer) => {
        said += data.toString("utf8");
        const port = /Metrics at http:\/\/127\.0\.0\.1:(\d+)\/metrics/.exec(said)?.[1];
        if (port !== undefined) found(Number(port));
      });
      backend.once("exit", (code) => failed(new Error(`the backend ended with ${String(code)}`)));
    });
    const config = await readFile(join(examples, "prometheus.yml"), "utf8");
    await writeFile(
      join(folder, "prometheus.yml"),
      config.replace("scrape_interval: 15s", "scrape_interval: 1s").replace("127.0.0.1:9464", `127.0.0.1:${metricsPort}`),
    );
    await copyFile(join(examples, "alerts.yml"), join(folder, "alerts.yml"));
    await writeFile(join(folder, "metrics.token"), token);
    const port = await freePort();
    prometheus = `http://127.0.0.1:${port}`;
    children.push(
      spawn(
        "prometheus",
        [
          `--config.file=${join(folder, "prometheus.yml")}`,
          `--storage.tsdb.path=${join(folder, "tsdb")}`,
          `--web.listen-address=127.0.0.1:${port}`,
          "--log.level=error",
        ],
        { cwd: folder, stdio: ["ignore", "ignore", "inherit"] },
      ),
    );
  });

  afterAll(async () => {
    await Promise.all(
      children.map(
        (child) =>
          new Promise((gone) => {
            if (child.exitCode !== null || child.signalCode !== null) return gone(null);
            child.once("exit", gone);
            child.kill("SIGTERM");
          }),
      ),
    );
    await rm(folder, { recursive: true, force: true });
  });

  /** Asks until there is an answer; the test's own time-out ends it. */
  const until = async <T>(ask: () => Promise<T | null>): Promise<T> => {
    for (;;) {
      const found = await ask().catch(() => null);
      if (found !== null) return found;
      await sleep(250);
    }
  };
  const query = async (expression: string): Promise<z.infer<typeof answer>["data"]["result"]> => {
    const response = await fetch(`${prometheus}/api/v1/query?query=${encodeURIComponent(expression)}`);
    return answer.parse(await response.json()).data.result;
  };
  const exposition = async (): Promise<string> =>
    (await fetch(`http://127.0.0.1:${metricsPort}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text();

  test("scrapes the backend with its token, and evaluates the rules that come with it", async () => {
    const up = await until(async () => {
      const rows = await query('up{job="headroom"}');
      return rows[0]?.value[1] === "1" ? rows : null;
    });
    expect(up[0]?.metric).toEqual({ __name__: "up", instance: `127.0.0.1:${metricsPort}`, job: "headroom" });
    expect((await query("headroom_build_info")).map(({ metric }) => metric["engine"])).toEqual(["pglite"]);
    expect((await query("headroom_database_up")).map(({ value }) => value[1])).toEqual(["1"]);
    const rules = await until(async () => {
      const { data } = rulesAnswer.parse(await (await fetch(`${prometheus}/api/v1/rules`)).json());
      return data.groups.length > 0 ? data.groups.flatMap((group) => group.rules) : null;
    });
    expect(rules.map(({ name }) => name)).toContain("HeadroomDown");
    expect(rules.filter(({ health }) => health === "err")).toEqual([]);
  });

  test("finds nothing wrong with names, rules and configuration", async () => {
    const text = await exposition();
    // promtool also lints what prom-client names itself (process_*, nodejs_*): those are not ours to name.
    const own = text
      .split("\n")
      .filter((line) => /^(# (HELP|TYPE) )?headroom_/.test(line))
      .join("\n");
    expect(promtool(["check", "metrics"], `${own}\n`)).toEqual({ status: 0, said: "" });
    expect(promtool(["check", "rules", join(examples, "alerts.yml")])).toMatchObject({ status: 0 });
    expect(promtool(["check", "config", join(folder, "prometheus.yml")])).toMatchObject({ status: 0 });
  });

  test("finds every metric that the alerts and the dashboard ask for", async () => {
    const text = await exposition();
    const dashboard = z
      .object({ panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })) })
      .parse(JSON.parse(await readFile(join(examples, "dashboard.json"), "utf8")));
    const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    const asked = `${await readFile(join(examples, "alerts.yml"), "utf8")}\n${expressions.join("\n")}`;
    const names = new Set(asked.match(/\b(?:headroom|process|nodejs)_[a-z0-9_]+/g));
    const told = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
    const missing = [...names].filter((name) => !told.has(name) && !told.has(name.replace(/_(bucket|count|sum)$/, "")));
    expect(missing).toEqual([]);
    for (const expr of expressions) {
      const answered = await fetch(`${prometheus}/api/v1/query?query=${encodeURIComponent(expr)}`);
      expect([expr, answered.status]).toEqual([expr, 200]);
    }
  });
});
