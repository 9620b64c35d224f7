/** Until when a tenant's forecasts are kept, or a backend has the keeping of them to itself; null = due. Frozen, as every released migration. */
export const forecastLease: readonly string[] = [`alter table sync_head add column forecast_until timestamptz`];
