import type { ImportRecord } from "../../backend/storage/import-store.ts";
import type { UserRole } from "../../shared/domain/user/user.ts";

/** Who works at the company of every run. */
export const colleagues: Readonly<Record<string, UserRole>> = { lead: "lead", lead2: "lead", csm1: "csm", csm2: "csm", viewer: "viewer" };
/** Works elsewhere: nothing of either company may reach the other. */
export const stranger = "stranger";
export const accounts: Readonly<Record<string, string>> = { acc1: "csm1", acc2: "csm2", acc3: "csm1", acc4: "csm2" };

export function userRecord(id: string, role: UserRole): ImportRecord {
  return { kind: "user", id, fields: { name: id, email: `${id}@acme.example`, role, locale: "en", timeZone: "UTC" }, defaults: {} };
}

/** A customer with a contract, a contact and two tasks. `mark` is in its name, to be recognised where it must not be. */
export function accountRecords(id: string, ownerId: string, mark: string): readonly ImportRecord[] {
  return [
    {
      kind: "account",
      id,
      fields: { code: id.toUpperCase(), ownerId },
      defaults: {
        name: `Customer ${mark}`,
        aliases: [],
        country: "CN",
        timeZone: "Asia/Shanghai",
        locale: "zh-CN",
        regions: ["cn-east"],
        scenario: "show_live",
        tier: "standard",
        lifecycle: "active",
        tags: [],
        summary: "",
      },
    },
    {
      kind: "contract",
      id: `con-${id}`,
      fields: {},
      defaults: {
        accountId: id,
        tier: "standard",
        startsOn: "2026-01-01",
        renewsOn: "2027-01-01",
        committedMinutes: null,
        slaPolicy: "default v3",
        services: ["ticket"],
      },
    },
    {
      kind: "contact",
      id: `person-${id}`,
      fields: {},
      defaults: {
        accountId: id,
        name: "王芳",
        title: "",
        role: "other",
        locale: "zh-CN",
        timeZone: "Asia/Shanghai",
        channels: [],
        isPrimary: true,
        onCall: false,
        preferredHours: null,
        note: "",
      },
    },
    taskRecord(`call-${id}`, id, ownerId),
    taskRecord(`review-${id}`, id, ownerId),
  ];
}

function taskRecord(id: string, accountId: string, ownerId: string): ImportRecord {
  const defaults = { accountId, title: id, ownerId, dueOn: null, state: "open", doneOn: null, playbook: null };
  return { kind: "task", id, fields: {}, defaults };
}
