import { expect, test } from "vitest";
import { targetRows } from "./target-rows.ts";

test("targets are those of the scenario and tier, and what does not matter to a scenario has none", () => {
  const measures = (scenario: "show_live" | "voice_room"): readonly unknown[] =>
    targetRows([], { scenario, tier: "standard" }, 5).map(([measure, value, source, at]) => [measure, value, source, at]);
  expect(measures("show_live")).toEqual([
    ["video_freeze_600_rate", 0.02, "health model v0", 5],
    ["audio_freeze_200_rate", 0.01, "health model v0", 5],
    ["join_5s_rate", 0.97, "health model v0", 5],
    ["delay_over_400_rate", 0.05, "health model v0", 5],
    ["sla_attainment", 0.95, "health model v0", 5],
    ["csat", 4, "health model v0", 5],
    ["sdk_behind", 1, "health model v0", 5],
    ["capacity_use", 0.85, "review rules", 5],
  ]);
  expect(measures("voice_room").slice(0, 2)).toEqual([
    ["audio_freeze_200_rate", 0.008, "health model v0", 5],
    ["join_5s_rate", 0.97, "health model v0", 5],
  ]);
});
