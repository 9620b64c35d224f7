import { type RawBuilder, sql } from "kysely";
import type { Kind } from "../../shared/domain/kinds.ts";
import { type User, userRoles } from "../../shared/domain/user/user.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { TenantTransaction } from "./database.ts";
import type { ImportRecord } from "./import-store.ts";
import { jsonForStorage } from "./json-text.ts";
import { headsOfLogs } from "./log-heads.ts";
import { accountOf, privateTo } from "./record-columns.ts";
import { takeSequence } from "./sequence.ts";
import { bumpScopes, putUsers } from "./tenants.ts";

type Outcome = "stored" | "unchanged";

interface Existing {
  readonly ord: number;
  readonly deleted: boolean;
  readonly differs: boolean;
  readonly old_owner: string | null;
}

interface Input {
  readonly ord: number;
  readonly record: ImportRecord;
}

/** Locks what is stored of the input, in the order of the keys, and tells what would change. */
async function compare(tx: TenantTransaction, inputs: readonly Input[]): Promise<readonly Existing[]> {
  const json = jsonForStorage(inputs.map(({ ord, record }) => ({ ord, kind: record.kind, id: record.id, fields: record.fields })));
  const { rows } = await sql<Existing>`
    select i.ord, r.deleted, (r.doc || i.fields) is distinct from r.doc as differs, r.owner_id as old_owner
    from jsonb_to_recordset(${json}::jsonb) as i(ord int, kind text, id text, fields jsonb)
    join record r on r.tenant_id = ${tx.scope.tenantId} and r.kind = i.kind and r.id = i.id
    order by r.kind, r.id for update of r`.execute(tx.db);
  return rows;
}

async function insertNew(tx: TenantTransaction, inputs: readonly (Input & { readonly rev: number })[], nowMs: number): Promise<void> {
  if (inputs.length === 0) return;
  const json = jsonForStorage(
    inputs.map(({ rev, record }) => {
      const doc = { ...record.defaults, ...record.fields, id: record.id };
      return {
        rev,
        kind: record.kind,
        id: record.id,
        account_id: accountOf(record.kind, doc),
        private_to: privateTo(record.kind, doc),
        doc,
      };
    }),
  );
  await sql`
    with stored as (
      insert into record (tenant_id, kind, id, account_id, private_to, rev, deleted, doc, updated_at, updated_by)
      select ${tx.scope.tenantId}, i.kind, i.id, i.account_id, i.private_to, i.rev, false, i.doc, ${new Date(nowMs)}::timestamptz, ${tx.scope.userId}
      from jsonb_to_recordset(${json}::jsonb) as i(rev bigint, kind text, id text, account_id text, private_to text, doc jsonb)
      returning rev, kind, id, account_id
    )
    insert into change_log (tenant_id, seq, kind, id, op, account_id)
    select ${tx.scope.tenantId}, rev, kind, id, 'put', account_id from stored`.execute(tx.db);
}

/** As nextWriters of backend/sync/writers.ts has it, in the database: an import reads nothing of what it updates. */
function writersAfterImport({ scope }: TenantTransaction, nowMs: number): RawBuilder<unknown> {
  return sql`jsonb_build_object('*', jsonb_build_array(r.updated_by, floor(extract(epoch from r.updated_at) * 1000)::bigint, r.rev, ''))
    || r.writers || coalesce((
      select jsonb_object_agg(n.key, jsonb_build_array(${scope.userId}::text, ${nowMs}::bigint, i.rev, ''))
      from jsonb_each(i.fields) n where n.value is distinct from r.doc -> n.key), '{}')`;
}

async function updateExisting(tx: TenantTransaction, inputs: readonly (Input & { readonly rev: number })[], nowMs: number): Promise<void> {
  if (inputs.length === 0) return;
  const json = jsonForStorage(inputs.map(({ rev, record }) => ({ rev, kind: record.kind, id: record.id, fields: record.fields })));
  await sql`
    with stored as (
      update record r set
        rev = i.rev, doc = r.doc || i.fields, updated_at = ${new Date(nowMs)}::timestamptz, updated_by = ${tx.scope.userId},
        writers = ${writersAfterImport(tx, nowMs)},
        account_id = case when r.kind = 'account' then r.id else (r.doc || i.fields) ->> 'accountId' end
      from jsonb_to_recordset(${json}::jsonb) as i(rev bigint, kind text, id text, fields jsonb)
      where r.tenant_id = ${tx.scope.tenantId} and r.kind = i.kind and r.id = i.id
      returning r.rev, r.kind, r.id, r.account_id
    )
    insert into change_log (tenant_id, seq, kind, id, op, account_id)
    select ${tx.scope.tenantId}, rev, kind, id, 'put', account_id from stored`.execute(tx.db);
}

/** Colleagues who were imported may be given a token; what they see follows their role. */
async function syncUsers(tx: TenantTransaction, ids: readonly string[], nowMs: number): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx.db
    .selectFrom("record")
    .select("doc")
    .where("tenant_id", "=", tx.scope.tenantId)
    .where("kind", "=", "user")
    .where("id", "in", ids)
    .execute();
  const users = rows.map(({ doc }) => doc as unknown as User).filter(({ role }) => userRoles.includes(role));
  const before = await tx.db
    .selectFrom("app_user")
    .select(["user_id", "role"])
    .where("tenant_id", "=", tx.scope.tenantId)
    .where("user_id", "in", ids)
    .execute();
  await putUsers(tx, users);
  const roleBefore = new Map(before.map((row) => [row.user_id, row.role]));
  const changed = users.filter(({ id, role }) => roleBefore.get(id) !== role);
  await appendAudit(
    tx,
    nowMs,
    changed.map(({ id, role }) => ({
      event: "access-changed",
      source: "backend",
      userId: tx.scope.userId,
      detail: { user: id, was: roleBefore.get(id) ?? null, role },
    })),
  );
}

/** What the backend works out itself is nobody's doing. */
const workedOut: ReadonlySet<Kind> = new Set(["healthMonth", "forecastMemory", "slaVerdict"]);

async function noteImport(tx: TenantTransaction, stored: readonly ImportRecord[], nowMs: number): Promise<void> {
  const told = stored.filter(({ kind }) => !workedOut.has(kind));
  if (told.length === 0) return;
  const kinds = Map.groupBy(told, ({ kind }) => kind);
  const accounts = told.map(({ kind, id, fields, defaults }) => accountOf(kind, { ...defaults, ...fields, id }));
  await appendAudit(tx, nowMs, [
    {
      event: "imported",
      source: "backend",
      userId: tx.scope.userId,
      accounts: [...new Set(accounts.filter((account) => account !== null))].sort(),
      detail: { records: Object.fromEntries([...kinds].map(([kind, list]) => [kind, list.length])) },
    },
  ]);
}

/** No record twice: see rounds. */
async function putDistinct(tx: TenantTransaction, inputs: readonly Input[], nowMs: number): Promise<ReadonlySet<number>> {
  const existing = new Map((await compare(tx, inputs)).map((row) => [row.ord, row]));
  const changed = inputs.filter(({ ord }) => {
    const row = existing.get(ord);
    // What a colleague deleted stays deleted, or every import would bring it back.
    return row === undefined || (row.differs && !row.deleted);
  });
  if (changed.length === 0) return new Set();
  const first = await takeSequence(tx, changed.length);
  const numbered = changed.map((input, index) => ({ ...input, rev: first + index }));
  await insertNew(
    tx,
    numbered.filter(({ ord }) => !existing.has(ord)),
    nowMs,
  );
  await updateExisting(
    tx,
    numbered.filter(({ ord }) => existing.has(ord)),
    nowMs,
  );
  const ofKind = (kind: Kind): readonly Input[] => changed.filter(({ record }) => record.kind === kind);
  const heads = await headsOfLogs(
    tx,
    ofKind("incident").flatMap(({ ord, record }) => (existing.has(ord) ? [record.id] : [])),
  );
  // Once more is enough: what the log says is then what stands there.
  if (heads.length > 0)
    await putDistinct(
      tx,
      heads.map((record, ord) => ({ ord, record })),
      nowMs,
    );
  await syncUsers(
    tx,
    ofKind("user").map(({ record }) => record.id),
    nowMs,
  );
  await bumpScopes(
    tx,
    ofKind("account").flatMap(({ ord, record }) => {
      const row = existing.get(ord);
      if (row === undefined || !Object.hasOwn(record.fields, "ownerId") || record.fields["ownerId"] === row.old_owner) return [];
      return [row.old_owner, record.fields["ownerId"]].filter((owner) => typeof owner === "string");
    }),
  );
  return new Set(changed.map(({ ord }) => ord));
}

/** A record that comes several times in one call is written as often, in order: each round holds the first of what is left. */
function rounds(records: readonly ImportRecord[]): readonly (readonly Input[])[] {
  const result: Input[][] = [];
  const seen = new Map<string, number>();
  records.forEach((record, ord) => {
    const key = `${record.kind} ${record.id}`;
    const round = seen.get(key) ?? 0;
    seen.set(key, round + 1);
    (result[round] ??= []).push({ ord, record });
  });
  return result;
}

export async function importRecords(tx: TenantTransaction, records: readonly ImportRecord[], nowMs: number): Promise<readonly Outcome[]> {
  const outcomes = records.map((): Outcome => "unchanged");
  for (const inputs of rounds(records)) {
    for (const ord of await putDistinct(tx, inputs, nowMs)) outcomes[ord] = "stored";
  }
  await noteImport(
    tx,
    records.filter((_, ord) => outcomes[ord] === "stored"),
    nowMs,
  );
  return outcomes;
}
