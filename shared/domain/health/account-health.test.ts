import { describe, expect, it } from "vitest";
import { accountHealth } from "./account-health.ts";
import { checkHealthModel } from "./check-health-model.ts";
import { defaultHealthModel } from "./default-health-model.ts";
import type { HealthInput } from "./health-input.ts";
import { builtInModel } from "./model-in-force.ts";

const atMs = Date.UTC(2026, 9, 30);

function emptyInput(): HealthInput {
  return {
    account: {
      id: "acc_1",
      code: "ONE",
      name: "One",
      aliases: [],
      country: "CN",
      timeZone: "Asia/Shanghai",
      locale: "zh-CN",
      regions: ["cn-east"],
      scenario: "show_live",
      tier: "standard",
      ownerId: null,
      lifecycle: "active",
      tags: [],
      summary: "",
    },
    contracts: [],
    capacities: [],
    plannedEvents: [],
    incidents: [],
    incidentEvents: new Map(),
    touches: [],
    outreaches: [],
    contacts: [],
    surveys: [],
    sdkUses: [],
    sdkReleases: [],
    overrides: [],
    usage: null,
    quality: null,
  };
}

describe("accountHealth", () => {
  it("says of an account without any row that nothing is known, and what would have to come", () => {
    const result = accountHealth(emptyInput(), builtInModel, atMs);
    expect({ score: result.scoreMilli, grade: result.grade, confidence: result.confidence }).toEqual({
      score: null,
      grade: "unknown",
      confidence: 0,
    });
    expect(result.missing.map(({ rule, reason }) => `${rule}: ${reason}`)).toEqual([
      "video_freeze_in_target: no_quality_data",
      "audio_freeze_in_target: no_quality_data",
      "join_5s_in_target: no_quality_data",
      "delay_in_target: no_quality_data",
      "own_normal: no_quality_data",
      "usage_trend: no_usage",
      "commitment_consumption: no_contract",
      "urgent_open: no_incidents",
      "response_attainment: no_incidents",
      "reopen_share: no_incidents",
      "handoffs: no_incidents",
      "time_to_resolve: no_incidents",
      "headroom_next_peak: no_usage",
      "last_contact: no_contact_history",
      "answered_outreach: no_outreach",
      "sponsors: no_contacts",
      "satisfaction: no_survey",
      "renewal_by_consumption: no_contract",
      "sdk_lag_releases: no_sdk_use",
      "sdk_lag_days: no_sdk_use",
      "open_vulnerabilities: no_sdk_use",
    ]);
  });
});

describe("the model that the product ships with", () => {
  it("makes sense", () => {
    expect(checkHealthModel(defaultHealthModel)).toEqual({ ok: true, value: defaultHealthModel });
  });
});
