/** Sizes of the demonstration company; numbers.md of the design sets what each holds. */
export const demoSizes = ["desk", "team", "region"] as const;
export type DemoSize = (typeof demoSizes)[number];

/** Accounts of the demo user: the same sixty at every size. */
export const ownAccounts = 60;

/** `records` counts everything that is stored, accounts and colleagues included. */
export const sizePlan: Readonly<Record<DemoSize, { readonly accounts: number; readonly records: number }>> = {
  desk: { accounts: 60, records: 6_000 },
  team: { accounts: 300, records: 30_000 },
  region: { accounts: 2_000, records: 102_000 },
};

/** Days of hourly PCU: thirteen months. */
export const usageDays = 396;
export const qualityDays = 90;
