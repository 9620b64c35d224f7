/** Mappings that administrators keep for the ingest API, as the JSON that was sent. Frozen, as every released migration. */
export const ingestMappings: readonly string[] = [
  `create table ingest_mapping (tenant_id text collate "C" not null, name text collate "C" not null, doc jsonb not null,
     updated_at timestamptz not null, updated_by text collate "C" not null, primary key (tenant_id, name))`,
  `alter table ingest_mapping enable row level security`,
  `alter table ingest_mapping force row level security`,
  `create policy ingest_mapping_tenant on ingest_mapping using (tenant_id = (select headroom_tenant())) with check (tenant_id = (select headroom_tenant()))`,
];
