/**
 * Roles and account scope as row-level security, beside the wall between tenants: a transaction works as a user with the role stored for them, or
 * as a service. Frozen, as every released migration.
 *
 * Every policy is restrictive: it narrows what the tenant's policy allows. Reading many rows, functions stand in sub-selects, so that they run once
 * a query; writing few, they are called by row, because a sub-select costs more to plan than a call to make, and services are let through before.
 * Whose accounts are whose is in a table of its own, because the policy of `record` cannot ask `record`.
 */
const role = "current_setting('headroom.role', true)";
const self = "current_setting('headroom.user_id', true)";
const service = `${role} = 'service'`;
const writes = `${role} in ('service', 'csm', 'lead', 'support', 'admin')`;
const seesAll = "(select headroom_sees_all())";
/**
 * As cases, not as alternatives: without statistics the planner takes \`is null\` for rare, thinks that next to nothing is visible, and walks the table
 * once for each row that it is asked for.
 */
const inScope = `case when account_id is null then true when ${seesAll} then true else (select headroom_own_accounts()) ? account_id end`;
const unhidden = `case when private_to is null then true when private_to = ${self} then true else ${service} end`;

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
  // Refuses instead of answering nothing, as headroom_tenant does: somebody without a role has no business with the data. A role that this version
  // does not know sees its own accounts and writes nothing.
  `create function headroom_sees_all() returns boolean language plpgsql stable as $body$
   declare role text := current_setting('headroom.role', true);
   begin
     if role is null or role = '' then
       raise exception 'query outside a role' using errcode = 'insufficient_privilege';
     end if;
     return role in ('service', 'lead', 'support', 'admin', 'viewer');
   end $body$`,
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
  // An object with a key for each account: asked by row, it is searched, not walked.
  `create function headroom_own_accounts() returns jsonb language plpgsql stable as $body$
   begin
     return (select coalesce(jsonb_object_agg(s.account_id, 1), '{}') from account_scope s
       where s.tenant_id = headroom_tenant() and s.user_id = current_setting('headroom.user_id', true));
   end $body$`,
  `create function headroom_may_write(account text, private_to text) returns boolean language plpgsql stable as $body$
   begin
     if current_setting('headroom.role', true) not in ('service', 'csm', 'lead', 'support', 'admin') then return false; end if;
     if private_to <> current_setting('headroom.user_id', true) then return false; end if;
     return account is null or headroom_sees_all() or exists (select from account_scope s
       where s.tenant_id = headroom_tenant() and s.account_id = account and s.user_id = current_setting('headroom.user_id', true));
   end $body$`,
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
  return policy(table, "own", "all", `${service} or headroom_own_client(client_id)`);
}

const mayWrite = (account: string): string => `${service} or (kind <> 'user' and headroom_may_write(${account}, private_to))`;

const policies: readonly string[] = [
  `create function headroom_own_client(client text) returns boolean language plpgsql stable as $body$
   begin
     return exists (select from client k
       where k.tenant_id = headroom_tenant() and k.client_id = client and k.user_id = current_setting('headroom.user_id', true));
   end $body$`,
  // Of columns that are in the index of live records, so that counting and digesting read no record.
  policy("record", "scope", "select", `${unhidden} and ${inScope}`),
  // An account that is being created is its owner's before the trigger has said so.
  policy("record", "insert_scope", "insert", mayWrite(`case when kind = 'account' and owner_id = ${self} then null else account_id end`)),
  policy("record", "update_scope", "update", mayWrite("account_id")),
  policy("record", "delete_role", "delete", service),
  policy("change_log", "scope", "select", inScope),
  policy("change_log", "insert_scope", "insert", `${service} or headroom_may_write(account_id, null)`),
  policy("change_log", "update_role", "update", service),
  policy("change_log", "delete_role", "delete", service),
  policy("metric_chunk", "scope", "select", inScope),
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
  policy("ingest_mapping", "role", "all", `${role} in ('service', 'lead', 'admin')`),
  policy("user_deletions", "own", "all", `user_id = ${self} or ${service}`),
  policy("sync_head", "insert_role", "insert", service),
  policy("sync_head", "update_role", "update", writes),
  policy("sync_head", "delete_role", "delete", service),
];

export const rowScope: readonly string[] = [...functions, ...accountScope, ...policies];
