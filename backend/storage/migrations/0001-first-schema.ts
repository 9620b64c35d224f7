/**
 * Frozen: a migration that has been released is never changed; a correction is the next number. Every table belongs to a tenant, leads its
 * key with it, and is confined by row-level security that binds the owner of the table too (FORCE).
 */
const tenantTables: readonly (readonly [name: string, columns: string])[] = [
  ["tenant", `tenant_id text collate "C" primary key, name text not null, created_at timestamptz not null`],
  [
    "app_user",
    `tenant_id text collate "C" not null, user_id text collate "C" not null, name text not null, role text not null, locale text not null,
     scope_version bigint not null default 1, primary key (tenant_id, user_id)`,
  ],
  [
    "access_token",
    `tenant_id text collate "C" not null, token_hash text collate "C" not null, user_id text collate "C" not null, label text not null,
     created_at timestamptz not null, expires_at timestamptz not null, revoked_at timestamptz, primary key (tenant_id, token_hash)`,
  ],
  [
    "sync_head",
    `tenant_id text collate "C" primary key, epoch text not null, seq bigint not null default 0, floor bigint not null default 0,
     chunk_seq bigint not null default 0, page_build bigint not null default 0`,
  ],
  [
    "record",
    `tenant_id text collate "C" not null, kind text collate "C" not null, id text collate "C" not null, account_id text collate "C",
     private_to text collate "C", rev bigint not null, deleted boolean not null default false, doc jsonb not null,
     updated_at timestamptz not null, updated_by text collate "C" not null,
     owner_id text collate "C" generated always as (case when kind = 'account' then doc ->> 'ownerId' end) stored,
     primary key (tenant_id, kind, id)`,
  ],
  [
    "change_log",
    `tenant_id text collate "C" not null, seq bigint not null, kind text collate "C" not null, id text collate "C" not null,
     op text not null check (op in ('put', 'delete')), account_id text collate "C", primary key (tenant_id, seq)`,
  ],
  [
    "client",
    `tenant_id text collate "C" not null, client_id text collate "C" not null, user_id text collate "C" not null,
     last_mutation_id bigint not null default 0, seen_at timestamptz not null, primary key (tenant_id, client_id)`,
  ],
  [
    "client_push",
    `tenant_id text collate "C" not null, client_id text collate "C" not null, last_mutation_id bigint not null,
     before_mutation_id bigint not null, seq bigint not null, primary key (tenant_id, client_id, last_mutation_id)`,
  ],
  [
    "mutation_refusal",
    `tenant_id text collate "C" not null, client_id text collate "C" not null, mutation_id bigint not null, code text not null,
     message text not null, id text collate "C" not null, primary key (tenant_id, client_id, mutation_id)`,
  ],
  [
    "metric_chunk",
    `tenant_id text collate "C" not null, account_id text collate "C" not null, metric text collate "C" not null,
     region text collate "C" not null, carrier text collate "C" not null, month text collate "C" not null, rev bigint not null,
     encoding text not null, bytes bytea not null, primary key (tenant_id, account_id, metric, region, carrier, month)`,
  ],
  [
    "snapshot_page",
    `tenant_id text collate "C" not null, kind text collate "C" not null, build bigint not null, after_id text collate "C" not null,
     as_of bigint not null, rows integer not null, bytes bytea not null, primary key (tenant_id, build, kind, after_id)`,
  ],
];

export const firstSchema: readonly string[] = [
  // Refuses instead of answering nothing: a query outside the tenant wrapper is a bug that must be seen.
  `create function headroom_tenant() returns text language plpgsql stable as $body$
   declare tenant text := current_setting('headroom.tenant_id', true);
   begin
     if tenant is null or tenant = '' then
       raise exception 'query outside a tenant' using errcode = 'insufficient_privilege';
     end if;
     return tenant;
   end $body$`,
  ...tenantTables.flatMap(([name, columns]) => [
    `create table ${name} (${columns})`,
    `alter table ${name} enable row level security`,
    `alter table ${name} force row level security`,
    // The sub-select makes it one call a query, not one a row.
    `create policy ${name}_tenant on ${name} using (tenant_id = (select headroom_tenant())) with check (tenant_id = (select headroom_tenant()))`,
  ]),
  `create index record_account on record (tenant_id, account_id, kind)`,
  // A column of its own: under row-level security an index is only used for conditions that cannot leak, and reading jsonb may.
  `create index record_owner on record (tenant_id, owner_id) where owner_id is not null`,
  `create index change_log_record on change_log (tenant_id, kind, id)`,
  `create index metric_chunk_rev on metric_chunk (tenant_id, rev)`,
  // Chunks are packed numbers of about a kilobyte: compressing them again costs more than it saves.
  `alter table metric_chunk alter column bytes set storage external`,
  `alter table snapshot_page alter column bytes set storage external`,
];
