/**
 * Who operates the database may ask which tenants there are, to back them up or to clean up after each: `*` in place of a tenant. It is no id
 * that a tenant can have, and shows the list alone; every other table still answers for one tenant at a time. Frozen, as every released migration.
 */
export const operatorTenants: readonly string[] = [
  `create policy tenant_list on tenant for select using ((select headroom_tenant()) = '*')`,
];
