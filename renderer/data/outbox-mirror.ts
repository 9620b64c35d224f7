import { z } from "zod";
import { mirroredEdit } from "../../shared/bridge/contract.ts";
import { mutation } from "../../shared/sync/protocol.ts";
import type { OutboxRow } from "./database.ts";
import type { AskDesktop, DesktopRequest } from "./worker-messages.ts";

const mirrorLine = mirroredEdit.extend({ userId: z.string(), mutation });
const linesMax = 500;

/**
 * The second home of every unacknowledged edit: a file outside the browser's store. Edits go there right after the database has them; if the
 * database is lost, they come back from there. A mirror that fails stops nothing, and is reported: until it works again an edit has one home.
 */
export class OutboxMirror {
  readonly #ask: AskDesktop;
  readonly #report: (error: unknown) => void;
  #queue: Promise<void> = Promise.resolve();
  /** Highest mutation in the file by client, and how far it was trimmed. */
  readonly #held = new Map<string, { highest: number; trimmed: number }>();

  constructor(ask: AskDesktop, report: (error: unknown) => void) {
    this.#ask = ask;
    this.#report = report;
  }

  append(rows: readonly OutboxRow[]): void {
    const lines = rows.map(({ clientId, mutationId, userId, mutation: made }) =>
      JSON.stringify({ clientId, mutationId, userId, mutation: made }),
    );
    for (const row of rows) this.#hold(row.clientId, row.mutationId);
    for (let at = 0; at < lines.length; at += linesMax) this.#later({ op: "append", lines: lines.slice(at, at + linesMax) });
  }

  /** Edits in the file, oldest first. A line that is not an edit is passed over; it stays in the file. */
  async read(): Promise<readonly OutboxRow[]> {
    const { lines } = await this.#ask({ op: "read" }).catch((error: unknown) => {
      this.#report(error);
      return { lines: [] };
    });
    return (lines ?? []).flatMap((line) => {
      const row = rowOf(line);
      if (row === null) return [];
      this.#hold(row.clientId, row.mutationId);
      return [row];
    });
  }

  /** Forgets what is no longer needed, given the edits that still are. */
  trim(needed: readonly OutboxRow[]): void {
    for (const [clientId, held] of this.#held) {
      const open = needed.filter((row) => row.clientId === clientId).map((row) => row.mutationId);
      const upTo = open.length === 0 ? held.highest : Math.min(held.highest, Math.min(...open) - 1);
      if (upTo <= held.trimmed) continue;
      held.trimmed = upTo;
      this.#later({ op: "trim", clientId, upTo });
    }
  }

  #hold(clientId: string, mutationId: number): void {
    const held = this.#held.get(clientId) ?? { highest: 0, trimmed: 0 };
    held.highest = Math.max(held.highest, mutationId);
    this.#held.set(clientId, held);
  }

  #later(request: DesktopRequest): void {
    this.#queue = this.#queue.then(async () => {
      await this.#ask(request).catch((error: unknown) => this.#report(error));
    });
  }
}

function rowOf(line: string): OutboxRow | null {
  try {
    const { clientId, userId, mutation: made } = mirrorLine.parse(JSON.parse(line));
    return { clientId, userId, mutationId: made.mutationId, mutation: made, status: { state: "pending" } };
  } catch {
    return null;
  }
}
