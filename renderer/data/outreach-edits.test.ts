import { describe, expect, it } from "vitest";
import type { RecordOf } from "../../shared/domain/kinds.ts";
import { kinds } from "../../shared/domain/kinds.ts";
import { outreachFault } from "../../shared/domain/outreach/outreach-states.ts";
import { mergeEdit } from "../../shared/sync/merge.ts";
import type { Edit } from "./data-client.ts";
import { makeMutation } from "./make-mutation.ts";
import {
  askCapacity,
  cancelMessage,
  type ComposedMessage,
  noteOutcome,
  queueAgain,
  queueMessage,
  recordAnswer,
  refuseMessage,
  saveDraft,
  sentByHand,
  stepCapacity,
  tickStep,
} from "./outreach-edits.ts";
import type { StoredDoc } from "./stored-doc.ts";

const nowMs = Date.parse("2026-11-01T02:00:00.000Z");
const message: ComposedMessage = {
  outreachId: "out_1",
  sendId: "out_1.send",
  account: { id: "acc_1" },
  contactId: "con_1",
  peak: { peakId: "acc_1:cn-east:2026-11-11", region: "cn-east", atMs: Date.parse("2026-11-11T12:00:00.000Z") },
  noticeId: null,
  remindsId: null,
  locale: "zh-CN",
  template: { key: "peak-check", version: 0 },
  way: "wecom",
  via: "橙集 × 保障",
  to: null,
  authorId: "usr_1",
  remindAtMs: Date.parse("2026-11-03T02:00:00.000Z"),
};
const words = { subject: "峰值确认", body: "约 214,000", bound: [] };

/** The records as the laptop and, by the same rules, the backend have them after the edits. */
function apply(docs: ReadonlyMap<string, StoredDoc>, edits: readonly Edit[]): ReadonlyMap<string, StoredDoc> {
  const next = new Map(docs);
  for (const edit of edits) {
    const before = next.get(edit.id);
    const made = makeMutation(edit, before, before, nowMs);
    if (!made.ok) throw new Error(`${edit.kind} ${edit.id}: ${made.error.message}`);
    if (made.value === null) continue;
    if (edit.op === "delete") next.delete(edit.id);
    else if (edit.op === "create") next.set(edit.id, { ...edit.fields, id: edit.id, rev: 1 });
    else next.set(edit.id, mergeEdit(edit.kind, before as never, made.value.fields).doc as unknown as StoredDoc);
    if (edit.kind === "outreach" && edit.op !== "delete") {
      expect(kinds.outreach.schema.safeParse(next.get(edit.id)).error).toBeUndefined();
      expect(outreachFault((before ?? null) as never, next.get(edit.id) as never)).toBeNull();
    }
  }
  return next;
}
const of = (docs: ReadonlyMap<string, StoredDoc>, id = "out_1"): RecordOf<"outreach"> => docs.get(id) as never;
const none: ReadonlyMap<string, StoredDoc> = new Map();
const queued = apply(none, queueMessage(null, message, words, nowMs).edits);

describe("a message", () => {
  it("is queued in its final words, sent and noted in the timeline once, and answered", () => {
    expect(of(queued)).toMatchObject({
      state: "queued",
      sentAt: null,
      queuedAt: "2026-11-01T02:00:00.000Z",
      sendId: "out_1.send",
      body: "约 214,000",
    });
    const noted = noteOutcome(of(queued), { state: "sent", atMs: nowMs + 1000, fault: null }, "企业微信：峰值确认");
    const sent = apply(queued, noted?.edits ?? []);
    expect(of(sent)).toMatchObject({ state: "sent", sentAt: "2026-11-01T02:00:01.000Z", remindAt: "2026-11-03T02:00:00.000Z" });
    expect(sent.get("note_out_1.sent")).toMatchObject({ type: "outreach", text: "企业微信：峰值确认", refId: "out_1", authorId: "usr_1" });
    expect(noteOutcome(of(sent), { state: "sent", atMs: nowMs, fault: null }, "again")).toBeNull();
    expect(noteOutcome(of(sent), { state: "failed", atMs: nowMs, fault: "refused" }, "late")).toBeNull();
    const answer = recordAnswer(
      of(sent),
      message,
      "x",
      { expectedPcu: 210_000, wantsResources: true, declined: false, note: "王工值守" },
      nowMs + 5000,
    );
    const answered = apply(sent, answer.edits);
    expect(of(answered)).toMatchObject({
      state: "answered",
      answeredPcu: 210_000,
      wantsResources: true,
      answerNote: "王工值守",
      remindAt: null,
    });
    expect(of(apply(answered, answer.inverses))).toMatchObject({ state: "sent", answeredAt: null, answeredPcu: null });
  });

  it("that failed or is not known to have gone is tried again by a click only, under its one name", () => {
    const failed = apply(queued, noteOutcome(of(queued), { state: "failed", atMs: nowMs, fault: "unreachable" }, "")?.edits ?? []);
    expect(of(failed)).toMatchObject({ state: "failed", failure: { code: "unreachable", at: "2026-11-01T02:00:00.000Z" } });
    expect([...failed.keys()]).toEqual(["out_1"]);
    const again = apply(failed, queueAgain(of(failed), nowMs + 9000).edits);
    expect(of(again)).toMatchObject({ state: "queued", sendId: "out_1.send", failure: null });
    const unsure = apply(again, noteOutcome(of(again), { state: "unsure", atMs: nowMs, fault: null }, "")?.edits ?? []);
    expect(of(unsure).state).toBe("unsure");
    expect(noteOutcome(of(unsure), { state: "unsure", atMs: nowMs, fault: null }, "")).toBeNull();
    expect(of(apply(unsure, noteOutcome(of(unsure), { state: "sent", atMs: nowMs, fault: null }, "x")?.edits ?? [])).state).toBe("sent");
    expect(of(apply(queued, refuseMessage(message, nowMs).edits))).toMatchObject({ state: "failed", failure: { code: "interrupted" } });
  });

  it("that was given up and went all the same is noted as sent", () => {
    const given = apply(queued, cancelMessage(of(queued)).edits);
    expect(of(given).state).toBe("cancelled");
    const sent = noteOutcome(of(given), { state: "sent", atMs: nowMs, fault: null }, "x");
    expect(of(apply(given, sent?.edits ?? [])).state).toBe("sent");
  });

  it("is kept as a draft with its numbers bound, gone on with under its id, and undone", () => {
    const draft = saveDraft(null, message, { subject: "a", body: "{{ peak_p50 }}", bound: [] });
    const kept = apply(none, draft.edits);
    expect(of(kept)).toMatchObject({ state: "draft", body: "{{ peak_p50 }}", sentAt: null });
    expect(apply(kept, draft.inverses).size).toBe(0);
    expect(of(apply(kept, queueMessage(of(kept), message, words, nowMs).edits))).toMatchObject({ state: "queued", body: "约 214,000" });
    const cancelled = cancelMessage(of(kept));
    expect(of(apply(apply(kept, cancelled.edits), cancelled.inverses)).state).toBe("draft");
  });

  it("by phone is a call in the timeline, and an answer without a message makes one that says so", () => {
    const call = apply(none, sentByHand(null, { ...message, way: "phone" }, words, nowMs, "电话").edits);
    expect(of(call)).toMatchObject({ state: "sent", way: "phone", channel: "phone" });
    expect(call.get("note_out_1.sent")).toMatchObject({ type: "call" });
    const told = recordAnswer(null, message, "电话告知", { expectedPcu: null, wantsResources: null, declined: true, note: "" }, nowMs);
    expect(of(apply(none, told.edits))).toMatchObject({ state: "declined", subject: "电话告知", answeredPcu: null });
    expect(apply(apply(none, told.edits), told.inverses).size).toBe(0);
  });

  it("of an earlier version, with few fields, takes an answer", () => {
    const old = {
      id: "out_1",
      rev: 3,
      accountId: "acc_1",
      contactId: null,
      subject: "s",
      channel: "email",
      region: null,
      peakAt: null,
    } as const;
    const sent = { ...old, state: "sent", sentAt: "2026-10-30T02:00:00.000Z", answeredAt: null, answeredPcu: null };
    const docs = new Map<string, StoredDoc>([["out_1", sent]]);
    const answer = recordAnswer(of(docs), message, "x", { expectedPcu: 5, wantsResources: false, declined: false, note: "" }, nowMs);
    expect(of(apply(docs, answer.edits))).toMatchObject({ state: "answered", answeredPcu: 5, sentAt: "2026-10-30T02:00:00.000Z" });
  });
});

it("capacity is asked for, confirmed, stands, and each step is undone", () => {
  const peak = {
    accountId: "acc_1",
    peakId: "p",
    region: "cn-east",
    atMs: nowMs,
    capacityPcu: 132_000.4,
    deadline: { neededOn: "2026-11-10" },
  };
  const asked = askCapacity("creq_1", peak, { wantedPcu: 235_000, outreachId: "out_1", byId: "usr_1", note: "" }, nowMs);
  const docs = apply(none, asked.edits);
  const request = docs.get("creq_1") as unknown as RecordOf<"capacityRequest">;
  expect(kinds.capacityRequest.schema.safeParse(request).success).toBe(true);
  expect(request).toMatchObject({ state: "asked", currentPcu: 132_000, wantedPcu: 235_000, neededOn: "2026-11-10" });
  const stands = stepCapacity(request, "provisioned", nowMs + 1);
  const done = apply(docs, stands?.edits ?? []);
  expect(done.get("creq_1")).toMatchObject({ state: "provisioned", provisionedAt: "2026-11-01T02:00:00.001Z" });
  expect(apply(done, stands?.inverses ?? []).get("creq_1")).toMatchObject({ state: "asked", confirmedAt: null, provisionedAt: null });
  expect(stepCapacity(done.get("creq_1") as never, "confirmed", nowMs)).toBeNull();
  expect(apply(docs, asked.inverses).size).toBe(0);
});

it("a ticked step is a task of the peak that is done", () => {
  const tick = tickStep(
    "task_1",
    { number: 3, title: "压测完成", dueOn: "2026-11-04" },
    { accountId: "acc_1", peakId: "p" },
    "usr_1",
    "2026-11-01",
  );
  const docs = apply(none, tick.edits);
  expect(docs.get("task_1")).toMatchObject({ state: "done", doneOn: "2026-11-01", playbook: { id: "peak", step: 3 }, peakId: "p" });
  expect(kinds.task.schema.safeParse(docs.get("task_1")).success).toBe(true);
});
