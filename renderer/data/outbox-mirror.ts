import { z } from "zod";
import { mirroredEdit } from "../../shared/bridge/contract.ts";
import { mutation } from "../../shared/sync/protocol.ts";
import type { EditRow, OutboxRow } from "./database.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { outboxKey } from "./outbox.ts";
import type { AskDesktop } from "./worker-messages.ts";

/** A line of the file: an edit's row, sealed part and all, without what the backend said of it. */
const mirrorLine = mirroredEdit.extend({
  userId: z.string(),
  edit: z.string(),
  kind: mutation.shape.kind,
  recordId: mutation.shape.id,
  op: mutation.shape.op,
  baseRev: mutation.shape.baseRev,
  replayed: z.boolean().optional(),
  sealed: z.string(),
});
const linesMax = 500;

export interface MirrorPorts {
  readonly ask: AskDesktop;
  /** Hears of every failure. */
  readonly report: (error: unknown) => void;
  /** `failing` has changed. */
  readonly onState: () => void;
}

/**
 * The second home of every unacknowledged edit: a file outside the browser's store, its customer text sealed. Edits go there right after the
 * database has them; if the database is lost, they come back from there. A mirror that fails stops nothing, is reported and shown, and is
 * tried again with whatever comes next: until then an edit has one home.
 */
export class OutboxMirror {
  readonly #ports: MirrorPorts;
  #queue: Promise<void> = Promise.resolve();
  /** Highest mutation in the file by client, and how far it was trimmed. */
  readonly #held = new Map<string, { highest: number; trimmed: number }>();
  #failing = false;
  /** Edits that the file has not taken, by their key. */
  readonly #missing = new Map<string, EditRow>();

  constructor(ports: MirrorPorts) {
    this.#ports = ports;
  }

  /** The last attempt failed: new edits are in the database alone. */
  get failing(): boolean {
    return this.#failing;
  }

  /** Resolves when the file has the edits, or has refused them: true = all are there. It takes as long as the desktop takes. */
  async append(rows: readonly EditRow[]): Promise<boolean> {
    for (const row of rows) {
      this.#hold(row.clientId, row.mutationId);
      this.#missing.set(outboxKey(row), row);
    }
    await this.#later(() => this.#appendMissing());
    return rows.every((row) => !this.#missing.has(outboxKey(row)));
  }

  /** Edits in the file, oldest first; of an edit that is there under several numbers the last. Rejects when the file cannot be read. */
  async read(): Promise<readonly EditRow[]> {
    const { lines } = await this.#ports.ask({ op: "read" });
    const rows = new Map<string, EditRow>();
    for (const line of lines ?? []) {
      const row = rowOf(line);
      if (row === null) continue;
      this.#hold(row.clientId, row.mutationId);
      rows.delete(row.edit);
      rows.set(row.edit, row);
    }
    return [...rows.values()];
  }

  /** Forgets what is no longer needed, given the edits that still are. */
  trim(needed: readonly OutboxRow[]): void {
    const keys = new Set(needed.map((row) => outboxKey(row)));
    for (const key of this.#missing.keys()) if (!keys.has(key)) this.#missing.delete(key);
    if (this.#missing.size === 0) this.#setFailing(false);
    for (const [clientId, held] of this.#held) {
      const open = needed.filter((row) => row.clientId === clientId).map((row) => row.mutationId);
      const upTo = open.length === 0 ? held.highest : Math.min(held.highest, Math.min(...open) - 1);
      if (upTo <= held.trimmed) continue;
      held.trimmed = upTo;
      void this.#later(async () => {
        await this.#ports.ask({ op: "trim", clientId, upTo }).catch((error: unknown) => this.#ports.report(error));
      });
    }
  }

  #hold(clientId: string, mutationId: number): void {
    const held = this.#held.get(clientId) ?? { highest: 0, trimmed: 0 };
    held.highest = Math.max(held.highest, mutationId);
    this.#held.set(clientId, held);
  }

  async #appendMissing(): Promise<void> {
    const rows = [...this.#missing];
    for (let at = 0; at < rows.length; at += linesMax) {
      const some = rows.slice(at, at + linesMax);
      try {
        await this.#ports.ask({ op: "append", lines: some.map(([, row]) => lineOf(row)) });
      } catch (error) {
        this.#ports.report(error);
        this.#setFailing(true);
        return;
      }
      for (const [key, row] of some) if (this.#missing.get(key) === row) this.#missing.delete(key);
    }
    if (rows.length > 0) this.#setFailing(false);
  }

  #setFailing(failing: boolean): void {
    if (failing === this.#failing) return;
    this.#failing = failing;
    this.#ports.onState();
  }

  #later(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(work);
    return this.#queue;
  }
}

function lineOf({ clientId, mutationId, userId, edit, kind, recordId, op, baseRev, replayed, sealed }: EditRow): string {
  return JSON.stringify({ clientId, mutationId, userId, edit, kind, recordId, op, baseRev, replayed, sealed: toBase64(sealed) });
}

function rowOf(line: string): EditRow | null {
  try {
    const { replayed, sealed, clientId, mutationId, userId, edit, kind, recordId, op, baseRev } = mirrorLine.parse(JSON.parse(line));
    const row = { clientId, mutationId, userId, edit, kind, recordId, op, baseRev, status: { state: "pending" as const } };
    return { ...row, ...(replayed === undefined ? {} : { replayed }), sealed: fromBase64(sealed) };
  } catch {
    return null;
  }
}
