import { expect, it } from "vitest";
import type { SdkUse } from "../sdk/sdk-use.ts";
import type { ExposedAccount } from "./exposure.ts";
import { type NoticeProgress, noticeProgress, tallyOf } from "./notice-progress.ts";
import type { NoticeStep } from "./notice-step.ts";
import type { Notice } from "./notice.ts";

const nowMs = Date.parse("2026-11-21T08:00:00.000Z");
const account: ExposedAccount = { regions: ["cn-east"], scenario: "show_live", lifecycle: "active" };
const notice: Notice = {
  id: "ntc_1",
  type: "vulnerability",
  severity: "high",
  texts: [{ locale: "en", title: "A fault", body: "" }],
  publishedAt: "2026-11-10T08:00:00.000Z",
  startsAt: null,
  endsAt: null,
  versions: { from: null, fixedIn: "4.9.0" },
  platforms: [],
  regions: [],
  scenarios: [],
  releaseId: null,
  state: "open",
  authorId: "usr_1",
};
const at = (day: number): string => `2026-11-${String(day).padStart(2, "0")}T00:00:00.000Z`;
const ms = (day: number): number => Date.parse(at(day));
function counted(day: number, old: number, fresh: number): SdkUse {
  const versions = [
    { version: "4.8.1", users: old },
    { version: "4.9.0", users: fresh },
  ];
  return { id: `use_${day}`, accountId: "acc_1", platform: "android", at: at(day), versions };
}
function step(day: number, name: NoticeStep["step"]): NoticeStep {
  return { id: `nst_${day}`, accountId: "acc_1", noticeId: "ntc_1", step: name, note: null, byId: "usr_1", at: at(day) };
}
const sent = (day: number) => ({ state: "sent", sentAt: at(day), answeredAt: null, queuedAt: at(day) }) as const;
const answered = (day: number) => ({ state: "answered", sentAt: at(day - 1), answeredAt: at(day), queuedAt: null }) as const;
const draft = { state: "draft", sentAt: null, answeredAt: null, queuedAt: null } as const;

type Facts = Parameters<typeof noticeProgress>[2];
function stands(facts: Partial<Facts>, of: Notice = notice): unknown {
  const uses = [counted(9, 500, 500)];
  const progress = noticeProgress(of, account, { uses, messages: [], steps: [], ...facts }, nowMs);
  if (progress === null) return null;
  const { state, by, atMs, contradicted, done } = progress;
  return [state, by, atMs, ...(contradicted ? ["contradicted"] : []), ...(done ? ["done"] : [])];
}

it("goes from exposed over messages and notes to done", () => {
  expect(stands({})).toEqual(["exposed", "exposure", null]);
  expect(stands({ messages: [draft] })).toEqual(["drafted", "message", null]);
  expect(stands({ messages: [{ ...sent(12), state: "cancelled", sentAt: null }] })).toEqual(["exposed", "exposure", null]);
  expect(stands({ messages: [draft, sent(12)] })).toEqual(["informed", "message", ms(12)]);
  expect(stands({ messages: [sent(12), answered(14)] })).toEqual(["acknowledged", "message", ms(14)]);
  expect(stands({ messages: [sent(12)], steps: [step(13, "acknowledged")] })).toEqual(["acknowledged", "step", ms(13)]);
  expect(stands({ messages: [answered(14)], steps: [step(13, "informed")] })).toEqual(["acknowledged", "message", ms(14)]);
  expect(stands({ messages: [answered(14)], steps: [step(16, "patched")] })).toEqual(["patched", "step", ms(16), "done"]);
  expect(stands({ steps: [step(16, "exempt")] })).toEqual(["exempt", "step", ms(16), "done"]);
});

it("takes a newer count without affected versions for patched, and one with them against a note", () => {
  expect(stands({ uses: [counted(9, 500, 500), counted(18, 0, 900)], messages: [sent(12)] })).toEqual(["patched", "count", ms(18), "done"]);
  expect(stands({ uses: [counted(9, 500, 500), counted(18, 90, 900)], steps: [step(16, "patched")] })).toEqual([
    "patched",
    "step",
    ms(16),
    "contradicted",
  ]);
  expect(stands({ uses: [counted(9, 0, 500)] })).toBeNull();
  // The count that found them is not here any more, and they were told: there was something to mend.
  expect(stands({ uses: [counted(18, 0, 500)], messages: [sent(12)] })).toEqual(["patched", "count", ms(18), "done"]);
});

it("begins anew when it is reopened: what was said before counts no more", () => {
  const before = [step(12, "patched"), step(15, "reopened")];
  expect(stands({ messages: [answered(14)], steps: before })).toEqual(["exposed", "exposure", null]);
  expect(stands({ messages: [answered(14), sent(17)], steps: before })).toEqual(["informed", "message", ms(17)]);
  expect(stands({ steps: [...before, step(18, "acknowledged")] })).toEqual(["acknowledged", "step", ms(18)]);
});

it("is done with an acknowledgement where nothing can be patched", () => {
  const maintenance: Notice = { ...notice, type: "maintenance", versions: null };
  expect(stands({ messages: [answered(14)] }, maintenance)).toEqual(["acknowledged", "message", ms(14), "done"]);
  expect(stands({ messages: [sent(14)] }, maintenance)).toEqual(["informed", "message", ms(14)]);
});

it("counts accounts by state", () => {
  const facts = (more: Partial<Facts>): NoticeProgress =>
    noticeProgress(notice, account, { uses: [counted(9, 1, 1)], messages: [], steps: [], ...more }, nowMs)!;
  expect(tallyOf([facts({}), facts({ uses: [] }), facts({ steps: [step(12, "patched")] }), facts({ messages: [sent(12)] })])).toEqual({
    exposed: 2,
    drafted: 0,
    informed: 1,
    acknowledged: 0,
    patched: 1,
    exempt: 0,
    total: 4,
    done: 1,
    unknown: 1,
  });
});
