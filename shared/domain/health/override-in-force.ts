import type { HealthOverride } from "./health-override.ts";

/** The override that holds at an instant: begun, neither expired nor withdrawn by then; of several the newest. null = none does. */
export function overrideInForce(overrides: readonly HealthOverride[], atMs: number): HealthOverride | null {
  let newest: HealthOverride | null = null;
  for (const override of overrides) {
    const withdrawn = override.withdrawnAt !== null && Date.parse(override.withdrawnAt) <= atMs;
    if (withdrawn || Date.parse(override.at) > atMs || Date.parse(override.expiresAt) <= atMs) continue;
    if (newest === null || override.at > newest.at || (override.at === newest.at && override.id > newest.id)) newest = override;
  }
  return newest;
}
