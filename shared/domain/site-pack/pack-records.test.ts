import { beforeAll, describe, expect, it } from "vitest";
import { createDemo } from "../../demo/demo.ts";
import { demoUserId } from "../../demo/company/users.ts";
import { type Kind, kindNames, kinds, type RecordOf } from "../kinds.ts";
import { foldText } from "../search/search-key.ts";
import { encodePage } from "../../sync/columnar.ts";
import { isOrdinaryName } from "../review/check/ordinary-names.ts";
import { nameOccurrences } from "../knowledge/customer-names.ts";
import { unpackSnapshot } from "../review/evidence/pack-snapshot.ts";
import { loadRomanize, type Romanize } from "../search/romanize.ts";
import { type PackedRecords, packRecords, type PackSource } from "./pack-records.ts";
import { packParts, usualParts } from "./pack-rules.ts";

type Doc = Readonly<Record<string, unknown>> & { readonly id: string };

const endMs = Date.UTC(2026, 10, 20, 18);
let book = new Map<Kind, Doc[]>();
let romanize: Romanize | null = null;

/** A book as the laptop has it, from records by kind. */
function sourceOf(records: ReadonlyMap<Kind, readonly Doc[]>): PackSource {
  const all = (kind: Kind): readonly Doc[] => records.get(kind) ?? [];
  return {
    all: <K extends Kind>(kind: K) => all(kind) as unknown as readonly RecordOf<K>[],
    ofAccount: <K extends Kind>(kind: K, accountId: string) => {
      const field = kinds[kind].accountField;
      return all(kind).filter((doc) => field !== null && doc[field] === accountId) as unknown as readonly RecordOf<K>[];
    },
  };
}

function pack(
  records: ReadonlyMap<Kind, readonly Doc[]>,
  accountIds: readonly string[],
  parts: readonly (typeof packParts)[number][] = packParts,
): PackedRecords {
  return packRecords(sourceOf(records), { accountIds, parts, userId: demoUserId }, romanize);
}

/** Everything that is packed as one text: the records, and what their files hold. */
function textOf(packed: PackedRecords): string {
  const parts: string[] = [];
  for (const rows of packed.rows.values())
    for (const row of rows) {
      parts.push(JSON.stringify(row));
      if (typeof row["packed"] === "string" && typeof row["snapshotId"] === "string") {
        const unpacked = unpackSnapshot(row["packed"]);
        if (unpacked.ok) parts.push(JSON.stringify(unpacked.value));
      }
    }
  return parts.join("\n");
}

function namesOf(doc: Doc): readonly string[] {
  return [String(doc["name"]), ...(doc["aliases"] as readonly string[]), String(doc["code"])];
}

beforeAll(async () => {
  romanize = await loadRomanize();
  const demo = createDemo({ size: "desk", seed: 1, endMs });
  book = new Map();
  const { accounts } = demo.counts;
  for (const { kind, id, fields } of [...demo.sharedRecords(), ...demo.headRecords(0, accounts), ...demo.bodyRecords(0, accounts)]) {
    const docs = book.get(kind);
    const doc = { ...fields, id, rev: 7 };
    if (docs === undefined) book.set(kind, [doc]);
    else docs.push(doc);
  }
}, 120_000);

describe("the records of a site pack", () => {
  it("names no other customer of the whole demonstration book, whoever is packed, in any record or file", () => {
    const accounts = book.get("account") ?? [];
    const names = accounts.flatMap((account) => namesOf(account).map((name) => ({ id: account.id, name })));
    // What the rule for ordinary words lets through is known: none of this book.
    expect(names.filter(({ name }) => isOrdinaryName(name))).toEqual([]);
    const found: string[] = [];
    let mentions = 0;
    // The book is well-mannered: here every line of every timeline speaks of some other customer.
    const spoken = names.map(({ name }) => name);
    const gossip = new Map(book).set(
      "timeline",
      (book.get("timeline") ?? []).map((entry, i) => ({ ...entry, text: `${String(entry["text"])} ${spoken[i % spoken.length] ?? ""}` })),
    );
    for (let first = 0; first < accounts.length; first += 2) {
      const chosen = accounts.slice(first, first + 2).map(({ id }) => id);
      const packed = pack(gossip, chosen);
      mentions += packed.blanked.mentions;
      const text = textOf(packed);
      const folded = foldText(text);
      const own = names.filter(({ id }) => chosen.includes(id)).map(({ name }) => foldText(name));
      for (const { id, name } of names) {
        if (chosen.includes(id)) continue;
        const looked = foldText(name);
        const covered = own.some((one) => nameOccurrences(one, looked, 1).length > 0);
        if (nameOccurrences(folded, looked, 1).length > 0 && !covered) found.push(`${name} in the pack of ${chosen.join(", ")}`);
        if (text.includes(id)) found.push(`${id} in the pack of ${chosen.join(", ")}`);
      }
    }
    expect(found).toEqual([]);
    expect(mentions).toBeGreaterThan(accounts.length);
  }, 120_000);

  it("blanks other customers in every kind of free text that people write, their people and addresses too", () => {
    const [own, other] = book.get("account") ?? [];
    const person = (book.get("contact") ?? []).find(({ accountId }) => accountId === other?.id);
    if (own === undefined || other === undefined || person === undefined) throw new Error("the book is empty");
    const [{ value: address } = { value: "" }] = person["channels"] as readonly { readonly value: string }[];
    const told = `Like ${String(other["name"]).toUpperCase()} (${String(other["code"])}), says ${String(person["name"])} <${address}>.`;
    const written = new Map(book);
    // Into every field that takes a sentence, of every record of the customer.
    for (const kind of kindNames) {
      const docs = (book.get(kind) ?? []).map((doc) => {
        const field = kinds[kind].accountField;
        if (field === null || doc[field] !== own.id || kind === "account" || kind === "contact") return doc;
        const changed = Object.fromEntries(
          [
            "text",
            "summary",
            "note",
            "title",
            "subject",
            "body",
            "rootCause",
            "workaround",
            "bodyZh",
            "bodyEn",
            "titleEn",
            "answerNote",
          ].flatMap((name) => (typeof doc[name] === "string" ? [[name, told]] : [])),
        );
        return { ...doc, ...changed };
      });
      written.set(kind, docs);
    }
    const packed = pack(written, [own.id]);
    const text = foldText(textOf(packed));
    expect(packed.blanked.records).toBeGreaterThan(20);
    for (const name of [...namesOf(other), String(person["name"]), address]) expect(text).not.toContain(foldText(name));
  }, 60_000);

  it("leaves messages that were not sent, notes among colleagues, personal views, conflicts and templates at home", () => {
    const [own] = book.get("account") ?? [];
    if (own === undefined) throw new Error("the book is empty");
    const packed = pack(book, [own.id], usualParts);
    const rows = (kind: Kind): readonly Readonly<Record<string, unknown>>[] => packed.rows.get(kind) ?? [];
    expect(
      ["savedView", "conflict", "outreachTemplate", "reviewComment", "healthOverride", "signalDecision"].map((kind) => rows(kind as Kind)),
    ).toEqual(Array.from({ length: 6 }, () => []));
    expect(rows("timeline").filter(({ type }) => type === "note")).toEqual([]);
    expect(rows("outreach").filter(({ state }) => state === "draft" || state === "queued" || state === "unsure")).toEqual([]);
    expect(rows("account").map(({ summary }) => summary)).toEqual([""]);
    expect(packed.leftOut.internal).toBeGreaterThan(0);
    // Clocks are read from the log: not a line of it is missing.
    const log = (book.get("incidentEvent") ?? []).filter(({ accountId }) => accountId === own.id);
    expect(
      rows("incidentEvent")
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(log.map(({ id }) => id).toSorted());
  });

  it("takes along colleagues who are named, by their names alone, and makes a viewer of who packed", () => {
    const [own] = book.get("account") ?? [];
    if (own === undefined) throw new Error("the book is empty");
    const people = pack(book, [own.id], usualParts).rows.get("user") ?? [];
    expect(people.map(({ id }) => id)).toContain(demoUserId);
    expect(new Set(people.map(({ email, role }) => `${String(email)} ${String(role)}`))).toEqual(new Set(["nobody@pack.invalid viewer"]));
  });

  it("keeps a review at home whose frozen numbers name another customer, and its sections with it", () => {
    const snapshot = (book.get("reviewSnapshot") ?? [])[0];
    if (snapshot === undefined) throw new Error("the book has no review");
    const own = String(snapshot["accountId"]);
    const damaged = new Map(book).set("reviewSnapshot", [{ ...snapshot, packed: "AAAA" }]);
    const packed = pack(damaged, [own]);
    expect(
      [packed.rows.get("review"), packed.rows.get("reviewSnapshot")].map((rows) =>
        (rows ?? []).filter(({ id }) => id === snapshot["reviewId"]),
      ),
    ).toEqual([[], []]);
    expect(packed.leftOut.frozen).toBeGreaterThanOrEqual(2);
    expect((pack(book, [own]).rows.get("review") ?? []).map(({ id }) => id)).toContain(snapshot["reviewId"]);
  });

  it("packs records that are valid by their kind's form and can be written as pages", () => {
    const chosen = (book.get("account") ?? []).slice(0, 10).map(({ id }) => id);
    const packed = pack(book, chosen);
    for (const [kind, rows] of packed.rows) {
      const faults = rows.filter((row) => !kinds[kind].schema.safeParse(row).success);
      expect({ kind, faults }).toEqual({ kind, faults: [] });
      expect(encodePage(kind, rows as never).byteLength).toBeGreaterThan(0);
    }
  }, 60_000);
});
