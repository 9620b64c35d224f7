/** Until when a backend has the keeping of a tenant's scores to itself; null = nobody keeps. Frozen, as every released migration. */
export const healthLease: readonly string[] = [`alter table sync_head add column health_until timestamptz`];
