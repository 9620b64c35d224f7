import { kinds, type Kind } from "../../shared/domain/kinds.ts";

type Doc = Readonly<Record<string, unknown>>;

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** Account that a record belongs to, by its kind; null = the tenant's own. */
export function accountOf(kind: Kind, doc: Doc): string | null {
  const field = kinds[kind].accountField;
  return field === null ? null : textOrNull(doc[field]);
}

/** Kinds whose records are one user's alone. */
const ownKinds: readonly string[] = ["savedView", "todayMark"];

/** The only user who sees the record: saved views and marks on Today are their owner's, and so is a conflict over one. null = not private. */
export function privateTo(kind: Kind, doc: Doc): string | null {
  if (ownKinds.includes(kind)) return textOrNull(doc["userId"]);
  const targetKind = textOrNull(doc["targetKind"]);
  if (kind === "conflict" && targetKind !== null && ownKinds.includes(targetKind)) return textOrNull(doc["keptBy"]);
  return null;
}
