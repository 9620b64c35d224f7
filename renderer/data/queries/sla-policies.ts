import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { checkSlaPolicy } from "../../../shared/domain/sla/check-sla-policy.ts";
import { builtinPolicyRef, defaultSlaPolicy } from "../../../shared/domain/sla/default-sla-policy.ts";
import type { PolicyFault } from "../../../shared/domain/sla/policy-fault.ts";
import { parsePolicyText } from "../../../shared/domain/sla/policy-for.ts";
import type { SlaPolicyDefinition } from "../../../shared/domain/sla/sla-policy.ts";
import { localDay } from "../../../shared/domain/contract/days-left.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";

/** One version of a policy, with the contracts that name it. */
export interface PolicyVersion {
  readonly name: string;
  /** 0 = the product's own default, which judges where a contract names no version that is here. */
  readonly version: number;
  /** null = it came with the product. */
  readonly atMs: number | null;
  readonly authorName: string | null;
  readonly note: string;
  readonly definition: SlaPolicyDefinition;
  /** Not empty = it contradicts itself: it was stored by an older version of the product. */
  readonly faults: readonly PolicyFault[];
  /** Contracts in force today that name it, by the account's name. */
  readonly contracts: readonly PolicyContractUse[];
}

export interface PolicyContractUse {
  readonly contractId: string;
  readonly accountId: string;
  readonly accountName: string;
}

export interface SlaPolicies {
  /** By name, newest version first; the product's own default last. */
  readonly versions: readonly PolicyVersion[];
  /** What contracts in force name and nobody has written here: the product's own default judges them. */
  readonly unknown: readonly { readonly asked: string; readonly contracts: readonly PolicyContractUse[] }[];
  /** The reader may write a new version. */
  readonly mayEdit: boolean;
}

/** Every version of every policy, and which contracts go by it. */
export const slaPolicies = defineQuery<undefined, SlaPolicies>({
  dependsOn: ["slaPolicy", "contract", "account", "user"],
  run: (store, _args, nowMs) => {
    const records = store.all("slaPolicy").toSorted((a, b) => (a.name === b.name ? b.version - a.version : a.name < b.name ? -1 : 1));
    const uses = usesOf(store, nowMs);
    const known = new Set(records.map(({ name, version }) => `${name} v${version}`));
    const userId = store.userId();
    const role = userId === undefined ? undefined : store.get("user", userId)?.role;
    return {
      versions: [...records.map((record) => versionOf(store, record, uses.get(`${record.name} v${record.version}`) ?? [])), builtin()],
      unknown: [...uses].filter(([asked]) => !known.has(asked)).map(([asked, contracts]) => ({ asked, contracts })),
      mayEdit: role === "lead" || role === "admin",
    };
  },
});

function versionOf(store: LocalStore, record: RecordOf<"slaPolicy">, contracts: readonly PolicyContractUse[]): PolicyVersion {
  const { name, version, at, authorId, note, definition } = record;
  const checked = checkSlaPolicy(definition);
  return {
    name,
    version,
    atMs: Date.parse(at),
    authorName: store.get("user", authorId)?.name ?? null,
    note,
    definition,
    faults: checked.ok ? [] : checked.error.faults,
    contracts,
  };
}

function builtin(): PolicyVersion {
  const { name, version } = builtinPolicyRef;
  return { name, version, atMs: null, authorName: null, note: "", definition: defaultSlaPolicy, faults: [], contracts: [] };
}

/** Contracts in force on their accounts' own day, by what they name in its usual spelling. */
function usesOf(store: LocalStore, nowMs: number): ReadonlyMap<string, readonly PolicyContractUse[]> {
  const accounts = new Map(store.all("account").map((account) => [account.id, account]));
  const uses = store.all("contract").flatMap((contract) => {
    const account = accounts.get(contract.accountId);
    const today = localDay(nowMs, account?.timeZone ?? "UTC");
    if (account === undefined || contract.startsOn > today || contract.renewsOn < today || contract.slaPolicy === "") return [];
    const policy = parsePolicyText(contract.slaPolicy);
    const asked = policy === null ? contract.slaPolicy : `${policy.name} v${policy.version}`;
    return [{ asked, contractId: contract.id, accountId: account.id, accountName: account.name }];
  });
  const byName = uses.toSorted((a, b) => a.accountName.localeCompare(b.accountName, "zh-Hans-CN"));
  return new Map(
    [...Map.groupBy(byName, ({ asked }) => asked)].map(([asked, members]) => [
      asked,
      members.map(({ contractId, accountId, accountName }) => ({ contractId, accountId, accountName })),
    ]),
  );
}
