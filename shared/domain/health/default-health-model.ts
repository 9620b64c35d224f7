import type { HealthModelDefinition, ModelVariant, RuleSetting } from "./health-model.ts";
import type { HealthRuleId } from "./health-rules.ts";

/**
 * The model that the product ships with, in force until a lead saves one (version 0). Where its figures come from:
 * - component weights and grades: the service management practice that Headroom is made for (experience first, then use, support and room);
 * - hours' limits: pauses of 600 ms (video) and 200 ms (audio) are what the ear and eye notice, 2 % and 1 % of the time are what operators of
 *   real-time clouds promise their customers; a join longer than 5 s is given up; ITU-T G.114 calls a one-way delay above 400 ms unacceptable;
 * - first responses: product.md's reference targets; headroom: the bounds of headroom.ts (20 % good, 10 % watch, 0 risk);
 * - the others are working values, meant to be changed under Settings.
 */
const base: Readonly<Record<HealthRuleId, RuleSetting>> = {
  video_freeze_in_target: inTarget(30, "video_freeze_600_rate", 0.02),
  audio_freeze_in_target: inTarget(20, "audio_freeze_200_rate", 0.01),
  join_5s_in_target: inTarget(25, "join_5s_rate", 0.97),
  delay_in_target: inTarget(10, "delay_over_400_rate", 0.03),
  own_normal: rule(15, 1.1, [
    [1, 100],
    [1.1, 95],
    [1.3, 75],
    [1.6, 45],
    [2, 20],
    [3, 0],
  ]),
  usage_trend: rule(60, 0, [
    [-0.5, 0],
    [-0.2, 40],
    [-0.1, 65],
    [0, 90],
    [0.1, 100],
  ]),
  commitment_consumption: rule(40, 0.9, [
    [0, 0],
    [0.3, 20],
    [0.6, 60],
    [0.9, 95],
    [1, 100],
  ]),
  urgent_open: rule(35, 0, [
    [0, 100],
    [1, 60],
    [3, 25],
    [6, 0],
  ]),
  response_attainment: rule(30, 0.95, [
    [0.4, 0],
    [0.7, 40],
    [0.9, 80],
    [0.95, 95],
    [1, 100],
  ]),
  reopen_share: rule(10, 0.05, [
    [0, 100],
    [0.05, 95],
    [0.15, 60],
    [0.4, 0],
  ]),
  handoffs: rule(10, 1, [
    [0, 100],
    [1, 90],
    [2, 60],
    [5, 0],
  ]),
  time_to_resolve: rule(15, 1, [
    [0.5, 100],
    [1, 90],
    [2, 50],
    [4, 0],
  ]),
  headroom_next_peak: rule(100, 0.2, [
    [-0.3, 0],
    [0, 30],
    [0.1, 60],
    [0.2, 90],
    [0.3, 100],
  ]),
  last_contact: rule(40, 14, [
    [7, 100],
    [14, 95],
    [30, 75],
    [60, 40],
    [120, 0],
  ]),
  answered_outreach: rule(20, 0.8, [
    [0, 0],
    [0.5, 50],
    [0.8, 90],
    [1, 100],
  ]),
  sponsors: rule(20, 2, [
    [0, 0],
    [1, 60],
    [2, 95],
    [3, 100],
  ]),
  satisfaction: rule(20, 75, [
    [0, 0],
    [50, 50],
    [75, 90],
    [90, 100],
  ]),
  renewal_by_consumption: rule(100, 80, [
    [0, 0],
    [100, 100],
  ]),
  sdk_lag_releases: rule(35, 1, [
    [0, 100],
    [1, 90],
    [2, 65],
    [4, 20],
    [6, 0],
  ]),
  sdk_lag_days: rule(25, 90, [
    [30, 100],
    [90, 90],
    [180, 65],
    [365, 20],
    [540, 0],
  ]),
  open_vulnerabilities: rule(40, 0, [
    [0, 100],
    [0.1, 85],
    [0.5, 40],
    [1, 10],
    [2, 0],
  ]),
};

export const defaultHealthModel: HealthModelDefinition = {
  grades: { good: 75, watch: 65, risk: 50 },
  // One component alone is a weak statement, but one: its confidence says how weak. Below a tenth nothing is said.
  minKnownShare: 0.1,
  // One part that is broken makes an account a risk, however good the rest is: it weighs four times as much as when it is good.
  emphasis: 3,
  weights: { quality: 30, usage: 15, support: 15, capacity: 15, relationship: 10, commercial: 10, technical: 5 },
  rules: base,
  variants: [
    // A call between two people: there is nobody else to look at while it freezes, and every pause is heard.
    forScenario("one_to_one", {}, [
      ["video_freeze_in_target", 30, 0.015],
      ["audio_freeze_in_target", 25, 0.008],
      ["join_5s_in_target", 20, 0.975],
      ["delay_in_target", 15, 0.02],
    ]),
    forScenario("video_dating", {}, [
      ["video_freeze_in_target", 30, 0.018],
      ["delay_in_target", 15, 0.025],
    ]),
    // No picture: its freezing says nothing, the sound everything.
    forScenario("voice_room", {}, [
      ["video_freeze_in_target", 0, 0.02],
      ["audio_freeze_in_target", 45, 0.008],
      ["delay_in_target", 15, 0.03],
    ]),
    // A voice bot has no picture, bears a slow join, and does not bear a slow answer.
    forScenario("conversational_ai", {}, [
      ["video_freeze_in_target", 0, 0.02],
      ["audio_freeze_in_target", 30, 0.01],
      ["join_5s_in_target", 15, 0.96],
      ["delay_in_target", 40, 0.02],
    ]),
    // Thousands watch one: who cannot join is lost, a pause of the crowd's last mile is borne. A sale or a show comes with a peak.
    forScenario("show_live", { capacity: 20 }, [["delay_in_target", 5, 0.05]]),
    forScenario("commerce_live", { capacity: 20 }, [
      ["join_5s_in_target", 30, 0.97],
      ["delay_in_target", 5, 0.05],
    ]),
    // A class is listened to; the board may stand still for a moment, the teacher's voice may not.
    forScenario("education", { support: 20 }, [
      ["video_freeze_in_target", 20, 0.025],
      ["audio_freeze_in_target", 30, 0.01],
    ]),
    // Far networks: limits that the region's own carriers can keep.
    forScenario("overseas_app", {}, [
      ["video_freeze_in_target", 30, 0.03],
      ["audio_freeze_in_target", 20, 0.015],
      ["join_5s_in_target", 25, 0.955],
      ["delay_in_target", 10, 0.05],
    ]),
    // Basic has no dedicated manager: less contact is promised, and less expected.
    forTier("basic", { relationship: 5 }, [
      [
        "last_contact",
        60,
        [
          [30, 100],
          [60, 90],
          [120, 50],
          [270, 0],
        ],
      ],
      [
        "headroom_next_peak",
        0.15,
        [
          [-0.3, 0],
          [0, 40],
          [0.1, 75],
          [0.2, 100],
        ],
      ],
    ]),
    forTier("premium", { relationship: 12 }, [
      [
        "last_contact",
        7,
        [
          [7, 100],
          [14, 85],
          [30, 55],
          [60, 0],
        ],
      ],
      [
        "headroom_next_peak",
        0.25,
        [
          [-0.2, 0],
          [0, 20],
          [0.1, 50],
          [0.25, 90],
          [0.4, 100],
        ],
      ],
    ]),
  ],
};

function rule(weight: number, target: number, curve: RuleSetting["curve"]): RuleSetting {
  return { weight, target, curve, hour: null };
}

/** A share of hours within a limit: 95 % is what is held to be well kept. */
function inTarget(weight: number, metric: NonNullable<RuleSetting["hour"]>["metric"], limit: number): RuleSetting {
  const curve: RuleSetting["curve"] = [
    [0.4, 0],
    [0.7, 35],
    [0.85, 65],
    [0.95, 90],
    [1, 100],
  ];
  return { weight, target: 0.95, curve, hour: { metric, limit } };
}

function forScenario(
  scenario: NonNullable<ModelVariant["scenario"]>,
  weights: ModelVariant["weights"],
  changes: readonly (readonly [rule: HealthRuleId, weight: number, limit: number])[],
): ModelVariant {
  const rules: ModelVariant["rules"] = {};
  for (const [id, weight, limit] of changes) {
    const { hour } = base[id];
    rules[id] = { ...base[id], weight, hour: hour === null ? null : { ...hour, limit } };
  }
  return { scenario, tier: null, weights, rules };
}

function forTier(
  tier: NonNullable<ModelVariant["tier"]>,
  weights: ModelVariant["weights"],
  changes: readonly (readonly [rule: HealthRuleId, target: number, curve: RuleSetting["curve"]])[],
): ModelVariant {
  const rules: ModelVariant["rules"] = {};
  for (const [id, target, curve] of changes) rules[id] = { ...base[id], target, curve };
  return { scenario: null, tier, weights, rules };
}
