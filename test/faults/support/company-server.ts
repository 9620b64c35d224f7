import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PageReader } from "../../../shared/sync/columnar.ts";
import { kindNames } from "../../../shared/domain/kinds.ts";
import { hello, pullAnswer, type PushAnswer, pushAnswer, schemaHash, snapshotMeta } from "../../../shared/sync/protocol.ts";
import type { Company } from "./company.ts";
import type { FaultPostgres } from "./postgres-server.ts";

const root = resolve(import.meta.dirname, "../../..");
const node = join(root, "node_modules/.bin/node");
const command = join(root, "backend/cli/headroom.ts");
const movedClock = pathToFileURL(join(import.meta.dirname, "moved-clock.ts")).href;

export type Doc = Readonly<Record<string, unknown>>;

/** Where the company's data are. */
export type Place = { readonly dataDir: string } | { readonly databaseUrl: string; readonly postgres: FaultPostgres };

/** The company's backend, a process that is killed and started again, on PGlite or PostgreSQL. */
export class CompanyServer {
  readonly company: Company;
  #place: Place;
  #child: ChildProcess | null = null;
  #port = 0;
  #colleagueMutations = 0;

  constructor(company: Company, place: Place) {
    this.company = company;
    this.#place = place;
  }

  get place(): Place {
    return this.#place;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Resolves when it listens: on any free port the first time, on the same one afterwards. `clockMs` is how wrong its clock is. */
  async start(args: readonly string[] = [], clockMs = 0): Promise<void> {
    const place = this.#place;
    const where = "dataDir" in place ? ["--data", place.dataDir] : [];
    const child = spawn(node, ["--import", movedClock, command, "backend", ...where, "--port", String(this.#port), ...args], {
      cwd: root,
      env: {
        ...process.env,
        // What is kept in the background would be one more writer at every comparison.
        HEADROOM_KEEP_SCORES: "off",
        HEADROOM_KEEP_FORECASTS: "off",
        HEADROOM_TEST_CLOCK_MS: String(clockMs),
        ...("databaseUrl" in place ? { DATABASE_URL: place.databaseUrl } : {}),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    let said = "";
    child.stderr.on("data", (data: Buffer) => {
      said += data.toString("utf8");
    });
    this.#port = await new Promise<number>((listening, failed) => {
      child.stdout.on("data", (data: Buffer) => {
        said += data.toString("utf8");
        const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
        if (port !== undefined) listening(Number(port));
      });
      child.once("exit", (code) => failed(new Error(`the backend ended with ${String(code)}: ${said}`)));
    });
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null) return;
    const gone = new Promise((done) => {
      child.once("exit", done);
    });
    child.kill("SIGKILL");
    await gone;
  }

  /** Copies the data of a backend that does not run; answers how to put them back. */
  async backUp(): Promise<() => Promise<void>> {
    const place = this.#place;
    if ("dataDir" in place) {
      const copy = `${place.dataDir}-backup`;
      cpSync(place.dataDir, copy, { recursive: true });
      return async () => {
        rmSync(place.dataDir, { recursive: true, force: true });
        cpSync(copy, place.dataDir, { recursive: true });
      };
    }
    const backup = await place.postgres.copy(place.databaseUrl);
    return async () => {
      this.#place = { ...place, databaseUrl: await place.postgres.copy(backup) };
    };
  }

  /** Ends it and removes its data. */
  async remove(): Promise<void> {
    await this.kill();
    if ("databaseUrl" in this.#place) await this.#place.postgres.drop(this.#place.databaseUrl);
  }

  /** Runs `headroom …` on the company's data while the backend does not run (PGlite) or beside it (PostgreSQL); answers what it printed. */
  async run(...args: readonly string[]): Promise<string> {
    const place = this.#place;
    const where = "dataDir" in place ? ["--data", place.dataDir] : [];
    const env = { ...process.env, ...("databaseUrl" in place ? { DATABASE_URL: place.databaseUrl } : {}) };
    const child = spawn(node, [command, ...args, ...where], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let errors = "";
    child.stdout.on("data", (data: Buffer) => (out += data.toString("utf8")));
    child.stderr.on("data", (data: Buffer) => (errors += data.toString("utf8")));
    const code = await new Promise<number | null>((done) => {
      child.once("close", done);
    });
    if (code !== 0) throw new Error(`headroom ${args.join(" ")}: ${errors}`);
    return out.trim();
  }

  /** Every record by kind and id, as a laptop that has nothing yet is given them: pages, and what has changed since they were made. */
  async book(): Promise<ReadonlyMap<string, ReadonlyMap<string, Doc>>> {
    const clientId = "client-reader";
    const { epoch, scopeVersion } = hello.parse(await (await this.#ask(`hello?clientId=${clientId}`)).json());
    const book = new Map<string, Map<string, Doc>>(kindNames.map((kind) => [kind, new Map()]));
    let seq = Number.MAX_SAFE_INTEGER;
    for (const kind of kindNames) {
      for (let after: string | null = ""; after !== null;) {
        const query = new URLSearchParams({ kind, ...(after === "" ? {} : { after }) });
        const page = new PageReader(new Uint8Array(await (await this.#ask(`snapshot?${query}`)).arrayBuffer()));
        for (let row = 0; row < page.rows; row += 1) book.get(kind)?.set(String(page.doc(row)["id"]), page.doc(row));
        const meta = snapshotMeta.parse(page.meta);
        seq = Math.min(seq, meta.asOf);
        after = meta.next;
      }
    }
    for (;;) {
      const query = new URLSearchParams({
        clientId,
        epoch,
        seq: String(seq),
        scopeVersion: String(scopeVersion),
        schemaHash,
        limit: "2000",
      });
      const answer = pullAnswer.parse(await (await this.#ask(`pull?${query}`)).json());
      if (answer.status !== "changes") throw new Error(`the backend asks for a new copy: ${answer.reason}`);
      for (const change of answer.changes) {
        if (change.op === "put") book.get(change.kind)?.set(change.id, change.doc);
        else book.get(change.kind)?.delete(change.id);
      }
      seq = answer.seq;
      if (seq >= answer.head) return book;
    }
  }

  /** The colleague changes something from a laptop of their own. */
  async colleagueWrites(mutations: readonly Doc[]): Promise<PushAnswer> {
    const numbered = mutations.map((mutation) => {
      this.#colleagueMutations += 1;
      return { mutationId: this.#colleagueMutations, at: new Date().toISOString(), baseRev: 0, fields: {}, ...mutation };
    });
    const body = JSON.stringify({ clientId: "client-colleague", schemaHash, mutations: numbered });
    const headers = { "content-type": "application/json" };
    return pushAnswer.parse(await (await this.#ask("push", { method: "POST", body, headers })).json());
  }

  /** Asks with the colleague's token: the laptop's own may be revoked. */
  async #ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${this.company.colleagueToken}`);
    const answer = await fetch(`${this.url}/v1/sync/${path}`, { ...init, headers });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
