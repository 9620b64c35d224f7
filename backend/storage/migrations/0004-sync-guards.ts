const tables: readonly (readonly [name: string, columns: string])[] = [
  ["log_mark", `tenant_id text collate "C" not null, at timestamptz not null, seq bigint not null, primary key (tenant_id, at)`],
  [
    "user_deletions",
    `tenant_id text collate "C" not null, user_id text collate "C" not null, since timestamptz not null, deletions integer not null,
     primary key (tenant_id, user_id)`,
  ],
  [
    "laptop_policy",
    `tenant_id text collate "C" primary key, offline_grace_days integer not null, wipe_after_days integer not null,
     lock_after_minutes integer not null`,
  ],
];

/** Who wrote a field, how old the log is, what a user deletes, what a company asks of its laptops. Frozen, as every released migration. */
export const syncGuards: readonly string[] = [
  `alter table record add column writers jsonb not null default '{}'`,
  // A digest reads this and no record.
  `create index record_live on record (tenant_id, kind, account_id, private_to, rev) where not deleted`,
  `create index record_deleted on record (tenant_id, rev) where deleted`,
  `alter table client add column wipe_at timestamptz, add column wipe_told_at timestamptz`,
  ...tables.flatMap(([name, columns]) => [
    `create table ${name} (${columns})`,
    `alter table ${name} enable row level security`,
    `alter table ${name} force row level security`,
    `create policy ${name}_tenant on ${name} using (tenant_id = (select headroom_tenant())) with check (tenant_id = (select headroom_tenant()))`,
  ]),
];
