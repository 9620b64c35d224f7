/** Until when a backend has the building of a tenant's snapshot pages to itself; null = nobody builds. Frozen, as every released migration. */
export const pageLease: readonly string[] = [`alter table sync_head add column pages_until timestamptz`];
