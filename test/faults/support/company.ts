import { createToken } from "../../../backend/auth/tokens.ts";
import type { ImportRecord } from "../../../backend/storage/import-store.ts";
import { openBackendStore, type StoreTarget } from "../../../backend/storage/open-backend-store.ts";
import { defaultTenant } from "../../../backend/storage/tenants.ts";
import type { Random } from "../../../shared/kernel/random.ts";
import { pick } from "./pick.ts";

/** Access tokens of the two people: who sits at the laptop, and a colleague. Valid for ten years: clocks are moved here. */
export interface Company {
  readonly token: string;
  readonly colleagueToken: string;
}

export const person = "usr_lin";
export const colleague = "usr_wang";
export const accountIds: readonly string[] = ["acc_star", "acc_moon", "acc_wave", "acc_reef"];
export const firstAccount = "acc_star";

const validDays = 3_650;
const notesAnAccount = 150;
const contactsAnAccount = 6;
const bookEndMs = Date.UTC(2026, 9, 29);

function user(id: string, name: string): ImportRecord {
  const fields = { name, email: `${id}@company.example`, role: "lead", locale: "en", timeZone: "Asia/Shanghai" };
  return { kind: "user", id, fields, defaults: {} };
}

function account(id: string): ImportRecord {
  const fields = {
    code: id.toUpperCase(),
    name: `Customer ${id.slice(4)}`,
    aliases: [],
    country: "CN",
    timeZone: "Asia/Shanghai",
    locale: "zh-CN",
    regions: ["cn-east"],
    scenario: "show_live",
    tier: "standard",
    ownerId: person,
    lifecycle: "active",
    tags: ["seed"],
    summary: "",
  };
  return { kind: "account", id, fields, defaults: {} };
}

function contact(accountId: string, number: number): ImportRecord {
  const fields = {
    accountId,
    name: `王芳 ${number}`,
    title: "Operations",
    role: "other",
    locale: "zh-CN",
    timeZone: "Asia/Shanghai",
    channels: [{ type: "email", value: `wang${number}@customer.example` }],
    isPrimary: number === 0,
    onCall: false,
    preferredHours: null,
    note: "",
  };
  return { kind: "contact", id: `con_${accountId}_${number}`, fields, defaults: {} };
}

function note(accountId: string, number: number, random: Random): ImportRecord {
  const at = new Date(bookEndMs - number * 3_600_000).toISOString();
  const text = `${pick(["Call about the peak", "扩容确认", "Quality review", "例行沟通"], random)} ${number}`;
  const fields = { accountId, at, type: "note", text, authorId: colleague, refKind: null, refId: null };
  return { kind: "timeline", id: `note_${accountId}_${number}`, fields, defaults: {} };
}

/** Ids of the contacts that the book begins with. */
export function contactIds(accountId: string): readonly string[] {
  return Array.from({ length: contactsAnAccount }, (_, number) => `con_${accountId}_${number}`);
}

/** Writes a small book: four accounts with contacts and a timeline each, two people. */
export async function writeCompany(target: StoreTarget, random: Random): Promise<Company> {
  const store = await openBackendStore(target);
  try {
    const imports = await store.importStore();
    await imports.putRecords([
      user(person, "Lin"),
      user(colleague, "Wang"),
      ...accountIds.map(account),
      ...accountIds.flatMap((id) => Array.from({ length: contactsAnAccount }, (_, number) => contact(id, number))),
      ...accountIds.flatMap((id) => Array.from({ length: notesAnAccount }, (_, number) => note(id, number, random))),
    ]);
    const token = async (userId: string): Promise<string> =>
      (await createToken(store.db, { tenantId: defaultTenant.id, userId }, "faults", validDays, Date.now())).token;
    return { token: await token(person), colleagueToken: await token(colleague) };
  } finally {
    await store.close();
  }
}

/** A note of the colleague's, as a mutation without its number. */
export function colleagueNote(text: string): Readonly<Record<string, unknown>> {
  const values = {
    accountId: firstAccount,
    at: new Date(bookEndMs).toISOString(),
    type: "note",
    text,
    authorId: colleague,
    refKind: null,
    refId: null,
  };
  const fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { new: value }]));
  return { kind: "timeline", id: `note_colleague_${text.replaceAll(/\W/g, "")}`, op: "create", fields };
}
