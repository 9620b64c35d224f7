/**
 * Roles and account scope as row-level security, beside the wall between tenants: a transaction works as a user with the role stored for them, or
 * as a service. Frozen, as every released migration.
 *
 * Every policy is restrictive: it narrows what the tenant's policy allows. Functions stand in sub-selects, so that they run once a query, not once
 * a row; whose accounts are whose is in a table of its own, because the policy of `record` cannot ask `record`.
 */
const roleOf = "(select headroom_role())";
const service = `${roleOf} = 'service'`;
const seesAll = "(select headroom_sees_all())";
const writes = "(select headroom_writes())";
const self = "(select headroom_user())";
const ownAccounts = `(select s.account_id from account_scope s where s.tenant_id = (select headroom_tenant()) and s.user_id = ${self})`;
const inScope = `(account_id is null or ${seesAll} or account_id in ${ownAccounts})`;

type Command = "all" | "select" | "insert" | "update" | "delete";

function policy(table: string, name: string, command: Command, condition: string): string {
  const using = command === "insert" ? "" : `using (${condition})`;
  const check = command === "select" || command === "delete" ? "" : `with check (${condition})`;
  return `create policy ${table}_${name} on ${table} as restrictive for ${command} ${using} ${check}`;
}

/** Rows that users read and only services write. */
function serviceWrites(table: string): readonly string[] {
  return (["insert", "update", "delete"] as const).map((command) => policy(table, `${command}_role`, command, service));
}

const functions: readonly string[] = [
  // Refuses instead of answering nothing, as headroom_tenant does: somebody without a role has no business with the data.
  `create function headroom_role() returns text language plpgsql stable as $body$
   declare role text := current_setting('headroom.role', true);
   begin
     if role is null or role = '' then
       raise exception 'query outside a role' using errcode = 'insufficient_privilege';
     end if;
     return role;
   end $body$`,
  `create function headroom_user() returns text language sql stable as $body$ select current_setting('headroom.user_id', true) $body$`,
  // A role that this version does not know sees its own accounts and writes nothing.
  `create function headroom_sees_all() returns boolean language sql stable as
   $body$ select headroom_role() in ('service', 'lead', 'support', 'admin', 'viewer') $body$`,
  `create function headroom_writes() returns boolean language sql stable as
   $body$ select headroom_role() in ('service', 'csm', 'lead', 'support', 'admin') $body$`,
  // The role is what is stored for the user now, not what a caller says.
  `create function headroom_enter(for_tenant text, for_user text, for_service boolean) returns void language plpgsql as $body$
   declare found_role text := 'service';
   begin
     perform set_config('headroom.tenant_id', for_tenant, true);
     perform set_config('headroom.user_id', for_user, true);
     if not for_service then
       select u.role into found_role from app_user u where u.tenant_id = for_tenant and u.user_id = for_user and u.disabled_at is null;
     end if;
     perform set_config('headroom.role', coalesce(found_role, ''), true);
   end $body$`,
];

const accountScope: readonly string[] = [
  `create table account_scope (tenant_id text collate "C" not null, account_id text collate "C" not null, user_id text collate "C" not null,
     primary key (tenant_id, account_id))`,
  `create index account_scope_user on account_scope (tenant_id, user_id, account_id)`,
  // Row-level security binds the owner too, and the migration works for no tenant.
  `alter table record no force row level security`,
  `insert into account_scope (tenant_id, account_id, user_id)
   select tenant_id, id, owner_id from record where kind = 'account' and owner_id is not null`,
  `alter table record force row level security`,
  `alter table account_scope enable row level security`,
  `alter table account_scope force row level security`,
  `create policy account_scope_tenant on account_scope
     using (tenant_id = (select headroom_tenant())) with check (tenant_id = (select headroom_tenant()))`,
  policy("account_scope", "own", "select", `user_id = ${self} or ${seesAll}`),
  ...serviceWrites("account_scope"),
  // Whoever gives an account away writes the scope of somebody else: the trigger does so as a service, and only for what was just written.
  `create function headroom_keep_scope() returns trigger language plpgsql as $body$
   declare role_before text := current_setting('headroom.role', true);
   begin
     perform set_config('headroom.role', 'service', true);
     if tg_op = 'DELETE' then
       delete from account_scope where tenant_id = old.tenant_id and account_id = old.id;
     elsif new.owner_id is null then
       delete from account_scope where tenant_id = new.tenant_id and account_id = new.id;
     else
       insert into account_scope (tenant_id, account_id, user_id) values (new.tenant_id, new.id, new.owner_id)
       on conflict (tenant_id, account_id) do update set user_id = excluded.user_id;
     end if;
     perform set_config('headroom.role', coalesce(role_before, ''), true);
     return null;
   end $body$`,
  `create trigger record_scope_insert after insert on record for each row when (new.kind = 'account') execute function headroom_keep_scope()`,
  `create trigger record_scope_update after update on record for each row
     when (new.kind = 'account' and new.owner_id is distinct from old.owner_id) execute function headroom_keep_scope()`,
  `create trigger record_scope_delete after delete on record for each row when (old.kind = 'account') execute function headroom_keep_scope()`,
];

/** Bookkeeping of a laptop is its user's. */
function ownClient(table: string): string {
  const own = `exists (select from client k where k.tenant_id = ${table}.tenant_id and k.client_id = ${table}.client_id and k.user_id = ${self})`;
  return policy(table, "own", "all", `${service} or ${own}`);
}

const policies: readonly string[] = [
  // An account that was just created is its owner's before the trigger has said so.
  policy("record", "scope", "all", `(private_to is null or private_to = ${self} or ${service}) and (${inScope} or owner_id = ${self})`),
  ...(["insert", "update"] as const).map((command) =>
    policy("record", `${command}_role`, command, `${writes} and (kind <> 'user' or ${service})`),
  ),
  policy("record", "delete_role", "delete", service),
  policy("change_log", "scope", "select", inScope),
  // The row of an account that is being created comes before its scope.
  policy("change_log", "insert_role", "insert", `${writes} and (${inScope} or (kind = 'account' and id = account_id))`),
  policy("change_log", "update_role", "update", service),
  policy("change_log", "delete_role", "delete", service),
  policy("metric_chunk", "scope", "all", inScope),
  ...serviceWrites("metric_chunk"),
  policy("snapshot_page", "whole", "select", seesAll),
  ...serviceWrites("snapshot_page"),
  // Read by all: a client id that another user holds must be told from a new one.
  policy("client", "insert_own", "insert", `user_id = ${self} or ${service}`),
  policy("client", "update_own", "update", `user_id = ${self} or ${service}`),
  policy("client", "delete_role", "delete", service),
  ownClient("client_push"),
  ownClient("mutation_refusal"),
  ...["app_user", "tenant", "laptop_policy"].flatMap(serviceWrites),
  ...["access_token", "user_identity", "log_mark"].map((table) => policy(table, "role", "all", service)),
  policy("ingest_mapping", "role", "all", `${roleOf} in ('service', 'lead', 'admin')`),
  policy("user_deletions", "own", "all", `user_id = ${self} or ${service}`),
  policy("sync_head", "insert_role", "insert", service),
  policy("sync_head", "update_role", "update", writes),
  policy("sync_head", "delete_role", "delete", service),
];

export const rowScope: readonly string[] = [...functions, ...accountScope, ...policies];
