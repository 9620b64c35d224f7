import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { isDetail } from "../../shared/domain/metrics/series.ts";
import type { ImportChunk, ImportCounts, ImportRecord, ImportStore } from "../storage/import-store.ts";
import { accountsAnswer, chunksAnswer, countsAnswer, recordsAnswer } from "./wire.ts";

/** The backend refused or could not be reached; the message is one line with the remedy. */
export class RemoteError extends Error {
  override readonly name = "RemoteError";
}

const attempts = 6;
const errorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

function remedyOf(status: number, message: string): string {
  if (status === 401) return "the backend does not know the token: set HEADROOM_TOKEN to one made by `headroom token`";
  if (status === 403) return "the token's role may not import: use one of an administrator or a lead";
  if (status === 404) return "there is no Headroom backend at that address, or one too old to import into: check --server";
  if (status === 413) return "the backend or a proxy before it takes no requests of this size: raise its limit";
  return `the backend answered ${status} (${message})`;
}

/**
 * The import store of a running backend. Every request may be sent twice (an import leaves equal content alone), so a lost answer, 429 and 503
 * are tried again with growing pauses.
 */
export class RemoteImportStore implements ImportStore {
  private readonly base: URL;
  private readonly token: string;
  private readonly pauseMs: number;

  constructor(server: string, token: string, pauseMs = 500) {
    this.base = new URL("v1/ingest/", server.endsWith("/") ? server : `${server}/`);
    this.token = token;
    this.pauseMs = pauseMs;
  }

  async putRecords(records: readonly ImportRecord[]): Promise<readonly ("stored" | "unchanged")[]> {
    return (await this.ask("batch/records", recordsAnswer, { records })).outcomes;
  }

  async putChunks(chunks: readonly ImportChunk[], merge: "max" | "last"): Promise<readonly Uint8Array[]> {
    const put = async (path: string, part: readonly ImportChunk[]): Promise<readonly Uint8Array[]> => {
      if (part.length === 0) return [];
      const sent = part.map((chunk) => ({ ...chunk, values: Array.from(chunk.values, (value) => (Number.isNaN(value) ? null : value)) }));
      const { changed } = await this.ask(path, chunksAnswer, { merge, chunks: sent });
      return changed.map((text) => new Uint8Array(Buffer.from(text, "base64")));
    };
    const whole = await put(
      "batch/chunks",
      chunks.filter((chunk) => !isDetail(chunk)),
    );
    const detail = await put("batch/detail-chunks", chunks.filter(isDetail));
    const next = [whole.values(), detail.values()] as const;
    return chunks.map((chunk) => next[isDetail(chunk) ? 1 : 0].next().value ?? new Uint8Array());
  }

  async accountsByCode(): ReturnType<ImportStore["accountsByCode"]> {
    const { accounts } = await this.ask("accounts", accountsAnswer);
    return new Map(accounts.map(({ code, ...account }) => [code, account]));
  }

  counts(): Promise<ImportCounts> {
    return this.ask("counts", countsAnswer);
  }

  private async ask<S extends z.ZodType>(path: string, schema: S, body?: unknown): Promise<z.infer<S>> {
    const headers = { authorization: `Bearer ${this.token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) };
    const request = { method: body === undefined ? "GET" : "POST", headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    for (let attempt = 1; ; attempt += 1) {
      let answer: Response | null = null;
      try {
        answer = await fetch(new URL(path, this.base), { ...request, redirect: "error", signal: AbortSignal.timeout(120_000) });
        if (answer.ok) {
          const parsed = schema.safeParse(await answer.json());
          if (parsed.success) return parsed.data;
          throw new RemoteError(`${this.base.origin} answers something else than a Headroom backend: check --server`);
        }
      } catch (error) {
        if (error instanceof RemoteError) throw error;
        if (attempt >= attempts) throw new RemoteError(`${this.base.origin} does not answer: check --server and that the backend runs`);
      }
      if (answer !== null && !answer.ok) {
        const again = answer.status === 429 || answer.status === 503;
        if (!again || attempt >= attempts) {
          const told = errorAnswer.safeParse(await answer.json().catch(() => null));
          throw new RemoteError(remedyOf(answer.status, told.success ? told.data.error.message : "no reason given"));
        }
      }
      const wanted = Number(answer?.headers.get("retry-after") ?? 0) * 1000;
      await sleep(Math.max(Math.min(wanted, 60_000), this.pauseMs * 2 ** (attempt - 1)));
    }
  }
}
