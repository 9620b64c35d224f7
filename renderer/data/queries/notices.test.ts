import { expect, it } from "vitest";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { fakeStore, type FakeContent } from "../../../test/support/fake-store.ts";
import { sampleAccount, sampleContact, sampleUser } from "../../../test/support/sample-records.ts";
import { draftToAll } from "../notices/notice-drafts.ts";
import { changeNotice, noteStep } from "../notices/notice-edits.ts";
import { noticeDetail } from "./notice-detail.ts";
import { noticeDrafting } from "./notice-drafting.ts";
import { noticeList } from "./notice-list.ts";
import { noticesToTell } from "./notices-to-tell.ts";

const nowMs = Date.parse("2026-11-21T08:00:00.000Z");
const notice: RecordOf<"notice"> = {
  id: "ntc_1",
  rev: 1,
  type: "vulnerability",
  severity: "high",
  texts: [
    { locale: "zh-CN", title: "信令解析漏洞", body: "请升级。{{ csm_name }}" },
    { locale: "en", title: "A fault in signalling", body: "Please upgrade." },
  ],
  publishedAt: "2026-11-10T08:00:00.000Z",
  startsAt: "2026-11-25T12:00:00.000Z",
  endsAt: null,
  versions: { from: null, fixedIn: "4.9.0" },
  platforms: [],
  regions: [],
  scenarios: [],
  releaseId: null,
  state: "open",
  authorId: "user-1",
};
function count(accountId: string, version: string): readonly ["sdkUse", RecordOf<"sdkUse">] {
  const at = "2026-11-20T00:00:00.000Z";
  return ["sdkUse", { id: `use-${accountId}`, rev: 1, accountId, platform: "android", at, versions: [{ version, users: 100 }] }];
}
const content: FakeContent = {
  userId: "user-1",
  records: [
    sampleUser({ id: "user-1", name: "林若溪", role: "csm" }),
    sampleAccount({ id: "acc-1", name: "星屿秀场", ownerId: "user-1" }),
    sampleAccount({ id: "acc-2", name: "Nova", ownerId: null, locale: "en", timeZone: "America/New_York" }),
    sampleAccount({ id: "acc-3", name: "Fresh", ownerId: "user-1" }),
    sampleAccount({ id: "acc-4", name: "Uncounted", ownerId: "user-1" }),
    sampleContact({ id: "con-1", accountId: "acc-1" }),
    count("acc-1", "4.8.1"),
    count("acc-2", "4.8.0"),
    count("acc-3", "4.9.0"),
    ["notice", notice],
    ["notice", { ...notice, id: "ntc_2", state: "draft" }],
    ["notice", { ...notice, id: "ntc_3", state: "closed" }],
  ],
};

it("lists notices with how far the book is, drafts for leads alone", async () => {
  const list = await noticeList.run(fakeStore(content), undefined, nowMs);
  expect(list.rows.map(({ notice, tally, mineToTell }) => [notice.id, tally.total, tally.unknown, mineToTell])).toEqual([
    ["ntc_1", 3, 1, 2],
    ["ntc_3", 3, 1, 2],
  ]);
  expect([await noticesToTell.run(fakeStore(content), undefined, nowMs), list.mayWrite]).toEqual([2, false]);
  const lead = { ...content, records: [...content.records, sampleUser({ id: "user-2", role: "lead" })], userId: "user-2" };
  const asLead = await noticeList.run(fakeStore(lead), undefined, nowMs);
  expect([asLead.rows.map((row) => row.notice.id), asLead.mayWrite]).toEqual([["ntc_1", "ntc_2", "ntc_3"], true]);
});

it("drafts to all who are exposed, each in their language and time, and takes the drafts back", async () => {
  const store = fakeStore(content);
  const detail = await noticeDetail.run(store, { noticeId: "ntc_1" }, nowMs);
  expect(detail?.rows.map(({ name, progress, mine }) => [name, progress.state, progress.exposure.state, mine])).toEqual([
    ["星屿秀场", "exposed", "exposed", true],
    ["Nova", "exposed", "exposed", false],
    ["Uncounted", "exposed", "unknown", true],
  ]);
  const facts = await noticeDrafting.run(store, { noticeId: "ntc_1", accountIds: ["acc-1", "acc-2"] }, nowMs);
  const author = { id: "user-1", name: "林若溪", companyName: "Headroom" };
  const { edits, inverses, drafted, left } = draftToAll(facts!, author);
  expect([drafted, left, edits.length]).toEqual([2, [], 2]);
  const [first, second] = edits.map((edit) => (edit.op === "create" ? edit.fields : {}));
  expect(first).toMatchObject({
    accountId: "acc-1",
    state: "draft",
    topic: "notice",
    noticeId: "ntc_1",
    locale: "zh-CN",
    authorId: "user-1",
    way: null,
  });
  expect(first?.["subject"]).toBe("星屿秀场：信令解析漏洞");
  // The notice's own braces are words, not places of values.
  expect(first?.["body"]).toContain("请升级。{ { csm_name }}");
  expect(first?.["body"]).toMatch(/Android 4\.8\.1[^]*4\.9\.0[^]*林若溪/);
  expect(second).toMatchObject({ accountId: "acc-2", locale: "en" });
  const textOf = (fields: typeof second, token: string) =>
    (fields?.["bound"] as unknown as { token: string; text: string }[] | undefined)?.find((one) => one.token === token)?.text;
  expect([textOf(first, "affected"), textOf(second, "affected"), textOf(second, "notice_title")]).toEqual([
    "Android 4.8.1",
    "Android 4.8.0",
    "A fault in signalling",
  ]);
  expect(textOf(second, "notice_starts")).toMatch(/Wed 25 Nov, 07:00 \(/);
  expect(inverses).toEqual(edits.map(({ id }) => ({ op: "patch", kind: "outreach", id, fields: { state: "cancelled" } })));
  // Two windows that draft at the same moment make the same drafts.
  expect(draftToAll(facts!, author).edits).toEqual(edits);
});

it("notes a step under its author, and takes it back by what stood before", () => {
  let next = 0;
  const by = { id: "user-1", atMs: nowMs, newId: () => `nst_${(next += 1)}` };
  const fields = { accountId: "acc-1", noticeId: "ntc_1", note: null, byId: "user-1" };
  expect(noteStep({ noticeId: "ntc_1", accountId: "acc-1", before: [] }, "patched", by)).toEqual({
    edits: [{ op: "create", kind: "noticeStep", id: "nst_1", fields: { ...fields, step: "patched", at: "2026-11-21T08:00:00.000Z" } }],
    inverses: [{ op: "create", kind: "noticeStep", id: "nst_2", fields: { ...fields, step: "reopened", at: "2026-11-21T08:00:00.001Z" } }],
  });
  const again = noteStep({ noticeId: "ntc_1", accountId: "acc-1", before: [{ step: "informed" }] }, "patched", by);
  expect(again.inverses[0]).toMatchObject({ fields: { step: "informed" } });
  expect(changeNotice(notice, { state: "closed" })).toMatchObject({
    edits: [{ op: "patch", id: "ntc_1", fields: { state: "closed" } }],
    inverses: [{ op: "patch", id: "ntc_1", fields: { state: "open" } }],
  });
});
