import { expect, test } from "vitest";
import { trendOf } from "./rate-text.ts";

test("which way is worse is the metric's to say, and what nobody would see is no change", () => {
  expect([
    trendOf(0.01, "video_freeze_600_rate"),
    trendOf(-0.01, "video_freeze_600_rate"),
    trendOf(0.01, "join_5s_rate"),
    trendOf(-0.01, "join_5s_rate"),
    trendOf(0.0004, "packet_loss_rate"),
    trendOf(40, "first_frame_ms"),
    trendOf(-4, "first_frame_ms"),
  ]).toEqual(["worse", "better", "better", "worse", "same", "worse", "same"]);
});
