import { expect, test } from "vitest";
import type { RecordOf } from "../../shared/domain/kinds.ts";
import { addLink, beginIntake, removeLink, stepIntake, watchIncident } from "./incident-head-edits.ts";

const atMs = Date.parse("2026-11-20T12:00:00.000Z");
const incident = {
  id: "inc_1",
  intake: [
    { key: "client_logs", state: "missing", note: "", at: null },
    { key: "sdk_version", state: "received", note: "4.9.2", at: null },
  ],
} as unknown as RecordOf<"incident">;
const bare = { id: "inc_1" } as unknown as RecordOf<"incident">;
const url = { type: "url", ref: "https://status.example.com/1", relation: "related" } as const;

test("a press takes an item to its next state, with the time; undo gives the list back as it was", () => {
  expect(stepIntake(incident, "client_logs", atMs)).toEqual({
    edits: [
      {
        op: "patch",
        kind: "incident",
        id: "inc_1",
        fields: {
          intake: [
            { key: "client_logs", state: "asked", note: "", at: "2026-11-20T12:00:00.000Z" },
            { key: "sdk_version", state: "received", note: "4.9.2", at: null },
          ],
        },
        seen: { intake: incident.intake },
      },
    ],
    inverses: [{ op: "patch", kind: "incident", id: "inc_1", fields: { intake: incident.intake } }],
  });
});

test("an incident without lists gets them, and empty ones back", () => {
  for (const { edits, inverses } of [beginIntake(bare), addLink(bare, url), watchIncident(bare, "user_1", true)]) {
    const [edit] = edits;
    const [back] = inverses;
    const lists = edit?.op === "patch" ? Object.values(edit.fields) : [];
    expect(lists.map((list) => Array.isArray(list) && list.length > 0)).toEqual([true]);
    expect(back?.op === "patch" && Object.values(back.fields)).toEqual([[]]);
  }
});

test("a link is there once, and can be removed; a watcher likewise", () => {
  const linked = { ...bare, links: [url] } as RecordOf<"incident">;
  expect(addLink(linked, { ...url, relation: "caused_by" }).edits).toMatchObject([{ fields: { links: [url] } }]);
  expect(removeLink(linked, url).edits).toMatchObject([{ fields: { links: [] } }]);
  const watched = { ...bare, watcherIds: ["user_1", "user_2"] } as RecordOf<"incident">;
  expect(watchIncident(watched, "user_1", true).edits).toMatchObject([{ fields: { watcherIds: ["user_2", "user_1"] } }]);
  expect(watchIncident(watched, "user_1", false).edits).toMatchObject([{ fields: { watcherIds: ["user_2"] } }]);
});
