import type { Account } from "../../shared/domain/account/account.ts";
import type { HealthGrade } from "../../shared/domain/health/health-override.ts";

/** Accounts that another screen asks the list to show; left out = all. */
export interface AccountsWanted {
  readonly tiers?: Account["tier"][];
  readonly scenarios?: Account["scenario"][];
  readonly regions?: string[];
  /** Ids; `""` = nobody yet. */
  readonly owners?: string[];
  readonly health?: HealthGrade[];
}

let wanted: AccountsWanted | null = null;

/** Says what the list is to show when it opens next. */
export function wantAccounts(accounts: AccountsWanted): void {
  wanted = accounts;
}

/** What was asked for since the list was opened last; once. */
export function takeWantedAccounts(): AccountsWanted | null {
  const taken = wanted;
  wanted = null;
  return taken;
}
