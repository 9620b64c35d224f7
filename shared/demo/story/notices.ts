import type { CalendarEntry } from "../../domain/calendar/calendar-entry.ts";
import { addDays, dayOfMs } from "../../domain/calendar/day.ts";
import type { NoticeStep } from "../../domain/notice/notice-step.ts";
import type { Notice } from "../../domain/notice/notice.ts";
import type { RegionLeadTime } from "../../domain/peak/region-lead-time.ts";
import type { Cast } from "../company/cast.ts";
import { demoUserId } from "../company/users.ts";
import { dice } from "../dice.ts";
import { noticeTexts } from "../text/notice-text.ts";
import { instantOf } from "./instants.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const leadId = "usr_gao_yuan";
const vulnerabilityId = "ntc_hrsa_2026_007";

/** One notice of each type, with customers who are exposed to it. */
export function noticesOf(endMs: number): readonly Notice[] {
  const midnightMs = Math.floor(endMs / dayMs) * dayMs;
  const notice = (
    id: string,
    key: keyof typeof noticeTexts,
    publishedDaysAgo: number,
    fields: Pick<Notice, "type" | "severity"> & Partial<Notice>,
  ): Notice => ({
    id,
    texts: [
      { locale: "zh-CN", title: noticeTexts[key].zh[0], body: noticeTexts[key].zh[1] },
      { locale: "en", title: noticeTexts[key].en[0], body: noticeTexts[key].en[1] },
    ],
    publishedAt: instantOf(midnightMs - publishedDaysAgo * dayMs + 2 * hourMs),
    startsAt: null,
    endsAt: null,
    versions: null,
    platforms: [],
    regions: [],
    scenarios: [],
    releaseId: null,
    state: "open",
    authorId: leadId,
    ...fields,
  });
  return [
    notice("ntc_sdk_4_10_0", "release", 16, {
      type: "sdk_release",
      severity: "low",
      versions: { from: null, fixedIn: "4.10.0" },
      scenarios: ["one_to_one", "voice_room", "video_dating"],
      releaseId: "sdk_4_10_0",
    }),
    notice(vulnerabilityId, "vulnerability", 12, {
      type: "vulnerability",
      severity: "high",
      versions: { from: "4.8.0", fixedIn: "4.9.0" },
      platforms: ["android", "ios"],
    }),
    notice("ntc_sin_maintenance", "maintenance", 3, {
      type: "maintenance",
      severity: "medium",
      regions: ["ap-southeast"],
      startsAt: instantOf(midnightMs + 9 * dayMs + 18 * hourMs),
      endsAt: instantOf(midnightMs + 9 * dayMs + 21 * hourMs),
    }),
    notice("ntc_mixing_v1", "change", 40, {
      type: "platform_change",
      severity: "medium",
      scenarios: ["show_live", "commerce_live"],
      startsAt: instantOf(midnightMs + 60 * dayMs),
    }),
  ];
}

/** How far some customers are with the advisory. */
export function noticeStepsOf(cast: Cast, endMs: number): readonly NoticeStep[] {
  const die = dice(cast.seed, "notice-steps");
  if (!cast.own || cast.index % 8 !== 1) return [];
  const steps = (["informed", "acknowledged", "patched"] as const).slice(0, die.int(1, 3));
  const beginMs = Math.floor(endMs / dayMs) * dayMs - 11 * dayMs;
  return steps.map((step, i) => ({
    id: `nst_${cast.account.id.slice(4)}_${i + 1}`,
    accountId: cast.account.id,
    noticeId: vulnerabilityId,
    step,
    note: null,
    byId: cast.account.ownerId ?? demoUserId,
    at: instantOf(beginMs + (3 * i + die.int(0, 2)) * dayMs + die.int(1, 9) * hourMs),
  }));
}

/** Notice that this company's operations need where it differs from the usual. */
export function leadTimesOf(): readonly RegionLeadTime[] {
  return [
    { id: "rlt_me_central", region: "me-central", workingDays: 12, country: "AE", cutoffHour: 17, authorId: leadId },
    { id: "rlt_id_west", region: "id-west", workingDays: 9, country: "ID", cutoffHour: 17, authorId: leadId },
  ];
}

/** Days that the calendars of the world do not know. */
export function calendarEntriesOf(endMs: number): readonly CalendarEntry[] {
  const today = dayOfMs(endMs);
  const entry = (id: string, country: string, date: string, name: string, kind: CalendarEntry["kind"]): CalendarEntry => ({
    id,
    accountId: null,
    country,
    date,
    name,
    kind,
    removed: false,
    authorId: leadId,
  });
  return [
    entry("cal_id_leave", "ID", addDays(today, 17), "Cuti bersama", "observed"),
    entry("cal_cn_live", "CN", addDays(today, 24), "直播行业购物节", "commercial"),
  ];
}

/** Records of these that belong to no customer. */
export const noticeCount = 4;
export const calendarCount = 4;
