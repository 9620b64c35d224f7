import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "../../shared/kernel/ids.ts";
import type { Random } from "../../shared/kernel/random.ts";
import { PageReader } from "../../shared/sync/columnar.ts";
import { schemaHash } from "../../shared/sync/protocol.ts";
import type { BenchSize } from "../bench/bench.ts";
import { seededFolder } from "../bench/support/bench-backend.ts";
import { pick } from "../faults/support/pick.ts";
import { BackendChild } from "../support/backend-child.ts";
import { FaultProxy } from "../support/tcp-proxy.ts";
import type { SoakBook } from "./scripted-user.ts";

/** What the backend's process takes, by its own metrics. MB = 10^6 bytes. */
export interface BackendSample {
  readonly residentMb: number;
  readonly heapMb: number;
}

/** The demonstration company behind a real backend process, a network that can be cut, and a colleague who writes. */
export class SoakCompany {
  readonly token: string;
  readonly proxy: FaultProxy;
  readonly book: SoakBook;
  readonly #backend: BackendChild;
  readonly #metrics: string;
  readonly #random: Random;
  readonly #clientId = `soak-colleague-${process.pid}`;
  #written = 0;

  private constructor(parts: { backend: BackendChild; metrics: string; token: string; proxy: FaultProxy; book: SoakBook; random: Random }) {
    this.#backend = parts.backend;
    this.#metrics = parts.metrics;
    this.token = parts.token;
    this.proxy = parts.proxy;
    this.book = parts.book;
    this.#random = parts.random;
  }

  /** `folder` is removed by who made it. */
  static async start(folder: string, size: BenchSize, random: Random): Promise<SoakCompany> {
    const dataDir = join(folder, "company");
    cpSync(seededFolder(size), dataDir, { recursive: true });
    const backend = new BackendChild({ dataDir }, "--metrics-port", "0", "--log", "error");
    await backend.start();
    const token = readFileSync(join(dataDir, "token"), "utf8").trim();
    const origin = `http://127.0.0.1:${backend.port}`;
    let metrics: string | undefined;
    while (metrics === undefined) {
      metrics = /Metrics at (\S+)/.exec(backend.said)?.[1];
      if (metrics === undefined) await sleep(50);
    }
    const idsOf = async (kind: string, limit: number): Promise<readonly string[]> => {
      const answer = await fetch(`${origin}/v1/sync/snapshot?kind=${kind}`, { headers: { authorization: `Bearer ${token}` } });
      const page = new PageReader(new Uint8Array(await answer.arrayBuffer()));
      return Array.from({ length: Math.min(limit, page.rows) }, (_, row) => String(page.doc(row)["id"]));
    };
    const book: SoakBook = {
      accounts: await idsOf("account", 60),
      incidents: await idsOf("incident", 200),
      reviews: await idsOf("review", 5),
      notices: await idsOf("notice", 10),
    };
    return new SoakCompany({ backend, metrics, token, proxy: await FaultProxy.start(origin), book, random });
  }

  /** A colleague puts another summary on so many accounts: what there is changes, and does not become more. */
  async write(records: number): Promise<void> {
    const mutations = Array.from({ length: records }, () => {
      this.#written += 1;
      return {
        mutationId: this.#written,
        at: new Date().toISOString(),
        kind: "account",
        id: pick(this.book.accounts, this.#random) ?? "",
        op: "patch",
        baseRev: 0,
        fields: { summary: { new: newId("soak", Date.now(), this.#random) } },
      };
    });
    const answer = await fetch(`http://127.0.0.1:${this.#backend.port}/v1/sync/push`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
      body: JSON.stringify({ clientId: this.#clientId, schemaHash, mutations }),
    });
    if (!answer.ok) throw new Error(`a colleague's push was answered ${answer.status}`);
    await answer.arrayBuffer();
  }

  async sample(): Promise<BackendSample> {
    const text = await (await fetch(this.#metrics)).text();
    const megabytes = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN) / 1e6;
    return { residentMb: megabytes("process_resident_memory_bytes"), heapMb: megabytes("nodejs_heap_size_used_bytes") };
  }

  async stop(): Promise<void> {
    await this.proxy.close();
    await this.#backend.kill("SIGTERM");
  }
}
