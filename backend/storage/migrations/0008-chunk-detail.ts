/** Series may be split by SDK version and platform; what there was is of all of them together. */
export const chunkDetail: readonly string[] = [
  `alter table metric_chunk add column sdk text collate "C" not null default '', add column platform text collate "C" not null default ''`,
  `alter table metric_chunk drop constraint metric_chunk_pkey,
     add primary key (tenant_id, account_id, metric, region, carrier, sdk, platform, month)`,
];
