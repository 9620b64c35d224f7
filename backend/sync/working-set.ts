import { type RawBuilder, sql } from "kysely";
import { isKind, type Kind } from "../../shared/domain/kinds.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import type { Mutation } from "../../shared/sync/protocol.ts";
import { accountInScope, type Principal, recordInScope } from "../auth/principal.ts";
import type { TenantTransaction } from "../storage/database.ts";
import { isStorableText, jsonForStorage } from "../storage/json-text.ts";
import { accountOf, privateTo } from "../storage/record-columns.ts";
import { recordsBesideReview } from "./review-rules.ts";
import { nextWriters, readWriters, type Writers } from "./writers.ts";

export interface WorkingRecord {
  readonly kind: Kind;
  readonly id: string;
  doc: JsonObject;
  deleted: boolean;
  /** As stored; 0 = new. */
  readonly rev: number;
  readonly updatedBy: string;
  readonly updatedAt: Date;
  readonly writers: Writers;
  /** Fields that this push has changed. */
  readonly written: Set<string>;
  readonly inScope: boolean;
  /** Owner of an account as stored. */
  readonly ownerBefore: unknown;
  /** As stored; null = new. */
  readonly before: JsonObject | null;
  readonly deletedBefore: boolean;
  changed: boolean;
}

interface Row {
  readonly kind: Kind;
  readonly id: string;
  readonly doc: JsonObject;
  readonly deleted: boolean;
  readonly rev: number;
  readonly updated_by: string;
  readonly updated_at: Date;
  readonly writers: JsonObject;
  readonly in_scope: boolean;
}

const ofIncident: readonly string[] = ["incidentEvent", "postmortem", "articleUse"];

/** Every version of a policy or an article that the push adds a version to: the new one follows them. */
async function readVersions(tx: TenantTransaction, mutations: readonly Mutation[]): Promise<readonly Row[]> {
  const names = mutations.flatMap(({ kind, op, fields }) => {
    const name =
      op !== "create" ? undefined : kind === "slaPolicy" ? fields["name"]?.new : kind === "article" ? fields["key"]?.new : undefined;
    return typeof name === "string" && isStorableText(name) ? [name] : [];
  });
  if (names.length === 0) return [];
  const { rows } = await sql<Row>`
    select r.kind, r.id, r.doc, r.deleted, r.rev, r.updated_by, r.updated_at, r.writers, true as in_scope from record r
    where r.tenant_id = ${tx.scope.tenantId} and r.kind in ('slaPolicy', 'article') and not r.deleted
      and (r.doc ->> case r.kind when 'article' then 'key' else 'name' end)
        in (select jsonb_array_elements_text(${jsonForStorage([...new Set(names)])}::jsonb))
    order by r.kind, r.id`.execute(tx.db);
  return rows;
}

async function readLogs(tx: TenantTransaction, incidents: readonly Row[]): Promise<ReadonlyMap<string, readonly JsonObject[]>> {
  if (incidents.length === 0) return new Map();
  const ids = jsonForStorage(incidents.map(({ id }) => id));
  const accounts = jsonForStorage([...new Set(incidents.map(({ doc }) => doc["accountId"]).filter((one) => typeof one === "string"))]);
  const nobodys = incidents.some(({ doc }) => doc["accountId"] === null);
  const { rows } = await sql<{ doc: JsonObject }>`
    select r.doc from record r
    where r.tenant_id = ${tx.scope.tenantId} and r.kind = 'incidentEvent' and not r.deleted
      and (r.account_id in (select jsonb_array_elements_text(${accounts}::jsonb)) or (${nobodys}::boolean and r.account_id is null))
      and r.doc ->> 'incidentId' in (select jsonb_array_elements_text(${ids}::jsonb))`.execute(tx.db);
  return Map.groupBy(
    rows.map(({ doc }) => doc),
    ({ incidentId }) => (typeof incidentId === "string" ? incidentId : ""),
  );
}

/** The records that a push touches, read and locked at once in the order of their keys, changed in memory, and written at once. */
export class WorkingSet {
  readonly #records = new Map<string, WorkingRecord>();
  readonly #accounts: ReadonlySet<string>;
  /** Logs as stored, by incident: of those that the push is about. */
  readonly #logs: ReadonlyMap<string, readonly JsonObject[]>;

  private constructor(rows: readonly Row[], accounts: ReadonlySet<string>, logs: ReadonlyMap<string, readonly JsonObject[]>) {
    this.#accounts = accounts;
    this.#logs = logs;
    for (const row of rows) {
      this.#records.set(`${row.kind} ${row.id}`, {
        kind: row.kind,
        id: row.id,
        doc: row.doc,
        deleted: row.deleted,
        rev: row.rev,
        updatedBy: row.updated_by,
        updatedAt: row.updated_at,
        writers: readWriters(row.writers),
        written: new Set(),
        inScope: row.in_scope,
        ownerBefore: row.kind === "account" ? row.doc["ownerId"] : undefined,
        before: row.doc,
        deletedBefore: row.deleted,
        changed: false,
      });
    }
  }

  static async load(tx: TenantTransaction, principal: Principal, mutations: readonly Mutation[]): Promise<WorkingSet> {
    // Lines of a log, and what else belongs to an incident, are held against it.
    const incidents = mutations.flatMap(({ kind, fields }) => {
      const id = ofIncident.includes(kind) ? fields["incidentId"]?.new : undefined;
      return typeof id === "string" && isStorableText(id) ? [{ kind: "incident", id }] : [];
    });
    const beside = mutations.flatMap(recordsBesideReview).filter(({ id }) => isStorableText(id));
    const keys = [...mutations.filter(({ kind }) => isKind(kind)).map(({ kind, id }) => ({ kind, id })), ...incidents, ...beside];
    const { rows } = await sql<Row>`
      select r.kind, r.id, r.doc, r.deleted, r.rev, r.updated_by, r.updated_at, r.writers, ${recordInScope(principal, "r")} as in_scope
      from record r where r.tenant_id = ${tx.scope.tenantId}
        and (r.kind, r.id) in (select k.kind, k.id from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(kind text, id text))
      order by r.kind, r.id for update of r`.execute(tx.db);
    // Accounts that the edits would put a record into.
    const named = mutations.flatMap(({ fields }) => [fields["accountId"]?.new]).filter((value) => typeof value === "string");
    const accounts = await sql<{ id: string }>`
      select a.id from record a where a.tenant_id = ${tx.scope.tenantId} and a.kind = 'account' and not a.deleted
        and a.id in (select jsonb_array_elements_text(${jsonForStorage([...new Set(named)])}::jsonb)) and ${accountInScope(principal, "a.id")}`.execute(
      tx.db,
    );
    const versions = await readVersions(tx, mutations);
    // Read after the incidents are locked: what others wrote into their logs has been committed.
    const logs = await readLogs(
      tx,
      rows.filter(({ kind }) => kind === "incident"),
    );
    return new WorkingSet([...versions, ...rows], new Set(accounts.rows.map(({ id }) => id)), logs);
  }

  /** An incident's log with what this push adds to it, in no particular order. */
  logOf(incidentId: string): readonly JsonObject[] {
    const added = this.ofKind("incidentEvent").filter(({ rev, doc }) => rev === 0 && doc["incidentId"] === incidentId);
    return [...(this.#logs.get(incidentId) ?? []), ...added.map(({ doc }) => doc)];
  }

  /** What was read of the kind, and what this push adds. */
  ofKind(kind: Kind): readonly WorkingRecord[] {
    return [...this.#records.values()].filter((record) => record.kind === kind);
  }

  get(kind: Kind, id: string): WorkingRecord | undefined {
    return this.#records.get(`${kind} ${id}`);
  }

  /** Whether the user may put a record into this account; null = none. */
  accountOpen(accountId: string | null): boolean {
    return accountId === null || this.#accounts.has(accountId) || this.get("account", accountId)?.inScope === true;
  }

  add(kind: Kind, id: string, doc: JsonObject): WorkingRecord {
    const added: WorkingRecord = {
      kind,
      id,
      doc,
      deleted: false,
      rev: 0,
      updatedBy: "",
      updatedAt: new Date(0),
      writers: {},
      written: new Set(),
      inScope: true,
      ownerBefore: undefined,
      before: null,
      deletedBefore: false,
      changed: true,
    };
    this.#records.set(`${kind} ${id}`, added);
    return added;
  }

  changes(): readonly WorkingRecord[] {
    return [...this.#records.values()].filter(({ changed }) => changed);
  }
}

/** Writes what has changed, the first under the sequence number `first`, with its log rows. `clientId` is the laptop that wrote it. */
export async function writeRecords(
  tx: TenantTransaction,
  records: readonly WorkingRecord[],
  { first, nowMs, clientId }: { readonly first: number; readonly nowMs: number; readonly clientId: string },
): Promise<void> {
  const rows = records.map((record, index) => ({ record, rev: first + index }));
  const { tenantId, userId } = tx.scope;
  const written = (part: typeof rows): string =>
    jsonForStorage(
      part.map(({ rev, record }) => ({
        rev,
        kind: record.kind,
        id: record.id,
        account_id: accountOf(record.kind, record.doc),
        private_to: privateTo(record.kind, record.doc),
        deleted: record.deleted,
        doc: record.doc,
        // A new record is its author's whole: entries begin with the first change.
        writers: record.rev === 0 ? {} : nextWriters(record, record.written, [userId, nowMs, rev, clientId]),
      })),
    );
  const input = (json: string): RawBuilder<unknown> =>
    sql`jsonb_to_recordset(${json}::jsonb) as i(rev bigint, kind text, id text, account_id text, private_to text, deleted boolean, doc jsonb, writers jsonb)`;
  const log = sql`
    insert into change_log (tenant_id, seq, kind, id, op, account_id)
    select ${tenantId}, rev, kind, id, case when deleted then 'delete' else 'put' end, account_id from stored`;
  const at = new Date(nowMs);

  const added = rows.filter(({ record }) => record.rev === 0);
  const insert = (part: typeof rows): RawBuilder<unknown> => sql`
    insert into record (tenant_id, kind, id, account_id, private_to, rev, deleted, doc, updated_at, updated_by)
    select ${tenantId}, i.kind, i.id, i.account_id, i.private_to, i.rev, i.deleted, i.doc, ${at}::timestamptz, ${userId} from ${input(written(part))}`;
  // Not an upsert: of two who create the same id at once, the second must fail, and finds the record when it is run again.
  const accounts = added.filter(({ record }) => record.kind === "account");
  if (accounts.length > 0) {
    // Before anything else and without a log row: a new account is in the user's scope only when its statement is over.
    await insert(accounts).execute(tx.db);
    await sql`with stored as (select i.* from ${input(written(accounts))}) ${log}`.execute(tx.db);
  }
  const others = added.filter(({ record }) => record.kind !== "account");
  if (others.length > 0) await sql`with stored as (${insert(others)} returning rev, kind, id, account_id, deleted) ${log}`.execute(tx.db);
  const updated = rows.filter(({ record }) => record.rev > 0);
  if (updated.length > 0) {
    await sql`
      with stored as (
        update record r set account_id = i.account_id, private_to = i.private_to, rev = i.rev, deleted = i.deleted, doc = i.doc, writers = i.writers,
          updated_at = ${at}::timestamptz, updated_by = ${userId}
        from ${input(written(updated))}
        where r.tenant_id = ${tenantId} and r.kind = i.kind and r.id = i.id
        returning r.rev, r.kind, r.id, r.account_id, r.deleted
      ) ${log}`.execute(tx.db);
  }
}
