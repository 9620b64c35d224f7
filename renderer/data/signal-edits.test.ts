import { expect, test } from "vitest";
import { laptopIncidentFault, openedEventFault } from "../../shared/domain/incident/laptop-incident.ts";
import { kinds } from "../../shared/domain/kinds.ts";
import { newId } from "../../shared/kernel/ids.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import type { Edit } from "./data-client.ts";
import { acknowledge, type Decider, makeTask, openIncident } from "./signal-edits.ts";

const atMs = Date.parse("2026-11-20T12:00:00.000Z");
const cause = { accountId: "acc_1", signalKeys: ["k1", "k2"], region: "cn-south" };

function decider(): Decider {
  const random = seededRandom(1);
  return { user: { id: "user_1", name: "李明" }, atMs, newId: (prefix) => newId(prefix, atMs, random) };
}

const docOf = (edit: Edit | undefined): Record<string, unknown> => (edit?.op === "create" ? { id: edit.id, ...edit.fields } : {});
const outline = (edits: readonly Edit[]): readonly unknown[] =>
  edits.map((edit) => [
    edit.op,
    edit.kind,
    ...(edit.op === "create" && edit.kind === "signalDecision" ? [edit.fields["signalKey"], edit.fields["action"]] : []),
  ]);

test("every signal of the cause is acknowledged; undo says a moment later that it is open again", () => {
  const { edits, inverses } = acknowledge(cause, decider());
  expect(outline(edits)).toEqual([
    ["create", "signalDecision", "k1", "acknowledged"],
    ["create", "signalDecision", "k2", "acknowledged"],
  ]);
  expect(outline(inverses)).toEqual([
    ["create", "signalDecision", "k1", "reopened"],
    ["create", "signalDecision", "k2", "reopened"],
  ]);
  expect(docOf(inverses[0])["at"]).toBe("2026-11-20T12:00:00.001Z");
  for (const edit of [...edits, ...inverses]) kinds.signalDecision.schema.parse(docOf(edit));
});

test("a task is the reader's own; undo deletes it and opens the signals again", () => {
  const { edits, inverses } = makeTask(cause, { title: "Look into it", dueOn: "2026-11-21" }, decider());
  expect(outline(edits)).toEqual([
    ["create", "task"],
    ["create", "signalDecision", "k1", "task"],
    ["create", "signalDecision", "k2", "task"],
  ]);
  const task = kinds.task.schema.parse(docOf(edits[0]));
  expect(task).toMatchObject({ ownerId: "user_1", dueOn: "2026-11-21", state: "open", accountId: "acc_1" });
  expect(docOf(edits[1])["refId"]).toBe(task.id);
  expect(inverses[0]).toEqual({ op: "delete", kind: "task", id: task.id });
});

test("an incident and the first line of its log are as the backend takes them; nothing takes them back", () => {
  const done = openIncident(cause, { title: "Freezes", severity: "P2", text: "Since 18:00" }, decider());
  const incident = kinds.incident.schema.parse(docOf(done.edits[0]));
  const event = kinds.incidentEvent.schema.parse(docOf(done.edits[1]));
  expect(laptopIncidentFault(incident)).toBeNull();
  expect(openedEventFault(event, incident, "李明")).toBeNull();
  expect(openedEventFault(event, incident, "王芳")).toBe("actor");
  expect(openedEventFault(event, null, "李明")).toBe("incidentId");
  expect(incident).toMatchObject({ number: done.number, region: "cn-south", holderName: "李明", severity: "P2" });
  expect(docOf(done.edits[2])).toMatchObject({ action: "incident", refId: incident.id });
  expect(done.inverses).toEqual([]);
});
