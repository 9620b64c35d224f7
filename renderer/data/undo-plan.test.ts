import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Kind } from "../../shared/domain/kinds.ts";
import type { Json, JsonObject } from "../../shared/kernel/json.ts";
import { jsonEqual } from "../../shared/sync/json-equal.ts";
import { mergeEdit, mergeSet } from "../../shared/sync/merge.ts";
import type { Edit } from "./data-client.ts";
import { canRepeat, undoPlan } from "./undo-plan.ts";

const patch = (fields: Readonly<Record<string, Json>>): Edit => ({ op: "patch", kind: "account", id: "a", fields });
const shows = (record: JsonObject | null) => (): JsonObject | null => record;

/** What a store holds after these edits, merged as every store merges them. */
function after(kind: Kind, before: JsonObject, edits: readonly Edit[]): JsonObject {
  let doc = before;
  for (const edit of edits) {
    if (edit.op !== "patch") continue;
    const seen: Readonly<Record<string, Json>> = edit.seen ?? {};
    const changes = Object.fromEntries(
      Object.entries(edit.fields).map(([name, value]) => [name, { base: Object.hasOwn(seen, name) ? seen[name] : doc[name], new: value }]),
    );
    doc = mergeEdit(kind, doc, changes).doc;
  }
  return doc;
}

describe("taking an edit back", () => {
  it("gives every field back that nobody has touched, and leaves what a colleague wrote", () => {
    const lasting = fc.record({ name: fc.string(), tier: fc.string(), ownerId: fc.option(fc.string()) });
    const tags = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"));
    fc.assert(
      fc.property(
        lasting,
        tags,
        lasting,
        tags,
        fc.record({ name: fc.string(), tier: fc.string(), ownerId: fc.option(fc.string()) }, { requiredKeys: [] }),
        tags,
        (before, tagsBefore, mine, tagsMine, theirs, tagsAdded) => {
          const start: JsonObject = { ...before, tags: tagsBefore };
          const forward = [patch({ ...mine, tags: tagsMine })];
          const back = [patch({ ...before, tags: tagsBefore })];
          const done = after("account", start, forward);
          const now: JsonObject = { ...done, ...theirs, tags: [...new Set([...tagsMine, ...tagsAdded])] };
          const { edits, kept } = undoPlan(forward, back, shows(now), false);
          const end = after("account", now, edits);
          for (const field of ["name", "tier", "ownerId"] as const) {
            const overwritten = !jsonEqual(now[field], mine[field]);
            expect(end[field]).toEqual(overwritten ? now[field] : before[field]);
            expect(kept.some((one) => one.field === field)).toBe(overwritten);
          }
          // Members that the colleague added stay, those of the edit go, those that it had removed are back.
          expect(new Set(end["tags"] as readonly string[])).toEqual(
            new Set(mergeSet(tagsMine, now["tags"] as readonly string[], tagsBefore) as readonly string[]),
          );
        },
      ),
    );
  });

  it("does not delete what somebody has worked on since it was made", () => {
    const made: Edit = { op: "create", kind: "task", id: "t", fields: { title: "Call" } };
    const gone: Edit = { op: "delete", kind: "task", id: "t" };
    expect(undoPlan([made], [gone], shows({ title: "Call", dueOn: null }), false)).toEqual({ edits: [gone], kept: [] });
    expect(undoPlan([made], [gone], shows({ title: "Call Mo" }), false)).toEqual({
      edits: [],
      kept: [{ kind: "task", id: "t", field: null }],
    });
    expect(undoPlan([made], [gone], shows(null), false)).toEqual({ edits: [], kept: [] });
  });

  it("brings back, when done again, under its id what the undo had deleted", () => {
    const made: Edit = { op: "create", kind: "task", id: "t", fields: { title: "Call" } };
    const gone: Edit = { op: "delete", kind: "task", id: "t" };
    expect(undoPlan([gone], [made], shows(null), false).edits).toEqual([{ ...made, resurrect: true }]);
  });

  it("takes all or nothing where it must be one step", () => {
    const other: Edit = { ...patch({ name: "N" }), id: "b" };
    const shown = (_: Kind, id: string): JsonObject => (id === "a" ? { name: "mine" } : { name: "theirs" });
    const forward = [patch({ name: "mine" }), { ...other, fields: { name: "mine" } }];
    const back = [patch({ name: "was" }), other];
    expect(undoPlan(forward, back, shown, false).edits).toHaveLength(1);
    expect(undoPlan(forward, back, shown, true)).toEqual({ edits: [], kept: [{ kind: "account", id: "b", field: "name" }] });
  });
});

it("an edit can be done again unless a record that it made stays", () => {
  const made: Edit = { op: "create", kind: "timeline", id: "t", fields: {} };
  expect(canRepeat([patch({})], [patch({})])).toBe(true);
  expect(canRepeat([made], [{ op: "delete", kind: "timeline", id: "t" }])).toBe(true);
  expect(canRepeat([made], [patch({})])).toBe(false);
  expect(canRepeat([patch({})], [made])).toBe(false);
});
