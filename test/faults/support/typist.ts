import type { Edit, EditError } from "../../../renderer/data/data-client.ts";
import type { Kind } from "../../../shared/domain/kinds.ts";
import { newId } from "../../../shared/kernel/ids.ts";
import type { Json } from "../../../shared/kernel/json.ts";
import type { Random } from "../../../shared/kernel/random.ts";
import type { Mutation } from "../../../shared/sync/protocol.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import { accountIds, contactIds, firstAccount, person } from "./company.ts";
import { between, pick } from "./pick.ts";
import type { WindowData } from "./window-data.ts";

/** What the backend must hold of a record in the end: these fields, or no record. */
export interface Promised {
  readonly kind: Kind;
  readonly id: string;
  readonly fields: Readonly<Record<string, Json>> | null;
}

/** The person at the laptop: makes seeded edits and remembers each one that the laptop acknowledged. */
export class Typist {
  readonly #random: Random;
  readonly #mark: string;
  readonly #promised = new Map<string, Promised>();
  /** Contacts that this person made and may delete. */
  readonly #own: string[] = [];
  #count = 0;

  /** `mark` is in every text that is written, so that nothing else is taken for it. */
  constructor(random: Random, mark: string) {
    this.#random = random;
    this.#mark = mark;
  }

  get promised(): readonly Promised[] {
    return [...this.#promised.values()];
  }

  /** A text that nobody wrote before. */
  newText(): string {
    this.#count += 1;
    return `${this.#mark} #${this.#count} 记录`;
  }

  /** A note that was written by hand, through the screen. */
  promiseNote(text: string): void {
    this.#promised.set(`text/${text}`, { kind: "timeline", id: "", fields: { text } });
  }

  /** So many notes as mutations of the protocol, numbered from `first` on: promised, and not yet in any store. */
  mutations(first: number, count: number): readonly Mutation[] {
    return Array.from({ length: count }, (_, at): Mutation => {
      const text = this.newText();
      const { kind, id, fields } = this.#note(pick(accountIds, this.#random) ?? "", text);
      this.promiseNote(text);
      const patches = Object.entries(fields).map(([name, value]) => [name, { new: value }]);
      return {
        mutationId: first + at,
        at: new Date(0).toISOString(),
        kind,
        id,
        op: "create",
        baseRev: 0,
        fields: Object.fromEntries(patches),
      };
    });
  }

  /** Makes so many edits, one after the other; throws when the laptop refuses one. */
  async write(data: WindowData, edits: number): Promise<void> {
    for (let done = 0; done < edits; done += 1) {
      const answer = await this.tryWrite(data);
      if (!answer.ok) throw new Error(`the laptop refused an edit: ${answer.error.code}`);
    }
  }

  /** Makes an edit, or a note of so many bytes; what the laptop does not acknowledge is not promised. */
  async tryWrite(data: WindowData, bytes = 0): Promise<Result<undefined, EditError>> {
    const edit = bytes === 0 ? this.#next() : this.#note(firstAccount, `${this.newText()} ${"x".repeat(bytes)}`);
    const answer = await data.edit([edit]);
    if (answer.ok) this.#keep(edit);
    return answer;
  }

  #next(): Edit {
    const accountId = pick(accountIds, this.#random) ?? "";
    const text = this.newText();
    const roll = this.#random();
    if (roll < 0.4) return this.#note(accountId, text);
    if (roll < 0.55) return this.#task(accountId, text);
    if (roll < 0.7) return { op: "patch", kind: "account", id: accountId, fields: { summary: text } };
    if (roll < 0.85)
      return { op: "patch", kind: "contact", id: pick(contactIds(accountId), this.#random) ?? "", fields: { title: text.slice(0, 100) } };
    const gone = this.#own.pop();
    if (gone !== undefined) return { op: "delete", kind: "contact", id: gone };
    return this.#contact(accountId, text);
  }

  #note(accountId: string, text: string): Extract<Edit, { op: "create" }> {
    const at = new Date(Date.UTC(2026, 9, 30) + this.#count * 60_000).toISOString();
    const fields = { accountId, at, type: "note", text, authorId: person, refKind: null, refId: null };
    return { op: "create", kind: "timeline", id: this.#newId("note"), fields };
  }

  #task(accountId: string, title: string): Edit {
    const fields = { accountId, title, ownerId: person, dueOn: "2026-12-01", state: "open", doneOn: null, playbook: null };
    return { op: "create", kind: "task", id: this.#newId("task"), fields };
  }

  #contact(accountId: string, name: string): Edit {
    const id = this.#newId("contact");
    this.#own.push(id);
    const zone = { locale: "zh-CN", timeZone: "Asia/Shanghai", preferredHours: null };
    const fields = { accountId, name, title: "", role: "other", channels: [], isPrimary: false, onCall: false, note: "", ...zone };
    return { op: "create", kind: "contact", id, fields };
  }

  #newId(prefix: string): string {
    return newId(prefix, Date.UTC(2026, 10, 1) + between(0, 1e9, this.#random), this.#random);
  }

  #keep(edit: Edit): void {
    const key = `${edit.kind}/${edit.id}`;
    const before = this.#promised.get(key)?.fields ?? {};
    this.#promised.set(key, { kind: edit.kind, id: edit.id, fields: edit.op === "delete" ? null : { ...before, ...edit.fields } });
  }
}
