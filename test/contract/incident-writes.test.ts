import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serviceScope } from "../../backend/storage/database.ts";
import type { IncidentEvent } from "../../shared/domain/incident/incident-event.ts";
import { headFields, headOfLog } from "../../shared/domain/incident/incident-head.ts";
import type { Incident, IncidentState } from "../../shared/domain/incident/incident.ts";
import { defaultSlaPolicy } from "../../shared/domain/sla/default-sla-policy.ts";
import type { Json } from "../../shared/kernel/json.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import {
  engines,
  type MutationDraft,
  startTestBackend,
  tenant,
  type TestBackend,
  type TestClient,
  testStartMs,
} from "../support/backend.ts";

type Fields = NonNullable<MutationDraft["fields"]>;
type Doc = Readonly<Record<string, Json>>;

const openedMs = testStartMs - 7_200_000;
const at = (minutes: number): string => new Date(openedMs + minutes * 60_000).toISOString();

function incidentDoc(id: string, fields: Doc = {}): Doc {
  return {
    accountId: "acc1",
    number: `INC-${id}`,
    kind: "incident",
    severity: "P1",
    title: "越南卡顿",
    state: "new",
    openedAt: at(0),
    resolvedAt: null,
    closedAt: null,
    region: null,
    holderGroup: null,
    holderName: null,
    sourceMadeSla: null,
    ...fields,
  };
}

function lineDoc(incidentId: string, fields: Doc = {}): Doc {
  return {
    accountId: "acc1",
    incidentId,
    at: at(10),
    ordinal: 1,
    type: "note",
    state: "new",
    severity: "P1",
    holderGroup: null,
    holderName: null,
    actor: "csm1",
    text: "secret-words",
    source: null,
    ...fields,
  };
}

const created = (doc: Doc): Fields => Object.fromEntries(Object.entries(doc).map(([name, value]) => [name, { new: value }])) as never;
const patched = (before: Doc, after: Doc): Fields =>
  Object.fromEntries(
    Object.entries(after).map(([name, value]) => [name, before[name] === undefined ? { new: value } : { base: before[name], new: value }]),
  ) as never;

describe.each(engines)("incidents that laptops work on, on %s:", (engine) => {
  let backend: TestBackend;
  let csm: TestClient;
  let lead: TestClient;

  const putIncident = async (id: string, fields: Doc = {}): Promise<Doc> => {
    const doc = incidentDoc(id, fields);
    const first = lineDoc(id, {
      type: "opened",
      at: at(0),
      ordinal: 0,
      actor: "monitor",
      text: "",
      ...(fields["accountId"] === undefined ? {} : { accountId: fields["accountId"] }),
    });
    await backend.imports.putRecords([
      { kind: "incident", id, fields: doc, defaults: {} },
      { kind: "incidentEvent", id: `iev_${id}_first`, fields: first, defaults: {} },
    ]);
    return doc;
  };
  const records = async <T>(kind: string): Promise<readonly T[]> => {
    const rows = await backend.test.store.db.withTenant(serviceScope(tenant, "test"), ({ db }) =>
      db.selectFrom("record").select(["id", "doc"]).where("tenant_id", "=", tenant).where("kind", "=", kind).execute(),
    );
    return rows.map(({ doc }) => doc as unknown as T);
  };
  const headOf = async (id: string): Promise<Doc> => {
    const found = (await records<Incident>("incident")).find((one) => one.id === id);
    if (found === undefined) throw new Error("no incident");
    return Object.fromEntries(headFields.map((field) => [field, found[field]]));
  };
  const logHead = async (id: string): Promise<Doc> => {
    const log = (await records<IncidentEvent>("incidentEvent")).filter((event) => event.incidentId === id);
    return { ...headOfLog(log, null) };
  };

  beforeAll(async () => {
    backend = await startTestBackend(engine);
    csm = await backend.client("csm1");
    lead = await backend.client("lead");
  });
  afterAll(() => backend.close());

  test("a line of one's own accounts is taken and signed; what is wrong with one is told by its field, without its words", async () => {
    await putIncident("inc_lines");
    await putIncident("inc_others", { accountId: "acc2" });
    let count = 0;
    const line = (fields: Doc): MutationDraft => {
      count += 1;
      return { kind: "incidentEvent", id: `iev_line${count}`, op: "create", fields: created(lineDoc("inc_lines", fields)) };
    };
    const answer = await csm.push(
      line({}),
      line({ type: "customer_update", state: "active", ordinal: 2, promise: { what: "news", dueAt: at(300) } }),
      line({ type: "response_marked", marksId: "iev_line2", effective: true, ordinal: 3 }),
      line({ type: "escalated" }),
      line({ type: "response_marked" }),
      line({ type: "state_changed", state: "awaiting_customer", text: "" }),
      line({ type: "assigned", holderGroup: "Experts", text: "" }),
      line({ actor: "lead" }),
      line({ at: new Date(testStartMs + 86_400_000).toISOString() }),
      line({ accountId: "acc2", incidentId: "inc_others" }),
      line({ ordinal: -1 }),
    );
    expect(answer.results.map((one) => (one.status === "refused" ? one.message : one.status))).toEqual([
      "applied",
      "applied",
      "applied",
      "incidentEvent: type cannot be so in a line that is written here",
      "incidentEvent: marksId cannot be so in a line that is written here",
      "incidentEvent: text cannot be so in a line that is written here",
      "incidentEvent: text cannot be so in a line that is written here",
      "incidentEvent: actor cannot be so in a line that is written here",
      "incidentEvent: at cannot be so in a line that is written here",
      "incidentEvent: incidentId cannot be so in a line that is written here",
      "ordinal: too_small",
    ]);
    expect(JSON.stringify(answer)).not.toContain("secret-words");
    const viewer = await backend.client("viewer");
    expect((await viewer.push(line({ actor: "viewer" }))).results).toMatchObject([{ status: "refused", code: "not-allowed" }]);
  });

  test("what a laptop says of the head is held to sense, and to the fields that are a laptop's", async () => {
    const before = await putIncident("inc_head");
    const patch = (fields: Doc): MutationDraft => ({ kind: "incident", id: "inc_head", op: "patch", fields: patched(before, fields) });
    const answer = await csm.push(
      patch({ component: "join", cause: "carrier", affected: { regions: ["ap-southeast"], carriers: [], sdkVersions: [], platforms: [] } }),
      patch({ links: [{ type: "url", ref: "https://status.example/1", relation: "related" }], watcherIds: ["csm1"], summary: "one line" }),
      patch({ links: [{ type: "url", ref: "http://status.example/1", relation: "related" }] }),
      patch({ title: "another" }),
      patch({ accountId: "acc2" }),
      patch({ state: "closed", resolvedAt: null, closedAt: null }),
    );
    expect(answer.results.map((one) => (one.status === "refused" ? one.message : one.status))).toEqual([
      "applied",
      "applied",
      "incident: links cannot be changed in this way",
      "incident: title cannot be changed in this way",
      "incident: accountId cannot be changed in this way",
      "incident: closedAt cannot be changed in this way",
    ]);
  });

  test("two laptops that resolve and hand over at once: the log decides, whoever comes last, and no conflict is left that restoring could not mend", async () => {
    const before = await putIncident("inc_two");
    const colleague = await backend.client("csm1");
    const cursor = await csm.cursor();
    // Written later, arrives first.
    await csm.push(
      {
        kind: "incidentEvent",
        id: "iev_twolater",
        op: "create",
        fields: created(lineDoc("inc_two", { type: "state_changed", state: "resolved", at: at(30) })),
      },
      { kind: "incident", id: "inc_two", op: "patch", fields: patched(before, { state: "resolved", resolvedAt: at(30), closedAt: null }) },
    );
    const answer = await colleague.push(
      {
        kind: "incidentEvent",
        id: "iev_twoearlier",
        op: "create",
        fields: created(lineDoc("inc_two", { type: "assigned", state: "active", holderGroup: "Experts", at: at(20) })),
      },
      { kind: "incident", id: "inc_two", op: "patch", fields: patched(before, { state: "active", resolvedAt: null, closedAt: null }) },
      { kind: "incident", id: "inc_two", op: "patch", fields: patched(before, { holderGroup: "Experts", holderName: null }) },
    );
    expect(answer.results.map(({ status }) => status)).toEqual(["applied", "applied", "applied"]);
    const head = { state: "resolved", severity: "P1", holderGroup: null, holderName: null, resolvedAt: at(30), closedAt: null };
    expect([await headOf("inc_two"), await logHead("inc_two")]).toEqual([head, head]);
    expect(await records("conflict")).toEqual([]);
    // What is pulled never says otherwise on the way: the head has one new state, and the entry that says it is in the same answer.
    const changes = await csm.changes(cursor);
    expect(changes.filter((change) => change.kind === "incident").length).toBe(1);
  });

  test("a head that comes before its entry waits for it, and an entry alone brings its head along", async () => {
    const before = await putIncident("inc_split");
    await csm.push({
      kind: "incident",
      id: "inc_split",
      op: "patch",
      fields: patched(before, { state: "closed", resolvedAt: at(40), closedAt: at(40) }),
    });
    expect((await headOf("inc_split"))["state"]).toBe("new");
    await csm.push({
      kind: "incidentEvent",
      id: "iev_split",
      op: "create",
      fields: created(lineDoc("inc_split", { type: "state_changed", state: "closed", at: at(40) })),
    });
    expect(await headOf("inc_split")).toMatchObject({ state: "closed", resolvedAt: at(40), closedAt: at(40) });
  });

  test("a log that was only imported leaves the head as its source says it", async () => {
    const source = { file: "log.csv", line: 2 };
    const doc = incidentDoc("inc_source", { state: "resolved", resolvedAt: at(55) });
    await backend.imports.putRecords([
      { kind: "incident", id: "inc_source", fields: doc, defaults: {} },
      {
        kind: "incidentEvent",
        id: "iev_source1",
        fields: lineDoc("inc_source", { type: "opened", at: at(0), ordinal: 0, source }),
        defaults: {},
      },
      { kind: "incidentEvent", id: "iev_source2", fields: lineDoc("inc_source", { state: "active", at: at(50), source }), defaults: {} },
    ]);
    await csm.push({ kind: "incident", id: "inc_source", op: "patch", fields: patched(doc, { component: "join" }) });
    expect(await headOf("inc_source")).toMatchObject({ state: "resolved", resolvedAt: at(55) });
  });

  test("a source that is imported again does not take back what was done here since; what it did later itself counts", async () => {
    const source = { file: "log.csv", line: 2 };
    const head = incidentDoc("inc_again", { state: "active" });
    const imported = async (fields: Doc, id: string, line: Doc): Promise<void> => {
      await backend.imports.putRecords([
        { kind: "incidentEvent", id, fields: lineDoc("inc_again", { ...line, source }), defaults: {} },
        { kind: "incident", id: "inc_again", fields, defaults: {} },
      ]);
    };
    await imported(head, "iev_again1", { type: "opened", at: at(0), ordinal: 0, state: "active" });
    await csm.push({
      kind: "incidentEvent",
      id: "iev_again2",
      op: "create",
      fields: created(lineDoc("inc_again", { type: "state_changed", state: "resolved", at: at(20) })),
    });
    await imported(head, "iev_again1", { type: "opened", at: at(0), ordinal: 0, state: "active" });
    expect(await headOf("inc_again")).toMatchObject({ state: "resolved", resolvedAt: at(20) });
    const closed = { ...head, state: "closed", resolvedAt: at(45), closedAt: at(50) };
    await imported(closed, "iev_again3", { type: "state_changed", at: at(50), ordinal: 2, state: "closed" });
    expect(await headOf("inc_again")).toMatchObject({ state: "closed", resolvedAt: at(20), closedAt: at(50) });
  });

  test("whatever laptops write in whatever order, the head is what the log says", { timeout: 60_000 }, async () => {
    const random = seededRandom(engine === "pglite" ? 5 : 6);
    const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
    const clients = [csm, lead, await backend.client("csm1")];
    const names = ["csm1", "lead", "csm1"];
    const states: readonly IncidentState[] = ["active", "awaiting_customer", "awaiting_vendor", "resolved", "closed"];
    for (let round = 0; round < 6; round += 1) {
      const id = `inc_walk${String(round)}`;
      const before = await putIncident(id);
      const waiting: MutationDraft[][] = clients.map(() => []);
      for (let step = 0; step < 10; step += 1) {
        const who = Math.floor(random() * clients.length);
        const state = pick(states);
        const when = at(1 + Math.floor(random() * 100));
        const over = state === "resolved" || state === "closed";
        const holder = { holderGroup: pick(["Front line", "Experts", null]), holderName: null };
        const line = lineDoc(id, {
          type: pick(["state_changed", "assigned", "note"]),
          at: when,
          ordinal: step,
          state,
          severity: pick(["P0", "P1"]),
          ...holder,
          actor: names[who] ?? "",
        });
        const times = { resolvedAt: over ? when : null, closedAt: state === "closed" ? when : null };
        const moves: MutationDraft[] = [
          { kind: "incidentEvent", id: `iev_${id.slice(4)}x${String(step)}`, op: "create", fields: created(line) },
          { kind: "incident", id, op: "patch", fields: patched(before, { state, ...times }) },
          { kind: "incident", id, op: "patch", fields: patched(before, holder) },
        ];
        waiting[who]?.push(...moves);
        // Sent a part at a time, so that entries and heads of several laptops come between each other.
        const sender = Math.floor(random() * clients.length);
        const part = waiting[sender]?.splice(0, 1 + Math.floor(random() * 4)) ?? [];
        if (part.length > 0) await clients[sender]?.push(...part);
      }
      for (const [who, rest] of waiting.entries()) if (rest.length > 0) await clients[who]?.push(...rest);
      expect(await headOf(id), id).toEqual(await logHead(id));
    }
    expect(await records("conflict")).toEqual([]);
  });

  test("two laptops that write at the same moment wait for each other", async () => {
    await putIncident("inc_race");
    const other = await backend.client("csm1");
    const line = (id: string, minute: number, state: string): MutationDraft => ({
      kind: "incidentEvent",
      id,
      op: "create",
      fields: created(lineDoc("inc_race", { type: "state_changed", state, at: at(minute) })),
    });
    for (let i = 0; i < 5; i += 1) {
      await Promise.all([
        csm.push(line(`iev_racea${String(i)}`, 20 + i, "resolved")),
        other.push(line(`iev_raceb${String(i)}`, 40 - i, "active")),
      ]);
      expect(await headOf("inc_race")).toEqual(await logHead("inc_race"));
    }
  });

  test("postmortems and marks of articles are signed and of the incident's account; a published postmortem stays, a draft may go", async () => {
    await putIncident("inc_pm");
    const doc: Doc = {
      accountId: "acc1",
      incidentId: "inc_pm",
      state: "draft",
      locale: "zh-CN",
      cause: "carrier",
      summary: "",
      rootCause: "",
      impactText: "",
      impact: null,
      timeline: [],
      workaround: "",
      longTermFix: "",
      regressionCheck: "",
      authorId: "csm1",
      reviewerId: null,
      createdAt: at(100),
      publishedAt: null,
      outreachId: null,
      articleKey: null,
    };
    const use: Doc = { accountId: "acc1", incidentId: "inc_pm", articleKey: "route", verdict: "solved", byId: "csm1", at: at(100) };
    const answer = await csm.push(
      { kind: "postmortem", id: "pmo_other", op: "create", fields: created(doc) },
      { kind: "postmortem", id: "pmo_pm", op: "create", fields: created({ ...doc, authorId: "lead" }) },
      { kind: "postmortem", id: "pmo_pm", op: "create", fields: created({ ...doc, accountId: "acc2" }) },
      { kind: "postmortem", id: "pmo_pm", op: "create", fields: created(doc) },
      { kind: "postmortem", id: "pmo_pm", op: "delete" },
      { kind: "postmortem", id: "pmo_pm", op: "create", resurrect: true, fields: created(doc) },
      {
        kind: "postmortem",
        id: "pmo_pm",
        op: "patch",
        fields: patched(doc, { state: "published", publishedAt: at(110), outreachId: null }),
      },
      { kind: "postmortem", id: "pmo_pm", op: "patch", fields: patched(doc, { rootCause: "nothing" }) },
      { kind: "postmortem", id: "pmo_pm", op: "delete" },
      { kind: "postmortem", id: "pmo_pm", op: "patch", fields: patched(doc, { articleKey: "route" }) },
      { kind: "articleUse", id: "use_1", op: "create", fields: created(use) },
      { kind: "articleUse", id: "use_2", op: "create", fields: created({ ...use, byId: "lead" }) },
      { kind: "articleUse", id: "use_3", op: "create", fields: created({ ...use, incidentId: "inc_nowhere" }) },
    );
    expect(answer.results.map((one) => (one.status === "refused" ? one.message : one.status))).toEqual([
      "postmortem: id cannot be so",
      "authorId is who writes it",
      "postmortem: accountId is not the incident's",
      "applied",
      "applied",
      "applied",
      "applied",
      "postmortem: rootCause cannot be so",
      "postmortem: what others have seen stays",
      "applied",
      "applied",
      "byId is who writes it",
      "articleUse: incidentId names no incident",
    ]);
  });

  test("a policy is a lead's to write, makes sense, and is the version after the last; of two who write the same the second is told", async () => {
    const policy = (version: number, authorId: string, fields: Doc = {}): MutationDraft => ({
      kind: "slaPolicy",
      id: `slp_premium_${String(version)}`,
      op: "create",
      fields: created({
        name: "premium",
        version,
        at: at(0),
        authorId,
        note: "secret-words",
        definition: defaultSlaPolicy,
        ...fields,
      }),
    });
    const answer = await lead.push(
      policy(2, "lead", { definition: { ...defaultSlaPolicy, calendars: [] } as unknown as Json }),
      policy(2, "lead", {
        definition: {
          ...defaultSlaPolicy,
          targets: { ...defaultSlaPolicy.targets, P0: { ...defaultSlaPolicy.targets.P0, resolution: { minutes: 5, calendar: "nowhere" } } },
        } as unknown as Json,
      }),
      policy(2, "csm1"),
      { ...policy(3, "lead"), id: "slp_premium_2" },
      policy(2, "lead"),
      policy(2, "lead", { note: "another" }),
      policy(4, "lead"),
      policy(1, "lead"),
      policy(3, "lead"),
    );
    expect(answer.results.map((one) => (one.status === "refused" ? `${one.code} ${one.message}` : one.status))).toEqual([
      "invalid definition.calendars: too_small",
      "invalid definition.targets.P0.resolution.calendar: unknown_calendar",
      "not-allowed authorId is who writes it",
      "not-allowed slaPolicy: id is that of another version",
      "applied",
      "already-exists another record has this id",
      "not-allowed slaPolicy: version does not follow the last one",
      "not-allowed slaPolicy: version does not follow the last one",
      "applied",
    ]);
    expect(JSON.stringify(answer)).not.toContain("secret-words");
    expect((await csm.push(policy(4, "csm1"))).results).toMatchObject([
      { status: "refused", code: "not-allowed", message: "slaPolicy: a lead's to change" },
    ]);
  });

  test("versions of an article follow each other; everybody but a viewer writes them", async () => {
    const text = { title: "Freeze", symptom: "", investigation: "", solution: "", cautions: "" };
    const article = (version: number, authorId: string): Doc => ({
      key: "freeze",
      version,
      state: version === 2 ? "retired" : "published",
      zh: null,
      en: text,
      component: null,
      regions: [],
      carriers: [],
      platforms: [],
      sdkRange: "",
      tags: [],
      incidentIds: [],
      authorId,
      at: at(0),
      note: "",
    });
    const put = (id: string, version: number, authorId = "csm1"): MutationDraft => ({
      kind: "article",
      id,
      op: "create",
      fields: created(article(version, authorId)),
    });
    const answer = await csm.push(put("art_1", 1), put("art_2", 2), put("art_3", 2), put("art_4", 3, "lead"));
    expect(answer.results.map(({ status }) => status)).toEqual(["applied", "applied", "refused", "refused"]);
    const viewer = await backend.client("viewer");
    expect((await viewer.push(put("art_5", 3, "viewer"))).results).toMatchObject([{ status: "refused", code: "not-allowed" }]);
  });
});
