import { serviceScope } from "../../backend/storage/database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kindNames } from "../../shared/domain/kinds.ts";
import type { Mutation } from "../../shared/sync/protocol.ts";
import { renewEpoch } from "../../backend/storage/tenants.ts";
import { unpackChunk } from "../../shared/sync/chunks.ts";
import {
  accountRecord,
  contactFields,
  engines,
  otherTenant,
  startTestBackend,
  tenant,
  type TestBackend,
  userRecord,
} from "../support/backend.ts";

type Fields = Mutation["fields"];

describe.each(engines)("sync on %s", (engine) => {
  let backend: TestBackend;
  beforeAll(async () => {
    backend = await startTestBackend(engine);
  });
  afterAll(() => backend.close());

  test("hello says who asks, where the server stands, and counts what the user sees", async () => {
    const lead = await (await backend.client("lead")).hello();
    expect(lead).toMatchObject({
      protocol: 1,
      floor: 0,
      lastMutationId: 0,
      tenant: { id: tenant, name: tenant },
      user: { id: "lead", name: "lead", role: "lead", locale: "en" },
      now: "2026-10-29T02:00:00.000Z",
    });
    expect(lead.rows).toMatchObject({ user: 4, account: 2 });
    const csm = await (await backend.client("csm1")).hello();
    expect(csm.rows).toMatchObject({ user: 4, account: 1 });
    const client = await backend.client("csm1");
    expect((await client.inject("GET", `/v1/sync/hello?clientId=${client.clientId}&ask=ask_1`)).json()).toMatchObject({ ask: "ask_1" });
    expect(csm.ask).toBeUndefined();
  });

  test("a customer-success manager sees the own accounts and what is the tenant's; a lead and a viewer see all; nobody another tenant", async () => {
    const ids = async (user: string, tenantId = tenant) =>
      (await (await backend.client(user, tenantId)).rows("account")).map((row) => row["id"]);
    expect(await ids("csm1")).toEqual(["acc1"]);
    expect(await ids("csm2")).toEqual(["acc2"]);
    expect(await ids("lead")).toEqual(["acc1", "acc2"]);
    expect(await ids("viewer")).toEqual(["acc1", "acc2"]);
    const stranger = await backend.client("stranger", otherTenant);
    expect((await stranger.rows("account")).map((row) => row["ownerId"])).toEqual(["stranger"]);
  });

  test("an edit comes back in the pull with its acknowledgement; several changes of a record come as one", async () => {
    const client = await backend.client("csm1");
    const cursor = await client.cursor();
    const answer = await client.push(
      { kind: "contact", id: "c1", op: "create", fields: contactFields("acc1") },
      { kind: "contact", id: "c1", op: "patch", fields: { title: { base: "", new: "CTO" } } },
    );
    expect(answer.results.map(({ status }) => status)).toEqual(["applied", "applied"]);
    await client.push({ kind: "contact", id: "c1", op: "patch", fields: { title: { base: "CTO", new: "CEO" } } });
    const pulled = await client.pull(cursor);
    expect(pulled).toMatchObject({
      status: "changes",
      lastMutationId: 3,
      changes: [{ op: "put", kind: "contact", id: "c1", doc: { id: "c1", title: "CEO" } }],
    });
    if (pulled.status !== "changes") throw new Error("unreachable");
    expect(pulled.seq).toBe(pulled.head);
    expect(pulled.changes[0]).toMatchObject({ doc: { rev: pulled.seq } });
    expect((await client.pull({ ...cursor, seq: pulled.seq })) as object).toMatchObject({ changes: [], seq: pulled.head });
    expect(await (await backend.client("csm2")).changes(cursor)).toEqual([]);
  });

  test("a pull that stops short of the head does not acknowledge what it does not bring", async () => {
    const client = await backend.client("csm1");
    const cursor = await client.cursor();
    for (let i = 1; i <= 4; i += 1) await client.push({ kind: "contact", id: `short${i}`, op: "create", fields: contactFields("acc1") });
    const seen: unknown[] = [];
    for (let at = cursor; seen.length < 3;) {
      const answer = await client.pull(at, 2);
      if (answer.status !== "changes") throw new Error(answer.reason);
      seen.push({ ids: answer.changes.map(({ id }) => id), lastMutationId: answer.lastMutationId, whole: answer.seq === answer.head });
      at = { ...at, seq: answer.seq };
    }
    expect(seen).toEqual([
      { ids: ["short1", "short2"], lastMutationId: 2, whole: false },
      { ids: ["short3", "short4"], lastMutationId: 4, whole: true },
      { ids: [], lastMutationId: 4, whole: true },
    ]);
  });

  test("the same request twice does nothing twice; a lower id is skipped, a gap refused whole", async () => {
    const client = await backend.client("csm1");
    const request = client.draft([
      { kind: "contact", id: "twice", op: "create", fields: contactFields("acc1") },
      { kind: "nonsense", id: "n", op: "create" },
    ]);
    const first = await client.send(request);
    expect(first.results).toMatchObject([{ status: "applied" }, { status: "refused", code: "unknown-kind" }]);
    const again = await client.send(request);
    expect(again).toEqual({ lastMutationId: 2, head: first.head, results: [{ mutationId: 1, status: "skipped" }, first.results[1]] });
    const gap = await client.inject(
      "POST",
      "/v1/sync/push",
      client.draft([{ kind: "contact", id: "gap", op: "create", fields: contactFields("acc1") }], 4),
    );
    expect([gap.statusCode, gap.json()]).toEqual([409, { error: { code: "mutation-gap", message: "mutation 3 is missing before 4" } }]);
    const overlapping = await client.send(
      client.draft(
        [
          { kind: "nonsense", id: "n", op: "create" },
          { kind: "contact", id: "third", op: "create", fields: contactFields("acc1") },
        ],
        2,
      ),
    );
    expect(overlapping.results).toMatchObject([
      { mutationId: 2, status: "refused" },
      { mutationId: 3, status: "applied" },
    ]);
    expect((await client.hello()).lastMutationId).toBe(3);
  });

  test("the same push at the same time takes effect once", async () => {
    const client = await backend.client("csm1");
    const request = client.draft([{ kind: "contact", id: "race", op: "create", fields: contactFields("acc1") }]);
    const cursor = await client.cursor();
    const answers = await Promise.all(Array.from({ length: 6 }, () => client.inject("POST", "/v1/sync/push", request)));
    expect(answers.map((answer) => answer.json<{ results: { status: string }[] }>().results[0]?.status).sort()).toEqual([
      "applied",
      "skipped",
      "skipped",
      "skipped",
      "skipped",
      "skipped",
    ]);
    expect(await client.changes(cursor)).toHaveLength(1);
  });

  test("two laptops that create one id at the same time: one wins, the other is told", async () => {
    const clients = [await backend.client("csm1"), await backend.client("lead")];
    const answers = await Promise.all(
      clients.map((client, i) =>
        client.push({ kind: "contact", id: "one-id", op: "create", fields: contactFields("acc1", { title: `laptop ${i}` }) }),
      ),
    );
    expect(answers.map(({ results }) => results[0]?.status).sort()).toEqual(["applied", "refused"]);
    expect(answers.flatMap(({ results }) => results).find(({ status }) => status === "refused")).toMatchObject({
      code: "already-exists",
      server: { id: "one-id" },
    });
  });

  test("a client id belongs to one user", async () => {
    const client = await backend.client("csm1");
    await client.push({ kind: "contact", id: "mine", op: "create", fields: contactFields("acc1") });
    const thief = await backend.client("csm2");
    const answer = await thief.inject(
      "POST",
      "/v1/sync/push",
      client.draft([{ kind: "contact", id: "stolen", op: "create", fields: contactFields("acc2") }]),
    );
    expect([answer.statusCode, answer.json()]).toEqual([
      409,
      { error: { code: "conflict", message: "this client id belongs to another user" } },
    ]);
  });

  describe("merging", () => {
    async function edit(id: string, mine: Fields, theirs: Fields, kind = "contact") {
      const [a, b] = [await backend.client("csm1"), await backend.client("lead")];
      const first = await a.push({ kind, id, op: "patch", fields: mine });
      const second = await b.push({ kind, id, op: "patch", fields: theirs });
      const cursor = { ...(await b.cursor()), seq: 0 };
      const docs = new Map((await b.changes(cursor)).flatMap((change) => (change.op === "put" ? [[change.id, change.doc] as const] : [])));
      return {
        statuses: [first.results[0]?.status, second.results[0]?.status],
        doc: docs.get(id),
        conflicts: [...docs.values()].filter((doc) => doc["targetId"] === id && doc["kept"] !== undefined),
      };
    }
    async function contact(id: string, fields: Record<string, unknown> = {}): Promise<string> {
      await (await backend.client("csm1")).push({ kind: "contact", id, op: "create", fields: contactFields("acc1", fields) });
      return id;
    }

    test("edits of different fields both stay", async () => {
      const result = await edit(await contact("m1"), { title: { base: "", new: "CTO" } }, { name: { base: "王芳", new: "王小芳" } });
      expect(result).toMatchObject({ statuses: ["applied", "applied"], doc: { title: "CTO", name: "王小芳" }, conflicts: [] });
    });

    test("edits of one field: the later stands, the other is kept as a conflict that names both", async () => {
      const result = await edit(await contact("m2"), { title: { base: "", new: "CTO" } }, { title: { base: "", new: "CEO" } });
      expect(result).toMatchObject({
        statuses: ["applied", "conflict"],
        doc: { title: "CEO" },
        conflicts: [
          {
            accountId: "acc1",
            targetKind: "contact",
            field: "title",
            kept: "CEO",
            keptBy: "lead",
            lost: "CTO",
            lostBy: "csm1",
            state: "open",
          },
        ],
      });
    });

    test("the same edit twice is no conflict", async () => {
      const result = await edit(await contact("m3"), { title: { base: "", new: "CTO" } }, { title: { base: "", new: "CTO" } });
      expect(result).toMatchObject({ statuses: ["applied", "applied"], doc: { title: "CTO" }, conflicts: [] });
    });

    test("long text merges by lines; where both changed a line both are kept", async () => {
      const note = "prefers mail\nnever on Friday\nspeaks English";
      const result = await edit(
        await contact("m4", { note }),
        { note: { base: note, new: "prefers WeCom\nnever on Friday\nspeaks English" } },
        { note: { base: note, new: "prefers mail\nnever on Friday\nspeaks English and Thai" } },
      );
      expect(result).toMatchObject({
        statuses: ["applied", "applied"],
        doc: { note: "prefers WeCom\nnever on Friday\nspeaks English and Thai" },
        conflicts: [],
      });
      const both = await edit(
        await contact("m5", { note: "x" }),
        { note: { base: "x", new: "mine" } },
        { note: { base: "x", new: "theirs" } },
      );
      expect(both).toMatchObject({ doc: { note: "mine\ntheirs" }, conflicts: [] });
    });

    test("sets take what each added and lose what either removed", async () => {
      await backend.imports.putRecords([accountRecord("sets", "csm1", { tags: ["a", "b", "c"] })]);
      const result = await edit(
        "sets",
        { tags: { base: ["a", "b", "c"], new: ["a", "b", "c", "mine"] } },
        { tags: { base: ["a", "b", "c"], new: ["theirs", "a", "c"] } },
        "account",
      );
      expect(result).toMatchObject({ statuses: ["applied", "applied"], doc: { tags: ["theirs", "a", "c", "mine"] }, conflicts: [] });
    });

    test("coupled fields move together", async () => {
      const contract = {
        accountId: "acc1",
        tier: "standard",
        startsOn: "2026-01-01",
        renewsOn: "2027-01-01",
        committedMinutes: null,
        slaPolicy: "default v3",
        services: [],
      };
      await backend.imports.putRecords([{ kind: "contract", id: "k1", fields: contract, defaults: {} }]);
      const result = await edit(
        "k1",
        { startsOn: { base: "2026-01-01", new: "2026-02-01" }, renewsOn: { base: "2027-01-01", new: "2027-02-01" } },
        { startsOn: { base: "2026-01-01", new: "2026-01-01" }, renewsOn: { base: "2027-01-01", new: "2028-01-01" } },
        "contract",
      );
      expect(result).toMatchObject({
        doc: { startsOn: "2026-01-01", renewsOn: "2028-01-01" },
        conflicts: [
          {
            field: "startsOn+renewsOn",
            kept: { startsOn: "2026-01-01", renewsOn: "2028-01-01" },
            lost: { startsOn: "2026-02-01", renewsOn: "2027-02-01" },
          },
        ],
      });
    });

    test("null and absent are not the same; a number merges as a number", async () => {
      const result = await edit(
        await contact("m6"),
        { preferredHours: { base: null, new: { startMinute: 60, endMinute: 120 } } },
        { preferredHours: { base: null, new: null } },
      );
      expect(result).toMatchObject({
        statuses: ["applied", "applied"],
        doc: { preferredHours: { startMinute: 60, endMinute: 120 } },
        conflicts: [],
      });
    });

    test("an edit of what was deleted is refused with what it was; creating it again brings it back", async () => {
      const id = await contact("m7");
      const client = await backend.client("csm1");
      const { epoch, seq, scopeVersion } = await client.cursor();
      expect((await client.push({ kind: "contact", id, op: "delete", baseRev: seq })).results).toMatchObject([{ status: "applied" }]);
      expect(await client.changes({ epoch, seq, scopeVersion })).toMatchObject([{ op: "delete", kind: "contact", id }]);
      const late = await backend.client("lead");
      expect((await late.push({ kind: "contact", id, op: "patch", fields: { title: { base: "", new: "CTO" } } })).results).toMatchObject([
        { status: "refused", code: "deleted", server: { id, name: "王芳" } },
      ]);
      expect(
        (
          await late.push({
            kind: "contact",
            id,
            op: "create",
            resurrect: true,
            fields: { ...contactFields("acc1"), title: { base: "", new: "CTO" } },
          })
        ).results,
      ).toMatchObject([{ status: "applied" }]);
      expect(await client.changes({ epoch, seq, scopeVersion })).toMatchObject([{ op: "put", id, doc: { title: "CTO" } }]);
    });

    test("deleting what somebody else has changed meanwhile keeps it as a conflict", async () => {
      const id = await contact("m8");
      const base = (await (await backend.client("csm1")).cursor()).seq;
      await (await backend.client("lead")).push({ kind: "contact", id, op: "patch", fields: { title: { base: "", new: "new boss" } } });
      const client = await backend.client("csm1");
      const cursor = await client.cursor();
      expect((await client.push({ kind: "contact", id, op: "delete", baseRev: base })).results).toMatchObject([{ status: "conflict" }]);
      expect(await client.changes(cursor)).toMatchObject(
        [
          { op: "delete", id },
          { op: "put", kind: "conflict", doc: { field: "*", kept: null, lost: { title: "new boss" }, lostBy: "lead" } },
        ].sort((a, b) => (a.kind === "conflict" ? 1 : -1) - (b.kind === "conflict" ? 1 : -1)),
      );
    });
  });

  describe("what may not be written is refused for good, and the rest of the push goes on", () => {
    test.each([
      ["a viewer", "viewer", { kind: "contact", id: "r1", op: "create", fields: contactFields("acc1") }, "not-allowed"],
      [
        "another colleague's account",
        "csm2",
        { kind: "account", id: "acc1", op: "patch", fields: { name: { base: "Customer acc1", new: "x" } } },
        "out-of-scope",
      ],
      [
        "a contact of another colleague's account",
        "csm2",
        { kind: "contact", id: "r2", op: "create", fields: contactFields("acc1") },
        "out-of-scope",
      ],
      ["a kind that only the backend writes", "lead", { kind: "capacity", id: "r3", op: "create", fields: {} }, "not-allowed"],
      ["a delete of a customer", "lead", { kind: "account", id: "acc1", op: "delete" }, "not-allowed"],
      ["a change of a log entry", "csm1", { kind: "timeline", id: "r4", op: "patch", fields: { text: { new: "x" } } }, "not-allowed"],
      [
        "an entry signed by another",
        "csm1",
        {
          kind: "timeline",
          id: "r5",
          op: "create",
          fields: {
            accountId: { new: "acc1" },
            at: { new: "2026-10-29T02:00:00.000Z" },
            type: { new: "note" },
            text: { new: "x" },
            authorId: { new: "lead" },
            refKind: { new: null },
            refId: { new: null },
          },
        },
        "not-allowed",
      ],
      [
        "somebody else's view",
        "csm1",
        {
          kind: "savedView",
          id: "r6",
          op: "create",
          fields: { userId: { new: "lead" }, screen: { new: "accounts" }, name: { new: "x" }, definition: { new: {} }, order: { new: 1 } },
        },
        "not-allowed",
      ],
      ["a record that is not there", "csm1", { kind: "contact", id: "r7", op: "patch", fields: { title: { new: "x" } } }, "not-found"],
      ["a field that is not there", "csm1", { kind: "account", id: "acc1", op: "patch", fields: { nonsense: { new: "x" } } }, "invalid"],
      [
        "a value that is not valid",
        "csm1",
        { kind: "account", id: "acc1", op: "patch", fields: { tier: { base: "standard", new: "platinum" } } },
        "invalid",
      ],
      [
        "a record that is not whole",
        "csm1",
        { kind: "contact", id: "r8", op: "create", fields: { accountId: { new: "acc1" } } },
        "invalid",
      ],
      [
        "text that cannot be stored",
        "csm1",
        { kind: "contact", id: "r9", op: "create", fields: contactFields("acc1", { title: "a\0b" }) },
        "invalid",
      ],
      [
        "half a character",
        "csm1",
        { kind: "contact", id: "r10", op: "create", fields: contactFields("acc1", { title: "\ud800" }) },
        "invalid",
      ],
    ] as const)("%s", async (_name, user, mutation, code) => {
      const client = await backend.client(user);
      const answer = await client.push({ ...mutation, fields: "fields" in mutation ? mutation.fields : {} });
      expect(answer.results).toMatchObject([{ status: "refused", code }]);
      expect(JSON.stringify(answer.results)).not.toContain("platinum");
      expect(answer.lastMutationId).toBe(1);
      expect((await client.pull({ ...(await client.cursor()) })) as object).toMatchObject({ changes: [], lastMutationId: 1 });
    });
  });

  describe("an incident opened on a laptop", () => {
    const id = "inc_01jdk2mx04qwz7abcdefg";
    const incident = {
      accountId: "acc1",
      number: "L-WZ7ABCDEFG",
      kind: "incident",
      severity: "P1",
      title: "Freezes in Vietnam",
      state: "new",
      openedAt: "2026-10-29T01:00:00.000Z",
      resolvedAt: null,
      closedAt: null,
      region: "ap-southeast",
      holderGroup: null,
      holderName: "csm1",
      sourceMadeSla: null,
    };
    const opened = {
      accountId: "acc1",
      incidentId: id,
      at: incident.openedAt,
      ordinal: 0,
      type: "opened",
      state: "new",
      severity: "P1",
      holderGroup: null,
      holderName: "csm1",
      actor: "csm1",
      text: "",
      source: null,
    };
    const fieldsOf = (doc: object): Fields =>
      Object.fromEntries(Object.entries(doc).map(([name, value]) => [name, { new: value }])) as Fields;
    const eventId = `iev_${id.slice(4)}_opened`;

    test.each([
      ["with a number of its own choice", { ...incident, number: "INC-1" }, "number"],
      ["as already resolved", { ...incident, state: "resolved" }, "state"],
      ["with a time of its end", { ...incident, resolvedAt: incident.openedAt }, "resolvedAt"],
      ["of no account", { ...incident, accountId: null }, "accountId"],
    ] as const)("is refused %s", async (_name, doc, field) => {
      const client = await backend.client("csm1");
      const answer = await client.push({ kind: "incident", id, op: "create", fields: fieldsOf(doc) });
      expect(answer.results).toMatchObject([{ status: "refused", code: "not-allowed" }]);
      expect(JSON.stringify(answer.results)).toContain(`incident: ${field} `);
    });

    test("is refused in a colleague's account and under an id that could be another's", async () => {
      const other = await backend.client("csm2");
      expect((await other.push({ kind: "incident", id, op: "create", fields: fieldsOf(incident) })).results).toMatchObject([
        { status: "refused", code: "out-of-scope" },
      ]);
      const own = await backend.client("csm1");
      expect((await own.push({ kind: "incident", id: "inc-1", op: "create", fields: fieldsOf(incident) })).results).toMatchObject([
        { status: "refused", code: "not-allowed" },
      ]);
    });

    test("comes with the first line of its log, signed by who opens it; neither can be written again", async () => {
      const client = await backend.client("csm1");
      const line = (doc: object, of = eventId) => client.push({ kind: "incidentEvent", id: of, op: "create", fields: fieldsOf(doc) });
      expect((await line(opened)).results).toMatchObject([{ status: "refused", code: "not-allowed" }]);
      const both = await client.push(
        { kind: "incident", id, op: "create", fields: fieldsOf(incident) },
        { kind: "incidentEvent", id: eventId, op: "create", fields: fieldsOf({ ...opened, actor: "lead" }) },
        { kind: "incidentEvent", id: "iev_other", op: "create", fields: fieldsOf(opened) },
        { kind: "incidentEvent", id: eventId, op: "create", fields: fieldsOf({ ...opened, state: "closed" }) },
        { kind: "incidentEvent", id: eventId, op: "create", fields: fieldsOf({ ...opened, type: "note" }) },
      );
      expect(both.results.map(({ status }) => status)).toEqual(["applied", "refused", "refused", "refused", "refused"]);
      expect((await line(opened)).results).toMatchObject([{ status: "applied" }]);
      expect((await line({ ...opened, text: "again" })).results).toMatchObject([{ status: "refused", code: "already-exists" }]);
      expect(
        (await client.push({ kind: "incident", id, op: "patch", fields: { state: { base: "new", new: "closed" } } })).results,
      ).toMatchObject([{ status: "refused", code: "not-allowed" }]);
      expect((await client.push({ kind: "incident", id, op: "delete" })).results).toMatchObject([
        { status: "refused", code: "not-allowed" },
      ]);
      expect((await client.rows("incident")).map((row) => row["number"])).toContain(incident.number);
    });
  });

  test("a saved view is its owner's alone, in pages, pulls and refusals", async () => {
    const [owner, lead] = [await backend.client("csm1"), await backend.client("lead")];
    const cursor = await lead.cursor();
    const view = { userId: "csm1", screen: "accounts", name: "mine", definition: { sort: ["name"] }, order: 1 };
    await owner.push({
      kind: "savedView",
      id: "v1",
      op: "create",
      fields: Object.fromEntries(Object.entries(view).map(([name, value]) => [name, { new: value }])) as Fields,
    });
    expect((await owner.rows("savedView")).map((row) => row["id"])).toEqual(["v1"]);
    expect(await lead.rows("savedView")).toEqual([]);
    expect(await lead.changes(cursor)).toEqual([]);
    expect((await lead.push({ kind: "savedView", id: "v1", op: "delete" })).results).toMatchObject([
      { status: "refused", code: "out-of-scope", server: null },
    ]);
    expect((await owner.push({ kind: "savedView", id: "v1", op: "delete" })).results).toMatchObject([{ status: "applied" }]);
  });

  test("a mark on Today is its user's alone: nobody signs for another, and what it says stays", async () => {
    const [owner, lead] = [await backend.client("csm1"), await backend.client("lead")];
    const standing = { message: "promise", state: "risk", severity: "P1", dueAt: null, likelihood: null, over: null, scoreMilli: null };
    const mark = (userId: string): Fields =>
      Object.fromEntries(
        Object.entries({
          userId,
          itemKey: "incident:inc1",
          action: "snoozed",
          at: "2026-10-29T02:00:00.000Z",
          until: "2026-10-30T01:00:00.000Z",
          standing,
          toUserId: null,
          taskId: null,
        }).map(([name, value]) => [name, { new: value }]),
      ) as Fields;
    expect((await owner.push({ kind: "todayMark", id: "m1", op: "create", fields: mark("csm1") })).results).toMatchObject([
      { status: "applied" },
    ]);
    expect((await owner.push({ kind: "todayMark", id: "m2", op: "create", fields: mark("lead") })).results).toMatchObject([
      { status: "refused", code: "not-allowed" },
    ]);
    expect((await owner.rows("todayMark")).map((row) => row["id"])).toEqual(["m1"]);
    expect(await lead.rows("todayMark")).toEqual([]);
    expect((await lead.push({ kind: "todayMark", id: "m1", op: "delete" })).results).toMatchObject([
      { status: "refused", code: "out-of-scope" },
    ]);
    expect((await owner.push({ kind: "todayMark", id: "m1", op: "delete" })).results).toMatchObject([{ status: "applied" }]);
  });

  test("a cursor that cannot be continued is answered with the reason", async () => {
    const client = await backend.client("csm1");
    const cursor = await client.cursor();
    expect(await client.pull({ ...cursor, epoch: "another" })).toEqual({ status: "resnapshot", reason: "epoch" });
    expect(await client.pull({ ...cursor, seq: cursor.seq + 1 })).toEqual({ status: "resnapshot", reason: "rewound" });
    expect(await client.pull({ ...cursor, scopeVersion: cursor.scopeVersion + 1 })).toEqual({ status: "resnapshot", reason: "scope" });
    const own = await startTestBackend(engine);
    try {
      const other = await own.client("lead");
      const before = await other.cursor();
      await own.test.store.db.withTenant(serviceScope(tenant, "t"), ({ db }) =>
        db.updateTable("sync_head").set({ floor: before.seq }).execute(),
      );
      expect(await other.pull({ ...before, seq: before.seq - 1 })).toEqual({ status: "resnapshot", reason: "floor" });
      expect(await other.pull(before)).toMatchObject({ status: "changes" });
      await renewEpoch(own.test.store.db, serviceScope(tenant, "t"));
      expect(await other.pull(before)).toEqual({ status: "resnapshot", reason: "epoch" });
    } finally {
      await own.close();
    }
  });

  test("an account that changes hands sends both owners to a new snapshot, and nobody else", async () => {
    await backend.imports.putRecords([accountRecord("moving", "csm1")]);
    const [from, to, lead] = [await backend.client("csm1"), await backend.client("csm2"), await backend.client("lead")];
    const cursors = [await from.cursor(), await to.cursor(), await lead.cursor()] as const;
    await from.push({ kind: "account", id: "moving", op: "patch", fields: { ownerId: { base: "csm1", new: "csm2" } } });
    expect(await from.pull(cursors[0])).toEqual({ status: "resnapshot", reason: "scope" });
    expect(await to.pull(cursors[1])).toEqual({ status: "resnapshot", reason: "scope" });
    expect(await lead.pull(cursors[2])).toMatchObject({ status: "changes", changes: [{ id: "moving" }] });
    expect((await to.rows("account")).map((row) => row["id"])).toContain("moving");
    const afterImport = await to.cursor();
    await backend.imports.putRecords([accountRecord("moving", "csm1")]);
    expect(await to.pull(afterImport)).toEqual({ status: "resnapshot", reason: "scope" });
  });

  test("a change of role is a change of scope", async () => {
    await backend.imports.putRecords([userRecord("climber", "csm")]);
    const client = await backend.client("climber");
    const cursor = await client.cursor();
    await backend.imports.putRecords([userRecord("climber", "lead")]);
    expect(await client.pull(cursor)).toEqual({ status: "resnapshot", reason: "scope" });
  });

  test("a series of one SDK version and platform comes in its own group, and never with the whole", async () => {
    const chunk = (metric: "sessions" | "pcu", part: { readonly sdk: string | null; readonly platform: string | null }, value: number) => ({
      accountId: "acc1",
      metric,
      region: "cn-east",
      carrier: null,
      ...part,
      month: "2026-02",
      values: new Float64Array(672).fill(value),
    });
    const all = { sdk: null, platform: null };
    const parts = [
      { sdk: "4.8.1", platform: "android" },
      { sdk: "4.9.0", platform: null },
      { sdk: null, platform: "ios" },
    ];
    await backend.imports.putChunks(
      [chunk("pcu", all, 1), chunk("sessions", all, 9), ...parts.map((part, i) => chunk("sessions", part, i + 2))],
      "last",
    );
    const lead = await backend.client("lead");
    const got = async (group: string) =>
      (await lead.chunkPage(`group=${group}`)).chunks.map((one) => [one.metric, one.sdk, one.platform, unpackChunk(one).values[0]]);
    expect({ usage: await got("usage"), quality: await got("quality"), detail: await got("detail") }).toEqual({
      usage: [["pcu", null, null, 1]],
      quality: [["sessions", null, null, 9]],
      detail: [
        ["sessions", null, "ios", 4],
        ["sessions", "4.8.1", "android", 2],
        ["sessions", "4.9.0", null, 3],
      ],
    });
    // Each is merged with itself.
    await backend.imports.putChunks([chunk("sessions", { sdk: "4.9.0", platform: null }, 7)], "last");
    expect([await got("quality"), (await got("detail")).at(-1)]).toEqual([[["sessions", null, null, 9]], ["sessions", "4.9.0", null, 7]]);
  });

  test("chunks come by group, whole accounts a page, since a sequence, in scope", async () => {
    const chunk = (accountId: string, metric: "pcu" | "sessions", month: string, value: number) => ({
      accountId,
      metric,
      region: "cn-east",
      carrier: metric === "sessions" ? "cmcc" : null,
      sdk: null,
      platform: null,
      month,
      values: new Float64Array(month === "2026-02" ? 672 : 744).fill(value),
    });
    await backend.imports.putChunks(
      [
        chunk("acc1", "pcu", "2026-01", 5),
        chunk("acc1", "pcu", "2026-02", 6),
        chunk("acc2", "pcu", "2026-01", 70_000),
        chunk("acc2", "sessions", "2026-01", 9),
      ],
      "max",
    );
    const lead = await backend.client("lead");
    const first = await lead.chunkPage("group=usage&limit=1");
    expect(first.chunks.map(({ accountId, month }) => [accountId, month])).toEqual([
      ["acc1", "2026-01"],
      ["acc1", "2026-02"],
    ]);
    // Changed while the walk is under way: the page that follows must not say that it has been sent.
    await backend.imports.putChunks([chunk("acc1", "pcu", "2026-01", 50)], "max");
    const second = await lead.chunkPage(`group=usage&limit=1&after=${first.meta.next}`);
    expect(second.chunks.map(({ accountId, carrier, encoding }) => [accountId, carrier, encoding])).toEqual([["acc2", null, "u32"]]);
    expect(unpackChunk(second.chunks[0]!).values).toEqual(new Float64Array(744).fill(70_000));
    expect(second.meta).toEqual({ ...first.meta, next: null });
    const rest = await lead.chunkPage(`group=usage&since=${second.meta.asOf}`);
    expect(rest.chunks.map(({ accountId, month }) => [accountId, month])).toEqual([["acc1", "2026-01"]]);
    expect((await lead.chunkPage("group=quality&account=acc2")).chunks.map(({ metric, carrier }) => [metric, carrier])).toEqual([
      ["sessions", "cmcc"],
    ]);
    expect((await (await backend.client("csm1")).chunkPage("group=usage")).chunks.map(({ accountId }) => accountId)).toEqual([
      "acc1",
      "acc1",
    ]);
    expect((await (await backend.client("csm1")).chunkPage("group=quality&account=acc2")).chunks).toEqual([]);
    const several = async (user: string) =>
      (await (await backend.client(user)).chunkPage("group=usage&accounts=acc2,acc1,nobody")).chunks.map(({ accountId }) => accountId);
    expect([await several("lead"), await several("csm1")]).toEqual([
      ["acc1", "acc1", "acc2"],
      ["acc1", "acc1"],
    ]);
    const pulled = await lead.pull(await lead.cursor());
    expect(pulled).toMatchObject({ chunkHead: rest.meta.asOf });
  });

  test("a snapshot taken while records come and go, with the tail after it, is what is stored", async () => {
    const own = await startTestBackend(engine);
    try {
      const record = (i: number) => accountRecord(`bulk${String(i).padStart(5, "0")}`, null, { tags: [`t${i % 7}`] });
      for (let at = 0; at < 12_000; at += 4_000) await own.imports.putRecords(Array.from({ length: 4_000 }, (_, i) => record(at + i)));
      await own.server.pages.refresh(tenant);
      // Some of it after the pages were built, so that they are behind.
      await own.imports.putRecords([record(20_000), { ...record(5), fields: { ...record(5).fields, name: "renamed" } }]);
      const client = await own.client("lead");
      const { epoch, scopeVersion } = await client.cursor();
      const copy = new Map<string, unknown>();
      let tail = Number.MAX_SAFE_INTEGER;
      let pages = 0;
      for (const kind of kindNames) {
        for (let after: string | null = ""; after !== null;) {
          const page: Awaited<ReturnType<typeof client.page>> = await client.page(kind, after);
          for (const row of page.rows) copy.set(`${kind} ${String(row["id"])}`, row);
          tail = Math.min(tail, page.meta.asOf);
          after = page.meta.next;
          pages += 1;
          if (kind !== "account") continue;
          // What has been sent and what is to come change under the walk, and the pages are built anew.
          await client.push({ kind: "contact", id: `walk${pages}`, op: "create", fields: contactFields("acc1") });
          await own.imports.putRecords([
            { ...record(pages), fields: { ...record(pages).fields, name: `edited ${pages}` } },
            { ...record(11_000 + pages), fields: { ...record(11_000 + pages).fields, name: "later" } },
          ]);
          if (pages === 3) {
            await client.push({ kind: "contact", id: "walk2", op: "delete" });
            await own.imports.putRecords(Array.from({ length: 3_000 }, (_, i) => record(30_000 + i)));
            await own.server.pages.refresh(tenant);
          }
        }
      }
      expect(pages).toBeGreaterThan(kindNames.length + 2);
      for (let seq = tail, whole = false; !whole;) {
        const answer = await client.pull({ epoch, seq, scopeVersion }, 500);
        if (answer.status !== "changes") throw new Error(answer.reason);
        for (const change of answer.changes) {
          if (change.op === "put") copy.set(`${change.kind} ${change.id}`, change.doc);
          else copy.delete(`${change.kind} ${change.id}`);
        }
        seq = answer.seq;
        whole = answer.seq === answer.head;
      }
      const stored = await own.test.store.db.withTenant(serviceScope(tenant, "t"), ({ db }) =>
        db.selectFrom("record").select(["kind", "id", "rev", "doc"]).where("deleted", "=", false).execute(),
      );
      expect(copy.size).toBe(stored.length);
      expect(Object.fromEntries(copy)).toEqual(
        Object.fromEntries(stored.map(({ kind, id, rev, doc }) => [`${kind} ${id}`, { ...doc, rev }])),
      );
    } finally {
      await own.close();
    }
  });

  test("prebuilt pages are served as they are until they are too far behind", async () => {
    const own = await startTestBackend(engine);
    try {
      await own.server.pages.refresh(tenant);
      const client = await own.client("lead");
      const before = await client.page("account");
      await own.imports.putRecords([accountRecord("later", null)]);
      await own.server.pages.refresh(tenant);
      expect((await client.page("account")).raw).toEqual(before.raw);
      await own.imports.putRecords(Array.from({ length: 300 }, (_, i) => accountRecord(`more${i}`, null)));
      await own.server.pages.refresh(tenant);
      expect((await client.page("account")).rows).toHaveLength(303);
      expect((await client.hello()).rows).toMatchObject({ account: 303 });
      expect((await (await own.client("csm1")).page("account")).rows).toHaveLength(1);
    } finally {
      await own.close();
    }
  });
});
