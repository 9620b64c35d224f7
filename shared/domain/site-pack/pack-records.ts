import type { z } from "zod";
import type { Romanize } from "../search/romanize.ts";
import { fromBase64Text } from "../../kernel/base64.ts";
import { type Kind, kindNames, kinds, type RecordOf } from "../kinds.ts";
import { standingOf } from "../knowledge/article-standing.ts";
import { fileTexts } from "../review/check/file-texts.ts";
import { unpackSnapshot } from "../review/evidence/pack-snapshot.ts";
import { parsePolicyText } from "../sla/policy-for.ts";
import { foreignTerms, ownTerms } from "./foreign-terms.ts";
import { changeTexts } from "./free-texts.ts";
import { NameFinder } from "./name-finder.ts";
import { type LeftOutReason, type PackPart, packRules } from "./pack-rules.ts";

/** The book that is packed from. */
export interface PackSource {
  all<K extends Kind>(kind: K): readonly RecordOf<K>[];
  ofAccount<K extends Kind>(kind: K, accountId: string): readonly RecordOf<K>[];
}

export interface PackWish {
  readonly accountIds: readonly string[];
  readonly parts: readonly PackPart[];
  /** Who packs: the reader of the pack, who may look and nothing else. */
  readonly userId: string;
}

export type PackRow = Readonly<Record<string, unknown>>;

export interface PackedRecords {
  readonly rows: ReadonlyMap<Kind, readonly PackRow[]>;
  /** Mentions of other customers that were blanked, and in how many records. */
  readonly blanked: { readonly mentions: number; readonly records: number };
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
  /** Texts among colleagues that were emptied in records that are packed. */
  readonly emptied: number;
  /** Customers of the book of whom nothing is packed. */
  readonly otherAccounts: number;
}

type Doc = Readonly<Record<string, unknown>>;

/** An address that reaches nobody: RFC 2606. */
const noAddress = "nobody@pack.invalid";
/** Messages that have left the laptop. */
const sentStates: readonly unknown[] = ["sent", "answered", "declined", "expired"];

/**
 * The records of a pack: those of the chosen accounts, and what the whole company shares and the screens need. Names, aliases, codes, people and
 * addresses of every other customer of the book are blanked in every free text; what cannot be blanked stays at home.
 */
export function packRecords(source: PackSource, wish: PackWish, romanize: Romanize | null): PackedRecords {
  return new Packing(source, wish, romanize).run();
}

class Packing {
  readonly #source: PackSource;
  readonly #wish: PackWish;
  readonly #chosen: ReadonlySet<string>;
  readonly #parts: ReadonlySet<PackPart>;
  readonly #finder: NameFinder;
  readonly #rows = new Map<Kind, PackRow[]>();
  readonly #leftOut: Partial<Record<LeftOutReason, number>> = {};
  readonly #otherAccounts: number;
  /** Reviews whose frozen numbers name another customer. */
  readonly #frozen = new Set<string>();
  #mentions = 0;
  #records = 0;
  #emptied = 0;

  constructor(source: PackSource, wish: PackWish, romanize: Romanize | null) {
    this.#source = source;
    this.#wish = wish;
    this.#chosen = new Set(wish.accountIds);
    this.#parts = new Set(wish.parts);
    const split = <T>(all: readonly T[], accountId: (one: T) => string): readonly [readonly T[], readonly T[]] => [
      all.filter((one) => this.#chosen.has(accountId(one))),
      all.filter((one) => !this.#chosen.has(accountId(one))),
    ];
    const [own, others] = split(source.all("account"), ({ id }) => id);
    const [ownPeople, otherPeople] = split(source.all("contact"), ({ accountId }) => accountId);
    this.#otherAccounts = others.length;
    this.#finder = new NameFinder(
      foreignTerms(others, otherPeople, romanize),
      ownTerms(
        own,
        ownPeople,
        source.all("user").map(({ name }) => name),
      ),
    );
  }

  run(): PackedRecords {
    for (const snapshot of this.#ofChosen("reviewSnapshot"))
      if (this.#parts.has("reviews") && this.#namesAnother(snapshot)) this.#frozen.add(String(snapshot["reviewId"]));
    for (const kind of kindNames) if (kind !== "user") for (const doc of this.#candidates(kind)) this.#take(kind, doc);
    this.#takePeople();
    return {
      rows: this.#rows,
      blanked: { mentions: this.#mentions, records: this.#records },
      leftOut: this.#leftOut,
      emptied: this.#emptied,
      otherAccounts: this.#otherAccounts,
    };
  }

  #ofChosen(kind: Kind): readonly Doc[] {
    return this.#wish.accountIds.flatMap((accountId) => this.#source.ofAccount(kind, accountId) as readonly Doc[]);
  }

  /** Records that are asked about one by one; what is passed over here is other customers', or nobody's business. */
  #candidates(kind: Kind): readonly Doc[] {
    const rule = packRules[kind];
    if (rule.of === "never") return [];
    if (rule.of === "account") return this.#ofChosen(kind);
    const all = this.#source.all(kind) as readonly Doc[];
    const ofNobodyElse = all.filter(({ accountId }) => typeof accountId !== "string" || this.#chosen.has(accountId));
    if (kind === "slaPolicy") return this.#policiesInUse(ofNobodyElse);
    return kind === "article" ? this.#articlesInForce() : ofNobodyElse;
  }

  /** Another customer's policy is named in its contract alone. */
  #policiesInUse(policies: readonly Doc[]): readonly Doc[] {
    const used = new Set<unknown>(["default"]);
    for (const { slaPolicy } of this.#ofChosen("contract")) used.add(parsePolicyText(String(slaPolicy))?.name);
    for (const { policy } of this.#ofChosen("slaVerdict")) used.add((policy as { readonly name?: unknown } | undefined)?.name);
    return policies.filter(({ name }) => used.has(name));
  }

  #articlesInForce(): readonly Doc[] {
    const byKey = Map.groupBy(this.#source.all("article"), ({ key }) => key);
    return [...byKey].flatMap(([key, versions]) => {
      const { inForce } = standingOf(key, versions);
      return inForce?.state === "published" ? [inForce] : [];
    });
  }

  #take(kind: Kind, doc: Doc): void {
    const why = this.#whyNot(kind, doc);
    if (why !== null) return this.#leave(why);
    // What the form of this version does not know is not looked through, and so not taken.
    const known = (kinds[kind].schema as z.ZodType).safeParse(doc);
    if (!known.success) return this.#leave("unreadable");
    let mentions = 0;
    const blanked = changeTexts(kinds[kind].schema, this.#tidied(kind, known.data as Doc), (text) => {
      const { text: left, count } = this.#finder.blank(text);
      mentions += count;
      return left;
    }) as Doc;
    if (this.#isNamedByForm(kind, blanked)) return this.#leave("frozen");
    this.#mentions += mentions;
    if (mentions > 0) this.#records += 1;
    this.#add(kind, { ...blanked, rev: doc["rev"] ?? 0 });
  }

  #add(kind: Kind, row: PackRow): void {
    const rows = this.#rows.get(kind);
    if (rows === undefined) this.#rows.set(kind, [row]);
    else rows.push(row);
  }

  #leave(why: LeftOutReason): void {
    this.#leftOut[why] = (this.#leftOut[why] ?? 0) + 1;
  }

  #whyNot(kind: Kind, doc: Doc): LeftOutReason | null {
    const rule = packRules[kind];
    const internal = this.#parts.has("internal");
    if (rule.of !== "never" && rule.part !== null && !this.#parts.has(rule.part)) return rule.part === "internal" ? "internal" : "part";
    switch (kind) {
      case "outreach":
        return sentStates.includes(doc["state"]) ? null : "draft";
      case "notice":
        return doc["state"] === "draft" ? "draft" : null;
      case "postmortem":
        return doc["state"] === "published" || internal ? null : "draft";
      case "timeline":
        return doc["type"] === "note" && !internal ? "internal" : null;
      case "task":
        // What the customer was promised is his; the rest is how we work.
        return internal || typeof doc["reviewId"] === "string" || typeof doc["postmortemId"] === "string" ? null : "internal";
      case "review":
        return this.#frozen.has(String(doc["id"])) ? "frozen" : null;
      case "reviewSnapshot":
      case "reviewVersion":
        return this.#frozen.has(String(doc["reviewId"])) ? "frozen" : null;
      case "reviewSection":
        if (this.#frozen.has(String(doc["reviewId"]))) return "frozen";
        return doc["audience"] === "internal" && !internal ? "internal" : null;
      case "reviewComment":
        return this.#parts.has("reviews") ? (this.#frozen.has(String(doc["reviewId"])) ? "frozen" : null) : "part";
      case "brandTemplate":
        return this.#templateNamesAnother(doc) ? "frozen" : null;
      default:
        return null;
    }
  }

  /** Without what is nobody's business at a customer's: where a message went through, notes among colleagues, links to other customers' records. */
  #tidied(kind: Kind, doc: Doc): Doc {
    const emptied = (fields: readonly string[], empty: unknown): Doc => {
      if (this.#parts.has("internal")) return doc;
      const written = fields.filter((field) => doc[field] !== empty && doc[field] !== undefined && doc[field] !== null);
      this.#emptied += written.length;
      return written.length === 0 ? doc : { ...doc, ...Object.fromEntries(written.map((field) => [field, empty])) };
    };
    switch (kind) {
      case "account":
        return emptied(["summary"], "");
      case "contact":
      case "capacityRequest":
        return emptied(["note"], "");
      case "noticeStep":
        return emptied(["note"], null);
      case "incidentEvent":
        // The line stays: clocks are read from the log. What it says does not.
        return doc["type"] === "note" || doc["type"] === "response_marked" ? emptied(["text"], "") : doc;
      case "outreach":
        return { ...doc, sendId: null, via: null, way: null, queuedAt: null, failure: null };
      case "incident": {
        const links = doc["links"];
        const incidents = new Set(this.#ofChosen("incident").flatMap(({ id, number }) => [id, number]));
        const isHere = (link: { readonly type?: unknown; readonly ref?: unknown }): boolean =>
          link.type !== "incident" || incidents.has(link.ref);
        return { ...doc, watcherIds: [], ...(Array.isArray(links) ? { links: links.filter(isHere) } : {}) };
      }
      case "article": {
        const incidents = new Set(this.#ofChosen("incident").map(({ id }) => id));
        return { ...doc, incidentIds: (doc["incidentIds"] as readonly unknown[]).filter((id) => incidents.has(id)) };
      }
      case "reviewVersion": {
        const sections = doc["sections"];
        if (this.#parts.has("internal") || !Array.isArray(sections)) return doc;
        return { ...doc, sections: sections.filter((section: { readonly audience?: unknown }) => section.audience !== "internal") };
      }
      default:
        return doc;
    }
  }

  #namesAnother(snapshot: Doc): boolean {
    const unpacked = unpackSnapshot(String(snapshot["packed"]));
    return !unpacked.ok || this.#finder.count(JSON.stringify(unpacked.value)) > 0;
  }

  #templateNamesAnother({ packed }: Doc): boolean {
    const bytes = fromBase64Text(String(packed));
    if (bytes === null) return true;
    try {
      return fileTexts(bytes, "pptx").some(({ text }) => this.#finder.count(text) > 0);
    } catch {
      return true;
    }
  }

  /** Policies and articles have names of a fixed form, which other records refer to: blanked they would be lost. */
  #isNamedByForm(kind: Kind, doc: Doc): boolean {
    const name = kind === "slaPolicy" ? doc["name"] : kind === "article" ? doc["key"] : null;
    return typeof name === "string" && this.#finder.count(name) > 0;
  }

  /** Colleagues who are named by what is packed, by their names alone. */
  #takePeople(): void {
    const named = new Set<string>([this.#wish.userId]);
    for (const rows of this.#rows.values()) for (const row of rows) idsIn(row, named);
    for (const person of this.#source.all("user")) {
      if (!named.has(person.id)) continue;
      const { id, name, locale, timeZone, rev } = person;
      this.#add("user", { id, name, email: noAddress, role: "viewer", locale, timeZone, rev });
    }
  }
}

/** Every value of a field that names a record. */
function idsIn(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) idsIn(item, found);
  else if (typeof value === "object" && value !== null)
    for (const [field, item] of Object.entries(value)) {
      if (typeof item === "string") {
        if (field.endsWith("Id")) found.add(item);
      } else if (field.endsWith("Ids") && Array.isArray(item)) for (const one of item) found.add(String(one));
      else idsIn(item, found);
    }
}
