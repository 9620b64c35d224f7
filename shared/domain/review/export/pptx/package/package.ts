import { strToU8, zipSync, type Zippable } from "fflate";
import { xmlHead, xmlText } from "./xml.ts";

const officeRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A relation from a part to another part of the package; `type` is the last step of Office's relation type, or a whole address. */
export interface Relation {
  readonly id: string;
  readonly type: string;
  /** Path of the target from the root, without a leading slash. */
  readonly target: string;
}

export interface Part {
  /** From the root, without a leading slash. */
  readonly path: string;
  readonly contentType: string;
  readonly data: string | Uint8Array;
  readonly relations: readonly Relation[];
}

/** `target` as seen from the folder of `from`. */
function relativePath(from: string, target: string): string {
  const folder = from.split("/").slice(0, -1);
  const steps = target.split("/");
  let common = 0;
  while (common < folder.length && common < steps.length - 1 && folder[common] === steps[common]) common += 1;
  return [...folder.slice(common).map(() => ".."), ...steps.slice(common)].join("/");
}

function relationsXml(from: string, relations: readonly Relation[]): string {
  const lines = relations.map((relation) => {
    const type = relation.type.includes("://") ? relation.type : `${officeRelation}/${relation.type}`;
    return `<Relationship Id="${xmlText(relation.id)}" Type="${xmlText(type)}" Target="${xmlText(relativePath(from, relation.target))}"/>`;
  });
  return `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join("")}</Relationships>`;
}

function relationsPath(path: string): string {
  const steps = path.split("/");
  const name = steps.pop() ?? "";
  return [...steps, "_rels", `${name}.rels`].join("/");
}

function bytes(data: string | Uint8Array): Uint8Array {
  return typeof data === "string" ? strToU8(data) : data;
}

/**
 * A package of Office's Open Packaging Conventions. The same parts give the same bytes: entries stand in the order of the parts and carry the first date
 * that a ZIP can say (as local time, because that is how ZIP writes it).
 */
export function writePackage(parts: readonly Part[], rootRelations: readonly Relation[]): Uint8Array {
  const overrides = parts
    .map((part) => `<Override PartName="/${xmlText(part.path)}" ContentType="${xmlText(part.contentType)}"/>`)
    .join("");
  const entries: Zippable = {
    "[Content_Types].xml": strToU8(
      `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`,
    ),
    "_rels/.rels": strToU8(relationsXml("", rootRelations)),
  };
  for (const part of parts) {
    entries[part.path] = bytes(part.data);
    if (part.relations.length > 0) entries[relationsPath(part.path)] = strToU8(relationsXml(part.path, part.relations));
  }
  return zipSync(entries, { level: 6, mtime: "1980-01-01T00:00:00" });
}
