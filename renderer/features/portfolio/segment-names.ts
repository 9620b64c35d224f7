import type { Account } from "../../../shared/domain/account/account.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import type { PortfolioAccount } from "../../data/queries/portfolio.ts";
import type { AccountsWanted } from "../../ui/accounts-wanted.ts";
import { regionName } from "../../ui/attention-text.ts";
import type { Dimension, PortfolioFilter } from "./portfolio-model.ts";

/** Names of owners by id. */
export function ownerNames(accounts: readonly PortfolioAccount[]): ReadonlyMap<string, string> {
  return new Map(
    accounts.flatMap(({ ownerId, ownerName }) => (ownerId === null || ownerName === null ? [] : [[ownerId, ownerName] as const])),
  );
}

export function segmentName(
  dimension: Dimension,
  value: string,
  { domain, t, owners }: { readonly domain: Text<"domain">; readonly t: Text<"portfolio">; readonly owners: ReadonlyMap<string, string> },
): string {
  switch (dimension) {
    // The values of these dimensions are those of the record.
    case "tier":
      return domain(`tier.${value as Account["tier"]}`);
    case "scenario":
      return domain(`scenario.${value as Account["scenario"]}`);
    case "region":
      return regionName(domain, value);
    case "owner":
      return value === "" ? t("owner.none") : (owners.get(value) ?? value);
  }
}

/** The filter of the accounts list that shows the accounts of these values. */
export function wantedBy(values: PortfolioFilter): AccountsWanted {
  return {
    ...(values.tier === null ? {} : { tiers: [values.tier as Account["tier"]] }),
    ...(values.scenario === null ? {} : { scenarios: [values.scenario as Account["scenario"]] }),
    ...(values.region === null ? {} : { regions: [values.region] }),
    ...(values.owner === null ? {} : { owners: [values.owner] }),
  };
}
