/**
 * The audit log: only ever added to. Entries of a tenant are numbered without gaps and each is hashed together with the one before, so that a change
 * or a removal is found. What is older than a checkpoint that says "trimmed" may go; nothing else may, not even for the owner of the tables.
 * Frozen, as every released migration.
 */
const service = "current_setting('headroom.role', true) = 'service'";

const tables: readonly (readonly [name: string, columns: string])[] = [
  [
    "audit_head",
    `tenant_id text collate "C" primary key, seq bigint not null, hash text not null, salt text not null, retention_days integer not null default 400`,
  ],
  [
    "audit_entry",
    `tenant_id text collate "C" not null, seq bigint not null, at timestamptz not null, event text collate "C" not null,
     user_id text collate "C" not null, accounts text[] not null, body text not null, hash text not null, report text collate "C",
     primary key (tenant_id, seq)`,
  ],
  [
    "audit_checkpoint",
    `tenant_id text collate "C" not null, seq bigint not null, at timestamptz not null, hash text not null, trimmed boolean not null,
     key_id text not null, signature text not null, primary key (tenant_id, seq, at, trimmed)`,
  ],
];

function protect(table: string): readonly string[] {
  return [
    `create trigger ${table}_kept before ${table === "audit_head" ? "delete" : "update or delete"} on ${table}
       for each row execute function headroom_keep_audit()`,
    `create trigger ${table}_whole before truncate on ${table} for each statement execute function headroom_keep_audit()`,
  ];
}

export const auditLog: readonly string[] = [
  ...tables.flatMap(([name, columns]) => [
    `create table ${name} (${columns})`,
    `alter table ${name} enable row level security`,
    `alter table ${name} force row level security`,
    `create policy ${name}_tenant on ${name} using (tenant_id = (select headroom_tenant())) with check (tenant_id = (select headroom_tenant()))`,
    ...(["insert", "update", "delete"] as const).map((command) => {
      const using = command === "insert" ? "" : `using (${service})`;
      return `create policy ${name}_${command} on ${name} as restrictive for ${command} ${using} ${command === "delete" ? "" : `with check (${service})`}`;
    }),
    `create policy ${name}_select on ${name} as restrictive for select
       using (current_setting('headroom.role', true) in ${name === "audit_entry" ? "('service', 'lead', 'admin')" : "('service')"})`,
  ]),
  `create unique index audit_entry_report on audit_entry (tenant_id, report) where report is not null`,
  `create index audit_entry_user on audit_entry (tenant_id, user_id, seq)`,
  `create index audit_entry_at on audit_entry (tenant_id, at)`,
  `create index audit_entry_accounts on audit_entry using gin (accounts)`,
  `create function headroom_keep_audit() returns trigger language plpgsql as $body$
   begin
     if tg_op = 'DELETE' and tg_table_name = 'audit_entry' then
       if exists (select from audit_checkpoint c where c.tenant_id = old.tenant_id and c.trimmed and c.seq >= old.seq) then
         return old;
       end if;
     end if;
     raise exception 'the audit log is only ever added to' using errcode = 'insufficient_privilege';
   end $body$`,
  ...tables.flatMap(([name]) => protect(name)),
  // The lock on the head puts the entries of a tenant in one order; it is taken last, after the head of the change log.
  `create function headroom_audit(for_tenant text, entries jsonb) returns bigint language plpgsql as $body$
   declare
     role_before text := current_setting('headroom.role', true);
     last bigint;
     link text;
     entry jsonb;
     added bigint := 0;
   begin
     perform set_config('headroom.role', 'service', true);
     select h.seq, h.hash into last, link from audit_head h where h.tenant_id = for_tenant for update;
     if not found then
       insert into audit_head (tenant_id, seq, hash, salt)
       select t.tenant_id, 0, '', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') from tenant t where t.tenant_id = for_tenant
       on conflict do nothing;
       select h.seq, h.hash into last, link from audit_head h where h.tenant_id = for_tenant for update;
     end if;
     if last is not null then
       for entry in select e.value from jsonb_array_elements(entries) e loop
         if entry ->> 'report' is not null and exists
           (select from audit_entry a where a.tenant_id = for_tenant and a.report = entry ->> 'report') then continue; end if;
         last := last + 1;
         added := added + 1;
         link := encode(sha256(convert_to(link || chr(10) || last::text || chr(10) || (entry ->> 'body'), 'UTF8')), 'hex');
         insert into audit_entry (tenant_id, seq, at, event, user_id, accounts, body, hash, report)
         values (for_tenant, last, (entry ->> 'at')::timestamptz, entry ->> 'event', entry ->> 'userId',
           array(select jsonb_array_elements_text(entry -> 'accounts')), entry ->> 'body', link, entry ->> 'report');
       end loop;
       if added > 0 then update audit_head h set seq = last, hash = link where h.tenant_id = for_tenant; end if;
     end if;
     perform set_config('headroom.role', coalesce(role_before, ''), true);
     return added;
   end $body$`,
];
