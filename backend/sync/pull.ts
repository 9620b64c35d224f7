import { sql } from "kysely";
import type { PullAnswer } from "../../shared/sync/protocol.ts";
import { loadPrincipal, recordInScope } from "../auth/principal.ts";
import type { Database, TenantScope } from "../storage/database.ts";
import { lastMutationId, lastMutationIdAt } from "./clients.ts";
import { readHead } from "./sync-head.ts";

export interface PullCursor {
  readonly clientId: string;
  readonly epoch: string;
  readonly seq: number;
  readonly scopeVersion: number;
  readonly limit: number;
}

interface ChangeRow {
  readonly seq: number;
  readonly account_id: string | null;
  readonly op: string;
  readonly kind: string;
  readonly id: string;
  /** The record as JSON text; null = deleted. */
  readonly doc: string | null;
  /** Of the records up to this one, as they are stored. */
  readonly bytes: number;
}

/** Records that an answer holds, as they are stored: one that goes beyond is the last. Packed snapshots are tens of kilobytes each. */
const answerBytes = 8_000_000;

/** A `PullAnswer` as JSON text. */
export interface PullText {
  readonly json: string;
  /** How many it brings; null = a new snapshot is to be taken. */
  readonly changes: number | null;
  /** Whose records they are. */
  readonly accounts: ReadonlySet<string>;
}

type Changes = Extract<PullAnswer, { status: "changes" }>;

/**
 * A `Change` as JSON text. The record is not read and written again on its way from the database to the laptop: that took more of a busy backend's
 * time than everything else in a pull.
 */
function changeJson({ seq, kind, id, doc }: ChangeRow): string {
  const key = `"seq":${seq},"kind":${JSON.stringify(kind)},"id":${JSON.stringify(id)}`;
  if (doc === null) return `{"op":"delete",${key}}`;
  const fields = doc.slice(1, -1);
  return `{"op":"put",${key},"doc":{${fields}${fields === "" ? "" : ","}"rev":${seq}}}`;
}

function changesJson(rows: readonly ChangeRow[], rest: Omit<Changes, "status" | "changes">): string {
  const status: Changes["status"] = "changes";
  return `{"status":"${status}","changes":[${rows.map(changeJson).join(",")}],${JSON.stringify(rest).slice(1)}`;
}

function resnapshot(reason: Extract<PullAnswer, { status: "resnapshot" }>["reason"]): PullText {
  const answer: PullAnswer = { status: "resnapshot", reason };
  return { json: JSON.stringify(answer), changes: null, accounts: new Set() };
}

/**
 * Everything after the cursor, from one state of the database. A log row counts only while it is its record's last change: earlier ones of the
 * same record would bring nothing, so several changes come as one, at the place of the last. The query walks the log and looks each record up
 * (`lateral … offset 0`): what a pull costs must depend on what is new, not on how well the planner guesses.
 */
export function pull(db: Database, scope: TenantScope, cursor: PullCursor): Promise<PullText> {
  return db.withTenant(
    scope,
    async (tx): Promise<PullText> => {
      const principal = await loadPrincipal(tx);
      const head = await readHead(tx);
      // First of all: who is not to be served is not even told that there is something new.
      const applied = await lastMutationId(tx, cursor.clientId);
      if (cursor.epoch !== head.epoch) return resnapshot("epoch");
      if (cursor.seq > head.seq) return resnapshot("rewound");
      if (cursor.seq < head.floor) return resnapshot("floor");
      if (cursor.scopeVersion !== principal.scopeVersion) return resnapshot("scope");
      // Nothing new, as most polls find it.
      const { rows } =
        cursor.seq === head.seq
          ? { rows: [] }
          : await sql<ChangeRow>`
        select l.seq, l.op, l.kind, l.id, l.account_id, case when l.op = 'put' then l.doc::text end as doc, l.bytes from (
        select n.*, sum(n.size) over (order by n.seq rows unbounded preceding)::float8 as bytes from (
        select c.seq, c.op, c.kind, c.id, c.account_id, r.doc, pg_column_size(r.doc) as size
        from change_log c cross join lateral (
          select r.doc from record r
          where r.tenant_id = c.tenant_id and r.kind = c.kind and r.id = c.id and r.rev = c.seq and (${recordInScope(principal, "r")}) offset 0
        ) r
        where c.tenant_id = ${scope.tenantId} and c.seq > ${cursor.seq}
        order by c.seq limit ${cursor.limit}) n) l
        where l.bytes - l.size < ${answerBytes} order by l.seq`.execute(tx.db);
      const whole = rows.length < cursor.limit && (rows.at(-1)?.bytes ?? 0) < answerBytes;
      const seq = whole ? head.seq : (rows.at(-1)?.seq ?? head.seq);
      const json = changesJson(rows, {
        seq,
        head: head.seq,
        chunkHead: head.chunkSeq,
        lastMutationId: whole ? applied : await lastMutationIdAt(tx, cursor.clientId, seq, applied),
        scopeVersion: principal.scopeVersion,
      });
      const accounts = new Set(rows.flatMap(({ account_id: account, op }) => (account === null || op !== "put" ? [] : [account])));
      return { json, changes: rows.length, accounts };
    },
    { snapshot: true },
  );
}
