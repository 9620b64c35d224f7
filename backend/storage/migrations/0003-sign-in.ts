/**
 * Sign-in by OpenID Connect and the end of a user's access. Frozen, as every released migration.
 * A user has one identity at the provider, and an identity stands for one user.
 */
export const signIn: readonly string[] = [
  `create table user_identity (tenant_id text collate "C" not null, issuer text collate "C" not null, subject text collate "C" not null,
     user_id text collate "C" not null, linked_at timestamptz not null, primary key (tenant_id, issuer, subject), unique (tenant_id, user_id))`,
  `alter table user_identity enable row level security`,
  `alter table user_identity force row level security`,
  `create policy user_identity_tenant on user_identity
     using (tenant_id = (select headroom_tenant())) with check (tenant_id = (select headroom_tenant()))`,
  `alter table app_user add column disabled_at timestamptz`,
];
