import { describe, expect, it } from "vitest";
import { accountsCsv, accountsEntry, importFiles, log, logEntry } from "../../test/support/ingest/import-files.ts";
import { MemoryImportStore } from "../../test/support/ingest/memory-import-store.ts";
import { stableId } from "./stable-id.ts";

const nyc = stableId("acc", "NYC");

describe("an incident log", () => {
  it("derives the incident from its last event in time, keeps each row's line, and says what contradicts", async () => {
    const store = new MemoryImportStore();
    const { summary, faults } = await importFiles(
      store,
      {
        "accounts.csv": accountsCsv,
        "log.csv": log(
          "INC1,Waiting,1,Audio,Echo,Vendor desk,Site 1,05-01-2026 10:00,3,06-01-2026 08:00",
          "INC1,New,3,?,?,?,Site 1,05-01-2026 08:00,0,?",
          "INC1,Active,3,Audio,?,Desk,Site 9,05-01-2026 08:00,1,?",
          "INC1,Active,3,Audio,?,Desk,?,05-01-2026 09:00,2,?",
          "INC2,Closed,3,?,?,?,?,05-01-2026 09:00,0,?",
          "INC2,Closed,3,?,?,?,?,05-01-2026 09:00,0,?",
        ),
      },
      [accountsEntry, logEntry],
    );
    expect(store.of("incident")).toEqual([
      {
        id: stableId("inc", "test", "INC1"),
        accountId: nyc,
        number: "INC1",
        kind: "incident",
        severity: "P0",
        title: "Audio / Echo",
        state: "awaiting_vendor",
        openedAt: "2026-01-05T08:00:00.000Z",
        // The source fills the column in afterwards; an incident that waits is not resolved.
        resolvedAt: null,
        closedAt: null,
        region: null,
        holderGroup: "Vendor desk",
        holderName: null,
        sourceMadeSla: null,
      },
      expect.objectContaining({
        number: "INC2",
        accountId: null,
        title: "Incident INC2",
        state: "closed",
        resolvedAt: null,
        closedAt: "2026-01-05T09:00:00.000Z",
      }),
    ]);
    const events = store.of("incidentEvent").filter((event) => event["incidentId"] === stableId("inc", "test", "INC1"));
    expect(events.map((event) => [event["type"], event["state"], event["ordinal"], event["source"]])).toEqual([
      ["opened", "new", 0, { file: "log.csv", line: 3 }],
      ["state_changed", "active", 1, { file: "log.csv", line: 4 }],
      ["updated", "active", 2, { file: "log.csv", line: 5 }],
      ["state_changed", "awaiting_vendor", 3, { file: "log.csv", line: 2 }],
    ]);
    expect(faults).toEqual([
      { file: "log.csv", line: 7, reason: "duplicate", column: null, message: "the same event as line 6, which counts" },
    ]);
    expect(summary.files[1]).toMatchObject({ read: 6, stored: 5, dropped: { total: 1, byReason: { duplicate: 1 } } });
    expect(summary.files[1]?.warnings.map(({ code, count }) => [code, count])).toEqual([
      ["out-of-order", 1],
      ["no-resolved-time", 1],
      ["no-account", 1],
    ]);
  });

  it("takes component and cause where the mapping says them: the cause once it is over, and never from a row that does not say it", async () => {
    const entry = {
      ...logEntry,
      fields: { ...logEntry.fields, component: "category", cause: { column: "symptom", values: { Echo: "sdk", Silence: "carrier" } } },
    };
    const rows = [
      "INC1,New,3,Audio,Echo,Desk,Site 1,05-01-2026 08:00,0,?",
      "INC2,Active,3,?,?,Desk,Site 1,05-01-2026 08:00,0,?",
      "INC3,Closed,3,Video,Silence,Desk,Site 1,05-01-2026 08:00,0,?",
    ];
    const store = new MemoryImportStore();
    await importFiles(store, { "accounts.csv": accountsCsv, "log.csv": log(...rows) }, [accountsEntry, entry]);
    expect(store.of("incident").map(({ number, component, cause }) => [number, component, cause])).toEqual([
      ["INC1", "Audio", undefined],
      ["INC2", undefined, undefined],
      ["INC3", "Video", "carrier"],
    ]);
  });

  it("keeps the line of an event that a later, longer export has elsewhere", async () => {
    const store = new MemoryImportStore();
    const first = "INC1,New,3,Audio,Echo,Desk,Site 1,05-01-2026 08:00,0,?";
    await importFiles(store, { "accounts.csv": accountsCsv, "log.csv": log(first) }, [accountsEntry, logEntry]);
    const { summary } = await importFiles(
      store,
      { "accounts.csv": accountsCsv, "log.csv": log("INC0,New,3,Audio,Echo,Desk,Site 1,04-01-2026 08:00,0,?", first) },
      [accountsEntry, logEntry],
    );
    expect(summary.files[1]).toMatchObject({ read: 2, stored: 1, unchanged: 1 });
    expect(store.of("incidentEvent")[0]?.["source"]).toEqual({ file: "log.csv", line: 2 });
  });
});
