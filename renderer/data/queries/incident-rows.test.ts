import { describe, expect, test } from "vitest";
import { sampleLog } from "../../../test/support/sample-incident-log.ts";
import { sampleAccount, sampleContract, sampleIncident } from "../../../test/support/sample-records.ts";
import { fakeStore, type FakeContent } from "../../../test/support/fake-store.ts";
import { incidentDetail } from "./incident-detail.ts";
import { incidentRows } from "./incident-rows.ts";

const nowMs = Date.parse("2026-10-29T02:42:00.000Z");
const at = (time: string): string => `2026-10-29T${time}:00.000Z`;

const content: FakeContent = {
  userId: "user-1",
  records: [
    sampleAccount({ ownerId: "user-1", aliases: ["Starisle"] }),
    sampleContract(),
    sampleIncident({
      id: "waiting",
      number: "INC-3",
      severity: "P2",
      state: "awaiting_vendor",
      holderGroup: "Network",
      openedAt: at("00:00"),
    }),
    ...sampleLog({ id: "waiting", accountId: "acc-1" }, [
      { at: at("00:00"), actor: "monitor", holderGroup: "Network" },
      { at: at("00:20"), actor: "He", state: "active" },
      { at: at("01:00"), actor: "He", state: "awaiting_vendor" },
      { at: at("02:00"), actor: "He", type: "note" },
    ]),
    sampleIncident({ id: "fresh", number: "INC-4", severity: "P1", state: "new", openedAt: at("02:00"), watcherIds: ["user-1", "user-2"] }),
    ...sampleLog({ id: "fresh", accountId: "acc-1" }, [{ at: at("02:00"), actor: "monitor", severity: "P1" }]),
    sampleIncident({ id: "stray", number: "INC-5", accountId: null, state: "awaiting_customer", openedAt: at("00:00") }),
    ...sampleLog({ id: "stray", accountId: null }, [
      { at: at("00:00"), actor: "x" },
      { at: at("00:30"), actor: "y", state: "awaiting_customer" },
    ]),
    sampleIncident({ id: "done", number: "INC-1", state: "closed", resolvedAt: at("01:30"), closedAt: at("02:00") }),
  ],
};

describe("the incident list", () => {
  test("is in the order of promises, each row with its turn, holder and times from its log", async () => {
    const { rows, ended } = await incidentRows.run(fakeStore(content), { scope: "open" }, nowMs);
    expect(ended).toBe(1);
    expect(rows.map((row) => row.number)).toEqual(["INC-4", "INC-3", "INC-5"]);
    expect(rows[0]).toMatchObject({
      turn: "us",
      promise: { clock: "first_response", dueMs: Date.parse(at("06:00")), warnMs: Date.parse(at("05:12")), paused: false },
      response: { dueMs: Date.parse(at("06:00")), stoppedMs: null, late: false },
      handOffs: 0,
      reopenCount: 0,
      watched: true,
      accountName: "星屿秀场",
      accountAliases: ["Starisle"],
      mine: true,
    });
    expect(rows[1]).toMatchObject({
      turn: "vendor",
      turnSinceMs: Date.parse(at("01:00")),
      holderGroup: "Network",
      heldSinceMs: Date.parse(at("00:00")),
      lastUpdateMs: Date.parse(at("02:00")),
      response: { stoppedMs: Date.parse(at("00:20")), late: false },
      watched: false,
    });
    expect(rows[2]).toMatchObject({
      turn: "customer",
      turnSinceMs: Date.parse(at("00:30")),
      accountId: null,
      accountName: null,
      tier: null,
      mine: false,
    });
  });

  test("shows what has ended when asked, after what is open", async () => {
    const { rows, ended } = await incidentRows.run(fakeStore(content), { scope: "all" }, nowMs);
    expect(ended).toBe(1);
    expect(rows.at(-1)).toMatchObject({ number: "INC-1", turn: "none", turnSinceMs: Date.parse(at("01:30")) });
  });
});

describe("an incident's page", () => {
  test("has its log read out, its place among the open ones and what else the account has", async () => {
    const detail = await incidentDetail.run(fakeStore(content), { incidentId: "waiting" }, nowMs);
    expect(detail).toMatchObject({
      account: { name: "星屿秀场", tier: "premium" },
      sla: { policy: { ref: { source: "builtin", asked: "default v3" } }, reading: { next: null } },
      place: { position: 2, total: 3, previousId: "fresh", nextId: "stray" },
      relatedTotal: 2,
    });
    expect(detail?.related.map((row) => row.number)).toEqual(["INC-4", "INC-1"]);
    expect(detail?.log?.now).toMatchObject({ turn: "vendor", turnSinceMs: Date.parse(at("01:00")) });
    expect(detail?.log?.history.events.map((event) => event.source?.line)).toEqual([2, 3, 4, 5]);
  });

  test("without its log it still shows the record; an unknown one is null; one of no account has nothing beside it", async () => {
    expect(await incidentDetail.run(fakeStore(content), { incidentId: "done" }, nowMs)).toMatchObject({
      log: null,
      place: { position: 1, total: 1 },
    });
    expect(await incidentDetail.run(fakeStore(content), { incidentId: "nope" }, nowMs)).toBeNull();
    expect(await incidentDetail.run(fakeStore(content), { incidentId: "stray" }, nowMs)).toMatchObject({
      account: null,
      related: [],
      sla: { policy: { ref: { asked: null } } },
    });
  });
});
