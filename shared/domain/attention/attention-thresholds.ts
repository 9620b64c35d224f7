/**
 * When a fact becomes a reason. House values until a company sets its own:
 * renewal 90 d is when the renewal playbook starts (product.md A6), 30 d when it can no longer be prepared calmly; 30 d without a call,
 * meeting or message is the CSM team's own rule of contact; usage exports come hourly or daily, so a day and more without any is stale;
 * an open P2 and P3 that is ours after 3 and 7 days has outlived every response limit of the default SLA policy (product.md D2) many times.
 */
export const attentionThresholds = {
  renewalDays: 90,
  renewalRiskDays: 30,
  untouchedDays: 30,
  staleHours: 24,
  waitingOnUsDays: { P0: 0, P1: 1, P2: 3, P3: 7 },
} as const;
