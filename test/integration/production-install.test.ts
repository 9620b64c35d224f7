import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { storeTarget } from "../../backend/storage/open-backend-store.ts";

/** The backend as its container has it: the same files, the same commands, far from the project and without its development dependencies. */
const root = resolve(import.meta.dirname, "../..");
const deploy = join(root, "backend/deploy");
const containerfile = readFileSync(join(deploy, "Containerfile"), "utf8");
let folder = "";
let running: ChildProcess | null = null;

/** The words of an instruction in its exec form. */
function wordsOf(instruction: string): readonly string[] {
  const line = containerfile.split("\n").findLast((text) => text.startsWith(instruction)) ?? "";
  return z.array(z.string()).parse(JSON.parse(line.slice(line.indexOf("["))));
}

const lockFile = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional(), optional: z.boolean().optional() })) });

/** What `npm ci --omit=dev` installs, from the lock file and the packages that are here. */
function installProduction(to: string): void {
  const { packages } = lockFile.parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
  for (const [path, { dev }] of Object.entries(packages)) {
    if (path === "" || dev === true || /^node_modules\/(electron-updater|electron-log)$/.test(path)) continue;
    if (!existsSync(join(root, path))) continue;
    const isOwn = (source: string): boolean => !source.slice(join(root, path).length).includes("/node_modules") && !source.endsWith(".map");
    cpSync(join(root, path), join(to, path), { recursive: true, filter: isOwn });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-production-"));
  const app = join(folder, "app");
  mkdirSync(join(folder, "data"), { recursive: true });
  // As the file's COPY and RUN lines have it, in their order.
  expect(containerfile.split("\n").filter((line) => /^(COPY|RUN)/.test(line))).toEqual([
    "COPY package.json package-lock.json ./",
    "RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/electron-updater node_modules/electron-log",
    "COPY shared ./shared",
    "COPY backend ./backend",
    "COPY --from=install --chown=0:0 /app /app",
  ]);
  for (const name of ["package.json", "package-lock.json", "shared", "backend"])
    cpSync(join(root, name), join(app, name), { recursive: true, filter: (source) => !/\.(test\.ts|tsbuildinfo)$/.test(source) });
  installProduction(app);
}, 300_000);
afterAll(() => {
  running?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

it(
  "starts by the container's command, passes its health check, keeps its data in one folder, and stops when it is told to",
  { timeout: 300_000 },
  async () => {
    const port = await freePort();
    const [entry = "", program = "", ...rest] = [...wordsOf("ENTRYPOINT"), ...wordsOf("CMD [")];
    expect([entry, program]).toEqual(["/nodejs/bin/node", "/app/backend/cli/headroom.ts"]);
    const args = rest.map((word) => (word === "4470" ? String(port) : word === "0.0.0.0" ? "127.0.0.1" : word));
    const env = { NODE_ENV: "production", HEADROOM_DATA: join(folder, "data"), HEADROOM_PORT: String(port), PATH: process.env["PATH"] };
    const child = spawn(process.execPath, [join(folder, program), ...args], { cwd: join(folder, "data"), env });
    running = child;
    let said = "";
    child.stdout.on("data", (data) => (said += String(data)));
    child.stderr.on("data", (data) => (said += String(data)));
    const check = wordsOf("HEALTHCHECK")[1] ?? "";
    const health = (): number | null => spawnSync(process.execPath, [join(folder, check)], { env }).status;
    expect(health()).toBe(1);
    await expect.poll(() => child.exitCode !== null || said.includes("Headroom backend at"), { timeout: 240_000 }).toBe(true);
    expect(said).toContain(`Headroom backend at http://127.0.0.1:${port} (data in ${join(folder, "data")}`);
    expect(health()).toBe(0);
    child.kill("SIGTERM");
    const [code] = (await once(child, "exit")) as [number | null];
    expect(code).toBe(0);
    expect(health()).toBe(1);
  },
);

it("every command of the production install loads without a development dependency", { timeout: 120_000 }, () => {
  const ended = spawnSync(process.execPath, [join(folder, "app/backend/cli/headroom.ts"), "--help"], { cwd: folder, encoding: "utf8" });
  expect([ended.status, ended.stderr]).toEqual([0, ""]);
});

it("takes the database's address from a file, as containers and systemd hand over secrets", () => {
  const file = join(folder, "database-url");
  writeFileSync(file, "postgres://headroom:secret@db/headroom\n");
  expect(storeTarget(undefined, { DATABASE_URL_FILE: file, HEADROOM_DATA: folder })).toEqual({
    databaseUrl: "postgres://headroom:secret@db/headroom",
  });
  expect(storeTarget(undefined, { DATABASE_URL: "postgres://other", DATABASE_URL_FILE: file })).toEqual({
    databaseUrl: "postgres://other",
  });
  expect(storeTarget(undefined, { HEADROOM_DATA: folder })).toEqual({ dataDir: folder });
  expect(() => storeTarget(undefined, { DATABASE_URL_FILE: join(folder, "none") })).toThrow(
    /^cannot read DATABASE_URL_FILE .*: give this user the right/,
  );
});

it("the container runs as nobody in particular, and says nothing secret in its environment", () => {
  expect(containerfile).toMatch(/^USER 65532:65532$/m);
  expect(containerfile).toMatch(/^VOLUME \["\/data"\]$/m);
  expect(containerfile).not.toMatch(/PASSWORD|TOKEN|SECRET|DATABASE_URL/);
  const compose = readFileSync(join(deploy, "compose.yaml"), "utf8");
  for (const line of ["read_only: true", "cap_drop: [ALL]", '"no-new-privileges:true"', "DATABASE_URL_FILE: /run/secrets/database-url"])
    expect(compose).toContain(line);
});

it("the unit of systemd runs the same program, closed on every side, with the database's address as a credential", () => {
  const unit = readFileSync(join(deploy, "headroom.service"), "utf8").split("\n");
  for (const line of [
    "ExecStart=/usr/bin/node /opt/headroom/backend/cli/headroom.ts backend --host 127.0.0.1 --port 4470 --log info",
    "LoadCredential=database-url:/etc/headroom/database-url",
    "Environment=DATABASE_URL_FILE=%d/database-url",
    "DynamicUser=yes",
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "StateDirectory=headroom",
    "CapabilityBoundingSet=",
    "Restart=always",
  ])
    expect(unit).toContain(line);
});
