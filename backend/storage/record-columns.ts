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

/** The only user who sees the record: saved views are their owner's, and so is a conflict over one. null = not private. */
export function privateTo(kind: Kind, doc: Doc): string | null {
  if (kind === "savedView") return textOrNull(doc["userId"]);
  if (kind === "conflict" && doc["targetKind"] === "savedView") return textOrNull(doc["keptBy"]);
  return null;
}
