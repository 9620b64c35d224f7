import { createToken } from "../../../backend/auth/tokens.ts";
import type { ImportRecord, ImportStore } from "../../../backend/storage/import-store.ts";
import type { BackendStore } from "../../../backend/storage/open-backend-store.ts";
import { createDemo, type DemoRecord } from "../../../shared/demo/demo.ts";
import { sampleNote } from "../../support/sample-book.ts";
import type { BenchSize } from "../bench.ts";
import type { LoadClientPlan, LoadEdit, LoadPlan } from "./load-plan.ts";

const tenantId = "load";
const pollingClients = 200;
const returningClients = 50;
const editsEach = 500;
/** Of these, edits of a field that another returning laptop edits too: one of the two becomes a conflict. */
const contestedEach = 100;
const leads = 20;

/** Records of the demonstration company without its metrics, which no poll and no push touches. */
function* records(size: BenchSize, ownerOf: (at: number) => string): Generator<ImportRecord> {
  const demo = createDemo({ size, seed: 7, endMs: Date.UTC(2026, 10, 1) });
  const all = function* (): Generator<DemoRecord> {
    yield* demo.sharedRecords();
    yield* demo.headRecords(0, demo.counts.accounts);
    yield* demo.bodyRecords(0, demo.counts.accounts);
  };
  let accounts = 0;
  for (const { kind, id, fields } of all()) {
    const owner = kind === "account" ? { ownerId: ownerOf(accounts++) } : {};
    yield { kind, id, fields: { ...fields, ...owner }, defaults: {} };
  }
}

async function putAll(store: ImportStore, source: Iterable<ImportRecord>): Promise<readonly string[]> {
  const accounts: string[] = [];
  let batch: ImportRecord[] = [];
  for (const record of source) {
    if (record.kind === "account") accounts.push(record.id);
    batch.push(record);
    if (batch.length < 2_000) continue;
    await store.putRecords(batch);
    batch = [];
  }
  await store.putRecords(batch);
  return accounts;
}

function userOf(id: string, role: "lead" | "csm"): ImportRecord {
  const fields = { name: id, email: `${id}@load.example`, role, locale: "en", timeZone: "Asia/Shanghai" };
  return { kind: "user", id, fields, defaults: {} };
}

function contactOf(pair: number, at: number, accountId: string): ImportRecord {
  const channels = [{ type: "email", value: `p${pair}-${at}@example.com` }];
  const rest = { role: "other", locale: "en", timeZone: "UTC", channels, isPrimary: false, onCall: false, preferredHours: null, note: "" };
  return {
    kind: "contact",
    id: contestedId(pair, at),
    fields: { accountId, name: `Contact ${at}`, title: "engineer", ...rest },
    defaults: {},
  };
}

function contestedId(pair: number, at: number): string {
  return `pair${pair}-contact${at}`;
}

/** 500 edits of one laptop, each with a mark of its own that can be found again. */
function editsOf(name: string, pair: number, accountId: string, userId: string): readonly LoadEdit[] {
  return Array.from({ length: editsEach }, (_, at): LoadEdit => {
    const mark = `${name}-${at}`;
    if (at < contestedEach)
      return { kind: "contact", id: contestedId(pair, at), op: "patch", fields: { title: { base: "engineer", new: mark } } };
    const text = `${mark} talked about the peak of next week, the capacity that is booked for it, and who is on call that night.`;
    const doc = { ...sampleNote(accountId, text), authorId: userId };
    return {
      kind: "timeline",
      id: mark,
      op: "create",
      fields: Object.fromEntries(Object.entries(doc).map(([field, value]) => [field, { new: value }])),
    };
  });
}

/** Fills the store and answers who will do what. Half of the returning laptops are leads' who edit what the others edit. */
export async function makeLoadCompany(store: BackendStore, size: BenchSize): Promise<Omit<LoadPlan, "origin" | "seconds">> {
  const imports = await store.importStore(tenantId);
  const managers = size === "desk" ? 60 : 180;
  const leadIds = Array.from({ length: leads }, (_, i) => `lead${i}`);
  const managerIds = Array.from({ length: managers }, (_, i) => `csm${i}`);
  await imports.putRecords([...leadIds.map((id) => userOf(id, "lead")), ...managerIds.map((id) => userOf(id, "csm"))]);
  const accounts = await putAll(
    imports,
    records(size, (at) => `csm${at % managers}`),
  );
  const pairs = returningClients / 2;
  for (let pair = 0; pair < pairs; pair += 1) {
    const accountId = accounts[pair] ?? "";
    await imports.putRecords(Array.from({ length: contestedEach }, (_, at) => contactOf(pair, at, accountId)));
  }
  await store.db.tidy();
  const token = async (userId: string): Promise<string> => (await createToken(store.db, { tenantId, userId }, "load", 1, Date.now())).token;
  const everybody = [...leadIds, ...managerIds];
  const polling: LoadClientPlan[] = [];
  for (let i = 0; i < pollingClients; i += 1) {
    polling.push({ clientId: `poll${i}`, token: await token(everybody[i % everybody.length] ?? ""), edits: [] });
  }
  const returning: LoadClientPlan[] = [];
  for (let i = 0; i < returningClients; i += 1) {
    const pair = Math.floor(i / 2);
    const userId = i % 2 === 0 ? `csm${pair}` : (leadIds[pair % leads] ?? "");
    const clientId = `back${i}`;
    returning.push({ clientId, token: await token(userId), edits: editsOf(clientId, pair, accounts[pair] ?? "", userId) });
  }
  return { polling, returning, reader: await token("lead0") };
}
