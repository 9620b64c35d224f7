import { expect, test } from "vitest";
import { defaultSlaPolicy } from "../../../shared/domain/sla/default-sla-policy.ts";
import { slaPolicyId } from "../../../shared/domain/sla/sla-policy.ts";
import { fakeStore, type FakeContent } from "../../../test/support/fake-store.ts";
import { sampleLog } from "../../../test/support/sample-incident-log.ts";
import { sampleAccount, sampleContract, sampleIncident, sampleUser } from "../../../test/support/sample-records.ts";
import { incidentDetail } from "./incident-detail.ts";
import { incidentHolders } from "./incident-holders.ts";
import { linkTarget } from "./link-target.ts";

const nowMs = Date.parse("2026-10-29T02:42:00.000Z");
const at = (time: string): string => `2026-10-29T${time}:00.000Z`;

type Record = FakeContent["records"][number];

function policy(version: number): Record {
  const definition = structuredClone(defaultSlaPolicy);
  const [name, authorId, note] = ["gold", "user-1", ""];
  return ["slaPolicy", { id: slaPolicyId(name, version), name, version, at: at("00:00"), authorId, note, definition, rev: 1 }];
}

function store(contract: string): ReturnType<typeof fakeStore> {
  return fakeStore({
    userId: "user-1",
    records: [
      sampleAccount(),
      sampleUser({ id: "user-1", name: "林若溪" }),
      sampleContract({ slaPolicy: contract, startsOn: "2026-01-01", renewsOn: "2027-01-01" }),
      policy(1),
      policy(2),
      sampleIncident({
        id: "inc_1",
        number: "INC-1",
        severity: "P1",
        state: "active",
        openedAt: at("00:00"),
        holderGroup: "R&D",
        holderName: "周屿",
      }),
      ...sampleLog({ id: "inc_1", accountId: "acc-1" }, [
        { at: at("00:00"), actor: "monitor", severity: "P1" },
        { at: at("00:20"), actor: "He", state: "active", type: "customer_update", text: "a canary runs" },
      ]),
    ],
  });
}

test("an incident is read by the version that its contract names, beside every other that is here", async () => {
  const detail = await incidentDetail.run(store("gold v1"), { incidentId: "inc_1" }, nowMs);
  expect(detail?.sla?.policy.ref).toEqual({ name: "gold", version: 1, source: "record", asked: "gold v1" });
  expect(detail?.sla?.policies.map(({ ref }) => `${ref.source} ${ref.name} ${ref.version}`)).toEqual([
    "record gold 2",
    "record gold 1",
    "builtin default 0",
  ]);
  expect(detail?.sla?.reading).toMatchObject({ atMs: nowMs, current: { first_response: { state: "met", elapsedMs: 20 * 60_000 } } });
  expect(detail?.sla?.frozen).toBeNull();
});

test("a version that is not here is said to be missing, and the product's own judges", async () => {
  const detail = await incidentDetail.run(store("gold v9"), { incidentId: "inc_1" }, nowMs);
  expect(detail?.sla?.policy.ref).toEqual({ name: "default", version: 0, source: "builtin", asked: "gold v9" });
});

test("teams and people that an incident can be handed to", async () => {
  expect(await incidentHolders.run(store("gold v1"), undefined, nowMs)).toEqual({
    groups: ["R&D"],
    people: [
      { name: "林若溪", group: null },
      { name: "周屿", group: "R&D" },
    ],
  });
});

test.each([
  [" inc-1 ", { type: "incident", ref: "inc_1" }],
  ["https://status.example.com/1?x=2", { type: "url", ref: "https://status.example.com/1?x=2" }],
  ["http://status.example.com", null],
  ["https://ann:secret@example.com/", null],
  ["INC-2", null],
])("%j is a link to %j", async (typed, expected) => {
  expect(await linkTarget.run(store("gold v1"), { typed }, nowMs)).toEqual(expected);
});
