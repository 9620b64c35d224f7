import { expect, test, vi } from "vitest";
import type { OutboxRow } from "./database.ts";
import { OutboxMirror } from "./outbox-mirror.ts";
import type { DesktopRequest } from "./worker-messages.ts";

function row(mutationId: number): OutboxRow {
  const mutation = {
    mutationId,
    at: "2026-10-29T08:00:00.000Z",
    kind: "account",
    id: "acc_1",
    op: "patch" as const,
    baseRev: 1,
    fields: { name: { base: "A", new: `B${mutationId}` } },
  };
  return { clientId: "client_1", userId: "user_1", mutationId, mutation, status: { state: "pending" } };
}

test("a mirror that fails is reported, stops nothing, and the next edit goes there again", async () => {
  const asked: DesktopRequest[] = [];
  const reported: unknown[] = [];
  const full = new Error("the disk is full");
  const mirror = new OutboxMirror(
    (request) => {
      asked.push(request);
      return asked.length === 1 ? Promise.reject(full) : Promise.resolve({});
    },
    (error) => reported.push(error),
  );
  mirror.append([row(1)]);
  mirror.append([row(2)]);
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(reported).toEqual([full]);
  expect(
    asked.map((request) =>
      request.op === "append" ? request.lines.map((line) => (JSON.parse(line) as OutboxRow).mutation.mutationId) : [],
    ),
  ).toEqual([[1], [2]]);
});

test("a mirror that cannot be read gives nothing back and is reported", async () => {
  const reported: unknown[] = [];
  const gone = new Error("gone");
  const mirror = new OutboxMirror(
    () => Promise.reject(gone),
    (error) => reported.push(error),
  );
  expect(await mirror.read()).toEqual([]);
  expect(reported).toEqual([gone]);
});
