import { userInfo } from "node:os";
import { demoUserId } from "../../shared/demo/company/users.ts";
import type { User } from "../../shared/domain/user/user.ts";
import type { TenantScope } from "../storage/database.ts";
import type { BackendStore } from "../storage/open-backend-store.ts";
import { defaultTenant } from "../storage/tenants.ts";

const localUserId = "me";

function loginName(): string {
  try {
    return userInfo().username.slice(0, 100) || "Headroom";
  } catch {
    return "Headroom";
  }
}

/**
 * The one user of a backend in a folder of one's own: the person of the demonstration company where there is one, else `me`, who sees everything
 * that was imported.
 */
export async function localUser(store: BackendStore): Promise<TenantScope> {
  const tenantId = defaultTenant.id;
  const imports = await store.importStore(tenantId);
  const known = await store.db.withTenant({ tenantId, userId: localUserId }, ({ db }) =>
    db
      .selectFrom("app_user")
      .select("user_id")
      .where("tenant_id", "=", tenantId)
      .where("user_id", "in", [demoUserId, localUserId])
      .execute(),
  );
  if (known.some((row) => row.user_id === demoUserId)) return { tenantId, userId: demoUserId };
  if (known.length === 0) {
    const user: User = {
      id: localUserId,
      name: loginName(),
      email: "me@headroom.example",
      role: "lead",
      locale: "zh-CN",
      timeZone: "Asia/Shanghai",
    };
    const { id, ...defaults } = user;
    await imports.putRecords([{ kind: "user", id, fields: {}, defaults }]);
  }
  return { tenantId, userId: localUserId };
}
