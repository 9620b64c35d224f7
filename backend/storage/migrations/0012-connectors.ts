const tables: readonly (readonly [name: string, columns: string])[] = [
  [
    "connector",
    `tenant_id text collate "C" not null, name text collate "C" not null, kind text not null, config jsonb not null, secrets text,
     paused boolean not null default false, created_at timestamptz not null, created_by text collate "C" not null,
     lease_by text, lease_until timestamptz, next_run_at timestamptz, run_asked_at timestamptz,
     progress jsonb not null default '{}', data_up_to timestamptz, last_good_at timestamptz, report jsonb, total jsonb,
     primary key (tenant_id, name)`,
  ],
  [
    "connector_file",
    `tenant_id text collate "C" not null, connector text collate "C" not null, digest text collate "C" not null, name text not null,
     kept_as text not null, taken_at timestamptz not null, primary key (tenant_id, connector, digest)`,
  ],
  [
    "connector_delivery",
    `tenant_id text collate "C" not null, connector text collate "C" not null, message_id text collate "C" not null,
     received_at timestamptz not null, body bytea, bytes integer not null, attempts integer not null default 0, settled_at timestamptz,
     primary key (tenant_id, connector, message_id)`,
  ],
];

/**
 * Connectors: what is read on its own, what was read, and what was delivered and waits. Only services see any of it, since secrets are sealed in it
 * and deliveries are of all accounts. Frozen, as every released migration.
 */
export const connectors: readonly string[] = [
  ...tables.flatMap(([name, columns]) => [
    `create table ${name} (${columns})`,
    `alter table ${name} enable row level security`,
    `alter table ${name} force row level security`,
    `create policy ${name}_tenant on ${name} using (tenant_id = (select headroom_tenant())) with check (tenant_id = (select headroom_tenant()))`,
    `create policy ${name}_role on ${name} as restrictive for all
       using (current_setting('headroom.role', true) = 'service') with check (current_setting('headroom.role', true) = 'service')`,
  ]),
  `create index connector_delivery_waiting on connector_delivery (tenant_id, connector, received_at) where settled_at is null`,
  `create index connector_delivery_settled on connector_delivery (tenant_id, connector, settled_at) where settled_at is not null`,
];
