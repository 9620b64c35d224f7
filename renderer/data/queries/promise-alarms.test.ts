import { expect, test } from "vitest";
import { fakeStore } from "../../../test/support/fake-store.ts";
import { sampleLog } from "../../../test/support/sample-incident-log.ts";
import { sampleAccount, sampleContract, sampleIncident } from "../../../test/support/sample-records.ts";
import { promiseAlarms } from "./promise-alarms.ts";

const at = (time: string): string => `2026-10-29T${time}:00.000Z`;
const log = (id: string, accountId: string | null) => sampleLog({ id, accountId }, [{ at: at("02:00"), actor: "monitor", severity: "P0" }]);

test("the reader is told of the open incidents of his customers and of those that he watches, and of no other", async () => {
  const store = fakeStore({
    userId: "user-1",
    records: [
      sampleAccount({ ownerId: "user-1" }),
      sampleContract(),
      sampleIncident({ id: "own", number: "INC-1", severity: "P0", state: "new", openedAt: at("02:00") }),
      ...log("own", "acc-1"),
      sampleIncident({ id: "over", number: "INC-2", state: "closed", openedAt: at("02:00"), closedAt: at("03:00") }),
      ...log("over", "acc-1"),
      sampleIncident({ id: "watched", number: "INC-3", accountId: null, state: "new", openedAt: at("02:00"), watcherIds: ["user-1"] }),
      ...log("watched", null),
      sampleIncident({ id: "nobodys", number: "INC-4", accountId: null, state: "new", openedAt: at("02:00") }),
      ...log("nobodys", null),
    ],
  });
  const alarms = await promiseAlarms.run(store, undefined, Date.parse(at("02:10")));
  expect([...new Set(alarms.map(({ number }) => number))]).toEqual(["INC-1", "INC-3"]);
  expect(alarms[0]).toEqual({
    incidentId: "own",
    number: "INC-1",
    severity: "P0",
    clock: "first_response",
    cycle: 0,
    warnMs: Date.parse(at("02:24")),
    dueMs: Date.parse(at("02:30")),
  });
});
