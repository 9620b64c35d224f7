import { serviceScope } from "../../backend/storage/database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { laptopsOf, orderWipe } from "../../backend/sync/laptops.ts";
import { writeLaptopPolicy } from "../../backend/sync/laptop-policy.ts";
import { createLogKeeper } from "../../backend/sync/log-keeper.ts";
import { DigestSum } from "../../shared/sync/digest.ts";
import { kindNames } from "../../shared/domain/kinds.ts";
import { fixedClock } from "../../shared/kernel/clock.ts";
import { digestAnswer, type KindDigest } from "../../shared/sync/protocol.ts";
import { defaultLaptopPolicy, laptopPolicy, policyHeader } from "../../shared/sync/policy.ts";
import {
  accountRecord,
  contactFields,
  engines,
  type MutationDraft,
  startTestBackend,
  tenant,
  type TestBackend,
  type TestClient,
  testClock,
  testStartMs,
} from "../support/backend.ts";

const dayMs = 86_400_000;

function setClock(clock: typeof testClock, ms: number): void {
  clock.advance(ms - clock.now());
}

async function askDigest(client: TestClient, cursor?: { readonly epoch: string; readonly seq: number; readonly scopeVersion: number }) {
  const { epoch, seq, scopeVersion } = cursor ?? (await client.cursor());
  const answer = await client.inject(
    "GET",
    `/v1/sync/digest?clientId=${client.clientId}&epoch=${epoch}&seq=${seq}&scopeVersion=${scopeVersion}`,
  );
  return digestAnswer.parse(answer.json());
}

/** What a laptop with the whole copy works out. */
async function ownDigest(client: TestClient): Promise<Record<string, KindDigest>> {
  const digests: Record<string, KindDigest> = {};
  for (const kind of kindNames) {
    const sum = new DigestSum();
    for (const row of await client.rows(kind)) sum.add(Number(row["rev"]));
    digests[kind] = sum.value;
  }
  return digests;
}

describe.each(engines)("guards of the sync on %s", (engine) => {
  let backend: TestBackend;
  beforeAll(async () => {
    backend = await startTestBackend(engine);
    const lead = await backend.client("lead");
    await lead.push(
      ...Array.from({ length: 30 }, (_, i): MutationDraft => ({
        kind: "contact",
        id: `d${i}`,
        op: "create",
        fields: contactFields(i % 3 === 0 ? "acc1" : "acc2"),
      })),
      { kind: "contact", id: "d7", op: "delete" },
    );
  });
  afterAll(() => backend.close());

  const contact = async (id: string, fields: Record<string, unknown> = {}, user = "csm1"): Promise<TestClient> => {
    const client = await backend.client(user);
    await client.push({ kind: "contact", id, op: "create", fields: contactFields("acc1", fields) });
    return client;
  };
  const revOf = async (client: TestClient, id: string): Promise<number> =>
    Number((await client.rows("contact")).find((row) => row["id"] === id)?.["rev"]);

  describe("digest", () => {
    test.each(["lead", "csm1", "csm2", "viewer"])("is that of what %s holds, deleted records and others' left out", async (user) => {
      const client = await backend.client(user);
      expect(await askDigest(client)).toEqual({ status: "digest", kinds: await ownDigest(client) });
    });

    test("of a head that moved, another epoch or another scope says so instead of raising an alarm", async () => {
      const client = await backend.client("csm1");
      const cursor = await client.cursor();
      const moved = { status: "moved" };
      expect(await askDigest(client, { ...cursor, seq: cursor.seq - 1 })).toEqual(moved);
      expect(await askDigest(client, { ...cursor, seq: cursor.seq + 1 })).toEqual(moved);
      expect(await askDigest(client, { ...cursor, epoch: "another" })).toEqual(moved);
      expect(await askDigest(client, { ...cursor, scopeVersion: cursor.scopeVersion + 1 })).toEqual(moved);
    });

    test("tells large revisions apart, in any order", () => {
      const digest = (...revs: readonly number[]): KindDigest => {
        const sum = new DigestSum();
        for (const rev of revs) sum.add(rev);
        return sum.value;
      };
      expect(digest(3, 2 ** 49, 2 ** 48 + 5)).toEqual(digest(2 ** 48 + 5, 3, 2 ** 49));
      // The same number of records and the same sum.
      expect(digest(10, 20)).not.toEqual(digest(11, 19));
      expect(digest()).toEqual({ rows: 0, sum: 0, mix: 0 });
    });
  });

  describe("many deletions", () => {
    const deletions = (prefix: string, count: number, confirmed = false): MutationDraft[] =>
      Array.from({ length: count }, (_, i) => ({
        kind: "contact",
        id: `${prefix}${i}`,
        op: "delete",
        baseRev: 1_000_000,
        ...(confirmed ? { confirmed: true as const } : {}),
      }));
    const filled = async (prefix: string, count: number): Promise<TestClient> => {
      const client = await backend.client("csm1");
      await client.push(
        ...Array.from({ length: count }, (_, i): MutationDraft => ({
          kind: "contact",
          id: `${prefix}${i}`,
          op: "create",
          fields: contactFields("acc1"),
        })),
      );
      return client;
    };
    const statuses = async (client: TestClient, drafts: readonly MutationDraft[]): Promise<Record<string, number>> => {
      const counts: Record<string, number> = {};
      for (const result of (await client.push(...drafts)).results) {
        const name = result.status === "refused" ? result.code : result.status;
        counts[name] = (counts[name] ?? 0) + 1;
      }
      return counts;
    };

    test("in one push are refused as a whole, with other edits going through, until the user confirms them", async () => {
      setClock(testClock, testStartMs + dayMs);
      const client = await filled("bulk", 130);
      expect(
        await statuses(client, [
          { kind: "contact", id: "bulk5", op: "patch", fields: { title: { base: "", new: "CTO" } } },
          ...deletions("bulk", 130),
        ]),
      ).toEqual({ applied: 1, "mass-delete": 130 });
      expect((await client.rows("contact")).filter((row) => String(row["id"]).startsWith("bulk"))).toHaveLength(130);
      expect(await statuses(client, deletions("bulk", 130, true))).toEqual({ applied: 130 });
    });

    test("in several pushes of a minute count together, and a minute later they do not", async () => {
      setClock(testClock, testStartMs + 2 * dayMs);
      const client = await filled("slow", 220);
      expect(await statuses(client, deletions("slow", 60))).toEqual({ applied: 60 });
      const laptop2 = await backend.client("csm1");
      const rest = deletions("slow", 220).slice(60);
      expect(await statuses(laptop2, rest.slice(0, 60))).toEqual({ "mass-delete": 60 });
      expect(await statuses(client, rest.slice(0, 40))).toEqual({ applied: 40 });
      setClock(testClock, testStartMs + 2 * dayMs + 60_000);
      expect(await statuses(client, rest.slice(40, 140))).toEqual({ applied: 100 });
      // A clock that is put back must not shut the door for good.
      setClock(testClock, testStartMs);
      expect(await statuses(client, rest.slice(140))).toEqual({ applied: 20 });
    });
  });

  describe("what was deleted", () => {
    test("comes back under its id, with the values that the backend had last and what the user changed", async () => {
      const client = await contact("back1", { title: "CTO", note: "calls on Monday" });
      const seen = contactFields("acc1", { title: "CTO", note: "calls on Monday" });
      const lead = await backend.client("lead");
      await lead.push({ kind: "contact", id: "back1", op: "patch", fields: { name: { base: "王芳", new: "王小芳" } } });
      await lead.push({ kind: "contact", id: "back1", op: "delete", baseRev: 1_000_000 });
      const cursor = await client.cursor();
      const fields = Object.fromEntries(Object.entries(seen).map(([name, { new: value }]) => [name, { base: value, new: value }]));
      const answer = await client.push({
        kind: "contact",
        id: "back1",
        op: "create",
        resurrect: true,
        fields: { ...fields, title: { base: "CTO", new: "CEO" } },
      });
      expect(answer.results).toMatchObject([{ status: "applied" }]);
      expect(await client.changes(cursor)).toMatchObject([
        { op: "put", id: "back1", doc: { title: "CEO", name: "王小芳", note: "calls on Monday" } },
      ]);
      // Somebody else brings it back as well, with a change of his own: nothing of either is lost.
      const second = await lead.push({
        kind: "contact",
        id: "back1",
        op: "create",
        resurrect: true,
        fields: { ...fields, title: { base: "CTO", new: "COO" }, locale: { base: "zh-CN", new: "en" } },
      });
      expect(second.results).toMatchObject([{ status: "conflict" }]);
      const changes = await client.changes(cursor);
      expect(changes).toMatchObject(
        [
          { op: "put", kind: "contact", doc: { title: "COO", locale: "en", name: "王小芳" } },
          { op: "put", kind: "conflict", doc: { field: "title", kept: "COO", lost: "CEO", lostBy: "csm1" } },
        ].toSorted((a) => (a.kind === changes[0]?.kind ? -1 : 1)),
      );
    });

    test("does not come back because a creation is sent a second time", async () => {
      const client = await contact("back2");
      await client.push({ kind: "contact", id: "back2", op: "delete", baseRev: 1_000_000 });
      const again = await backend.client("csm1");
      expect((await again.push({ kind: "contact", id: "back2", op: "create", fields: contactFields("acc1") })).results).toMatchObject([
        { status: "refused", code: "deleted", server: { id: "back2" } },
      ]);
    });
  });

  describe("a conflict names who wrote the value that gave way, and when", () => {
    const conflictsOf = async (client: TestClient, id: string) =>
      (await client.rows("conflict"))
        .filter((row) => row["targetId"] === id)
        .map(({ field, lost, lostBy, lostAt }) => ({ field, lost, lostBy, lostAt }));
    const at = (minutes: number): string => new Date(testStartMs + minutes * 60_000).toISOString();

    test("not whoever changed another field of the record later", async () => {
      setClock(testClock, testStartMs);
      const author = await contact("w1");
      setClock(testClock, testStartMs + 60_000);
      const lead = await backend.client("lead");
      await lead.push({ kind: "contact", id: "w1", op: "patch", fields: { title: { base: "", new: "CTO" } } });
      setClock(testClock, testStartMs + 120_000);
      const admin = await backend.client("lead");
      await admin.push({ kind: "contact", id: "w1", op: "patch", fields: { onCall: { base: false, new: true } } });
      setClock(testClock, testStartMs + 180_000);
      await author.push({
        kind: "contact",
        id: "w1",
        op: "patch",
        fields: { title: { base: "", new: "CEO" }, name: { base: "somebody", new: "王小芳" } },
      });
      expect(await conflictsOf(author, "w1")).toEqual(
        expect.arrayContaining([
          { field: "title", lost: "CTO", lostBy: "lead", lostAt: at(1) },
          { field: "name", lost: "王芳", lostBy: "csm1", lostAt: at(0) },
        ]),
      );
      setClock(testClock, testStartMs);
    });

    test("nor the colleague, when an import wrote the field", async () => {
      await backend.imports.putRecords([accountRecord("w2", "csm1")]);
      const csm = await backend.client("csm1");
      await csm.push({ kind: "account", id: "w2", op: "patch", fields: { country: { base: "CN", new: "SG" } } });
      await backend.imports.putRecords([accountRecord("w2", "csm1", { name: "Imported" })]);
      const lead = await backend.client("lead");
      await lead.push({
        kind: "account",
        id: "w2",
        op: "patch",
        fields: { name: { base: "Customer w2", new: "Mine" }, country: { base: "CN", new: "TH" } },
      });
      expect(new Map((await conflictsOf(lead, "w2")).map(({ field, lostBy }) => [field, lostBy]))).toEqual(
        new Map([
          ["name", "import"],
          ["country", "csm1"],
        ]),
      );
    });

    test("of a coupled group, the newest of its fields", async () => {
      const csm = await backend.client("csm1");
      const task = { accountId: "acc1", title: "Ask", ownerId: "csm1", dueOn: null, state: "open", doneOn: null, playbook: null };
      await csm.push({
        kind: "task",
        id: "w3",
        op: "create",
        fields: Object.fromEntries(Object.entries(task).map(([name, value]) => [name, { new: value }])),
      });
      const lead = await backend.client("lead");
      await lead.push({
        kind: "task",
        id: "w3",
        op: "patch",
        fields: { state: { base: "open", new: "done" }, doneOn: { base: null, new: "2026-10-29" } },
      });
      await csm.push({ kind: "task", id: "w3", op: "patch", fields: { title: { base: "Ask", new: "Ask again" } } });
      await csm.push({
        kind: "task",
        id: "w3",
        op: "patch",
        fields: { state: { base: "open", new: "dropped" }, doneOn: { base: null, new: null } },
      });
      expect(await conflictsOf(csm, "w3")).toMatchObject([
        { field: "state+doneOn", lost: { state: "done", doneOn: "2026-10-29" }, lostBy: "lead" },
      ]);
    });

    test("a deletion keeps what another laptop wrote unseen, even of the same user, and nothing of what this laptop wrote itself", async () => {
      const own = await contact("w4");
      await own.push({ kind: "contact", id: "w4", op: "patch", fields: { title: { base: "", new: "own" } } });
      // Its own edits are newer than what it has pulled: no reason for a conflict.
      expect((await own.push({ kind: "contact", id: "w4", op: "delete", baseRev: 0 })).results).toMatchObject([{ status: "applied" }]);
      const [desk, laptop] = [await contact("w5"), await backend.client("csm1")];
      const seen = await revOf(laptop, "w5");
      await desk.push({ kind: "contact", id: "w5", op: "patch", fields: { note: { base: "", new: "typed at the desk" } } });
      expect((await laptop.push({ kind: "contact", id: "w5", op: "delete", baseRev: seen })).results).toMatchObject([
        { status: "conflict" },
      ]);
      expect(await conflictsOf(laptop, "w5")).toMatchObject([{ field: "*", lost: { note: "typed at the desk" }, lostBy: "csm1" }]);
    });
  });

  describe("laptops", () => {
    test("hear the company's policy with every hello", async () => {
      const client = await backend.client("viewer");
      const policy = async () => {
        const answer = await client.inject("GET", `/v1/sync/hello?clientId=${client.clientId}`);
        return laptopPolicy.parse(JSON.parse(String(answer.headers[policyHeader])));
      };
      expect(await policy()).toEqual(defaultLaptopPolicy);
      const strict = { offlineGraceDays: 3, wipeAfterDays: 7, lockAfterMinutes: 5 };
      await writeLaptopPolicy(backend.test.store.db, serviceScope(tenant, "operator"), strict);
      expect(await policy()).toEqual(strict);
    });

    test("that are lost are told to wipe themselves at whatever they ask, and only they", async () => {
      setClock(testClock, testStartMs);
      const [lost, other] = [await backend.client("csm2"), await backend.client("csm2")];
      const cursor = await lost.cursor();
      await other.cursor();
      const scope = serviceScope(tenant, "csm2");
      const { db } = backend.test.store;
      expect(await orderWipe(db, { ...scope, userId: "csm1" }, lost.clientId, testClock.now())).toBe(0);
      expect(await orderWipe(db, scope, lost.clientId, testClock.now())).toBe(1);
      const state = async () =>
        (await laptopsOf(db, scope))
          .filter(({ clientId }) => [lost.clientId, other.clientId].includes(clientId))
          .map(({ clientId, wipeAt, toldAt }) => [clientId, wipeAt?.getTime() ?? null, toldAt?.getTime() ?? null])
          .toSorted();
      expect(await state()).toEqual([
        [lost.clientId, testStartMs, null],
        [other.clientId, null, null],
      ]);
      setClock(testClock, testStartMs + 5_000);
      const query = `clientId=${lost.clientId}&epoch=${cursor.epoch}&seq=${cursor.seq}&scopeVersion=${cursor.scopeVersion}`;
      const push = lost.draft([{ kind: "contact", id: "from-the-thief", op: "create", fields: contactFields("acc2") }]);
      const answers = [
        await lost.inject("GET", `/v1/sync/pull?${query}`),
        // Also where the answer would only be that everything is to be fetched anew.
        await lost.inject("GET", `/v1/sync/pull?${query.replace(/epoch=[^&]*/, "epoch=earlier")}`),
        await lost.inject("GET", `/v1/sync/hello?clientId=${lost.clientId}`),
        await lost.inject("GET", `/v1/sync/digest?${query}`),
        await lost.inject("POST", "/v1/sync/push", push),
      ];
      expect(answers.map((answer) => [answer.statusCode, answer.json<{ error: { code: string } }>().error.code])).toEqual(
        Array.from({ length: 5 }, () => [403, "wipe"]),
      );
      expect(await state()).toEqual([
        [lost.clientId, testStartMs, testStartMs + 5_000],
        [other.clientId, null, null],
      ]);
      expect(await other.pull(cursor)).toMatchObject({ status: "changes" });
      expect((await other.rows("contact")).filter((row) => row["id"] === "from-the-thief")).toEqual([]);
      setClock(testClock, testStartMs);
    });
  });

  test("the log is trimmed by age; who comes later takes a new copy, and every edit that waited is answered", async () => {
    const clock = fixedClock(testStartMs);
    const own = await startTestBackend(engine, { clock, logDays: 90 });
    try {
      const { db } = own.test.store;
      const scope = serviceScope(tenant, "t");
      const late = await own.client("csm1");
      await late.push(
        { kind: "contact", id: "gone", op: "create", fields: contactFields("acc1") },
        { kind: "contact", id: "changed", op: "create", fields: contactFields("acc1") },
        { kind: "nonsense", id: "refused", op: "create" },
      );
      const cursor = await late.cursor();
      const rows = () =>
        db.withTenant(scope, async (tx) => ({
          log: Number(
            (
              await tx.db
                .selectFrom("change_log")
                .select((eb) => eb.fn.countAll().as("n"))
                .executeTakeFirstOrThrow()
            ).n,
          ),
          deleted: Number(
            (
              await tx.db
                .selectFrom("record")
                .select((eb) => eb.fn.countAll().as("n"))
                .where("deleted", "=", true)
                .executeTakeFirstOrThrow()
            ).n,
          ),
          floor: (await tx.db.selectFrom("sync_head").select("floor").executeTakeFirstOrThrow()).floor,
        }));
      const lead = await own.client("lead");
      await lead.push(
        { kind: "contact", id: "gone", op: "delete", baseRev: 1_000_000 },
        { kind: "contact", id: "changed", op: "patch", fields: { title: { base: "", new: "CTO" } } },
      );
      await own.server.logs.trim(tenant);
      const before = await rows();
      expect(before.floor).toBe(0);
      const head = (await lead.cursor()).seq;
      // Eighty-nine days later everything is still needed; twenty days after that nothing of the first day is.
      setClock(clock, testStartMs + 89 * dayMs);
      await lead.push({ kind: "contact", id: "newer", op: "create", fields: contactFields("acc1") });
      expect(await own.server.logs.trim(tenant)).toBe(0);
      expect((await late.pull(cursor)).status).toBe("changes");
      setClock(clock, testStartMs + 200 * dayMs);
      // A build that a greeting began must have ended: it would take the place of the one that follows.
      await own.server.pages.refresh(tenant);
      // The pages that are served are of the first day: they are built anew when enough has changed.
      await db.withTenant(scope, (tx) => tx.db.updateTable("sync_head").set({ page_build: 0 }).where("tenant_id", "=", tenant).execute());
      await own.server.pages.refresh(tenant);
      // Two backends at once, as behind a load balancer.
      const second = createLogKeeper({ db, clock, logDays: 90 });
      await Promise.all([own.server.logs.trim(tenant), second.trim(tenant), own.server.logs.trim(tenant)]);
      expect(await rows()).toEqual({ log: 0, deleted: 0, floor: head + 1 });
      expect(await late.pull(cursor)).toEqual({ status: "resnapshot", reason: "floor" });
      // The new copy ends with a tail that is there.
      expect((await late.rows("contact")).map((row) => row["id"])).toEqual(["changed", "newer"]);
      expect(await late.pull({ ...cursor, seq: (await late.page("contact")).meta.asOf })).toMatchObject({ status: "changes" });
      const answer = await late.push(
        { kind: "contact", id: "gone", op: "patch", fields: { title: { base: "", new: "offline" } } },
        { kind: "contact", id: "changed", op: "patch", fields: { title: { base: "", new: "offline" } } },
        { kind: "contact", id: "mine", op: "create", fields: contactFields("acc1") },
      );
      expect(answer.results).toMatchObject([{ status: "refused", code: "not-found" }, { status: "conflict" }, { status: "applied" }]);
      expect(await askDigest(late)).toEqual({ status: "digest", kinds: await ownDigest(late) });
    } finally {
      await own.close();
    }
  });

  test("pages that are served hold the log down to their sequence; a laptop of long ago is forgotten, its refusals only with it", async () => {
    const clock = fixedClock(testStartMs);
    const own = await startTestBackend(engine, { clock, logDays: 1 });
    try {
      await own.server.pages.refresh(tenant);
      const asOf = (await (await own.client("lead")).page("account")).meta.asOf;
      const old = await own.client("csm1");
      const refused = old.draft([{ kind: "nonsense", id: "n", op: "create" }]);
      await old.send(refused);
      await own.imports.putRecords([accountRecord("later", null)]);
      await own.server.logs.trim(tenant);
      setClock(clock, testStartMs + 300 * dayMs);
      expect(await own.server.logs.trim(tenant)).toBe(asOf);
      // The answer was lost on its way three hundred days ago.
      expect((await old.send(refused)).results).toMatchObject([{ status: "refused", code: "unknown-kind" }]);
      setClock(clock, testStartMs + 800 * dayMs);
      await own.server.logs.trim(tenant);
      const { db } = own.test.store;
      expect(await laptopsOf(db, { tenantId: tenant, userId: "csm1" })).toEqual([]);
    } finally {
      await own.close();
    }
  });
});
