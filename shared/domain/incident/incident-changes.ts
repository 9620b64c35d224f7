import type { Incident } from "./incident.ts";

type Docs = Readonly<Record<string, unknown>>;

/** What a laptop may change of an incident; the rest is what it was opened with, or the source's. */
const changeable: readonly string[] = [
  "state",
  "resolvedAt",
  "closedAt",
  "severity",
  "holderGroup",
  "holderName",
  "component",
  "cause",
  "affected",
  "intake",
  "links",
  "watcherIds",
  "summary",
] satisfies readonly (keyof Incident)[];

/**
 * Why a laptop may not set these fields of an incident, by the field at fault; null = it may. State and its instants come together: what is
 * closed says when, what is resolved says when and is not closed, what is open is neither.
 */
export function incidentChangeFault(fields: Docs): string | null {
  const other = Object.keys(fields).find((field) => !changeable.includes(field));
  if (other !== undefined) return other;
  return timesFault(fields) ?? linksFault(fields["links"]);
}

function timesFault(fields: Docs): keyof Incident | null {
  if (["state", "resolvedAt", "closedAt"].every((field) => !Object.hasOwn(fields, field))) return null;
  const { state, resolvedAt, closedAt } = fields;
  const given = (value: unknown): boolean => typeof value === "string";
  switch (state) {
    case "closed":
      return given(closedAt) ? null : "closedAt";
    case "resolved":
      return !given(resolvedAt) ? "resolvedAt" : closedAt === null ? null : "closedAt";
    case undefined:
      return "state";
    default:
      return resolvedAt !== null ? "resolvedAt" : closedAt === null ? null : "closedAt";
  }
}

/** A page on the web: nothing else is opened in a browser, and no name or password travels in it. */
const pageAddress = /^https:\/\/[^\s/@\\?#]+(?:[/?#]\S*)?$/i;

function linksFault(links: unknown): keyof Incident | null {
  if (!Array.isArray(links)) return null;
  const bad = links.some(
    (link: { readonly type?: unknown; readonly ref?: unknown } | null) =>
      link?.type === "url" && !(typeof link.ref === "string" && pageAddress.test(link.ref)),
  );
  return bad ? "links" : null;
}
