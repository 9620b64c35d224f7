import type { Json } from "../../shared/kernel/json.ts";
import type { Mutation } from "../../shared/sync/protocol.ts";
import type { EditRow, OutboxRow, OutboxState } from "./database.ts";
import type { Draft } from "./make-mutation.ts";
import { type Place, type Sealed, SealError, type Sealer } from "./sealing.ts";

/** An edit that is sealed and waits for its number. */
export type SealedDraft = Pick<EditRow, "edit" | "kind" | "recordId" | "op" | "baseRev" | "sealed">;

/** A row of the first schema, which was in the clear. */
interface PlainRow {
  readonly order?: number;
  readonly clientId: string;
  readonly userId: string;
  readonly mutationId: number;
  readonly mutation: Mutation;
  readonly status: (OutboxState | { readonly state: "settled"; readonly atSeq: number }) & Partial<Refusal>;
  readonly replayed?: boolean;
}

/** What is not in the clear of an edit. */
type Content = Omit<Draft, "kind" | "id" | "op" | "baseRev">;
interface Refusal {
  readonly message: string;
  readonly server: Readonly<Record<string, Json>> | null;
}

/** Seals edits and opens them. What was opened once is remembered: the outbox is read after every pull. */
export class EditSealing {
  readonly sealer: Sealer;
  readonly #newEdit: () => string;
  readonly #report: (error: unknown) => void;
  readonly #contents = new Map<string, Content>();
  readonly #refusals = new Map<string, Refusal>();
  readonly #unreadable = new Set<string>();

  /** `newEdit` names edits; `report` hears once of each edit that does not open. */
  constructor(sealer: Sealer, newEdit: () => string, report: (error: unknown) => void) {
    this.sealer = sealer;
    this.#newEdit = newEdit;
    this.#report = report;
  }

  seal(drafts: readonly Draft[]): Promise<readonly SealedDraft[]> {
    return Promise.all(
      drafts.map(async ({ kind, id, op, baseRev, ...content }) => {
        const head = { edit: this.#newEdit(), kind, recordId: id, op, baseRev };
        this.#contents.set(head.edit, content);
        return { ...head, sealed: await this.sealer.sealJson(placeOfEdit(head), content) };
      }),
    );
  }

  sealRefusal(edit: string, { message, server }: Refusal): Promise<Sealed> {
    this.#refusals.set(edit, { message, server });
    return this.sealer.sealJson(placeOfAnswer(edit), { message, server });
  }

  /** Edits as they are shown and sent; settled ones are passed over. One that does not open is kept and waits for the user. */
  async open(rows: readonly EditRow[]): Promise<readonly OutboxRow[]> {
    const live = rows.filter((row) => row.status.state !== "settled");
    this.#forgetAllBut(new Set(live.map((row) => row.edit)));
    return Promise.all(live.map((row) => this.#open(row)));
  }

  /** Whether the row is of the first schema. */
  isPlain(row: EditRow): boolean {
    return "mutation" in row;
  }

  /** A row of the first schema as it is kept now. */
  async sealPlain(stored: EditRow): Promise<EditRow> {
    const plain = stored as unknown as PlainRow;
    const { mutationId: _number, ...draft } = plain.mutation;
    const [sealed] = await this.seal([draft]);
    if (sealed === undefined) throw new Error("an edit was not sealed");
    const { status } = plain;
    const answer =
      status.state === "attention" ? await this.sealRefusal(sealed.edit, { message: status.message, server: status.server }) : null;
    return {
      ...(plain.order === undefined ? {} : { order: plain.order }),
      ...sealed,
      clientId: plain.clientId,
      userId: plain.userId,
      mutationId: plain.mutationId,
      status: status.state === "attention" ? { state: "attention", code: status.code } : status,
      ...(plain.replayed === undefined ? {} : { replayed: plain.replayed }),
      ...(answer === null ? {} : { answer }),
    };
  }

  async #open(row: EditRow): Promise<OutboxRow> {
    const { clientId, userId, mutationId, kind, recordId: id, op, baseRev } = row;
    const head = { mutationId, kind, id, op, baseRev };
    try {
      const content = await this.#content(row);
      const mutation: Mutation = { ...head, ...content };
      return { row, clientId, userId, mutationId, mutation, status: await this.#status(row) };
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      if (!this.#unreadable.has(row.edit)) this.#report(error);
      this.#unreadable.add(row.edit);
      const status: OutboxState = { state: "attention", code: "unreadable", message: "", server: null };
      return { row, clientId, userId, mutationId, mutation: { ...head, at: new Date(0).toISOString(), fields: {} }, status };
    }
  }

  async #content(row: EditRow): Promise<Content> {
    const known = this.#contents.get(row.edit);
    if (known !== undefined) return known;
    const content = (await this.sealer.openJson(placeOfEdit(row), row.sealed)) as Content;
    this.#contents.set(row.edit, content);
    return content;
  }

  async #status({ edit, status, answer }: EditRow): Promise<OutboxState> {
    if (status.state === "settled") throw new Error("a settled edit is not shown");
    if (status.state !== "attention") return { state: status.state };
    let refusal = this.#refusals.get(edit);
    if (refusal === undefined && answer !== undefined) {
      // The reason matters less than the edit: it is shown without one.
      refusal = (await this.sealer.openJson(placeOfAnswer(edit), answer).catch(() => undefined)) as Refusal | undefined;
      if (refusal !== undefined) this.#refusals.set(edit, refusal);
    }
    return { state: "attention", code: status.code, message: refusal?.message ?? "", server: refusal?.server ?? null };
  }

  #forgetAllBut(edits: ReadonlySet<string>): void {
    for (const known of [this.#contents, this.#refusals]) for (const edit of known.keys()) if (!edits.has(edit)) known.delete(edit);
  }
}

/** What is in the clear of an edit is bound to what is sealed of it: an edit does not open on another record. */
export function placeOfEdit(edit: Pick<EditRow, "edit" | "kind" | "recordId" | "op" | "baseRev">): Place {
  return ["outbox", edit.edit, edit.kind, edit.recordId, edit.op, edit.baseRev];
}

export function placeOfAnswer(edit: string): Place {
  return ["outbox.answer", edit];
}
