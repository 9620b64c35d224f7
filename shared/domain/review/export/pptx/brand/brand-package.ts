import { strFromU8 } from "fflate";
import { readXml, type XmlElement } from "./xml-tree.ts";

export interface StrangeRelation {
  readonly id: string;
  /** Last step of its type, e.g. `slideLayout`. */
  readonly type: string;
  readonly fullType: string;
  readonly external: boolean;
  /** Path from the root; empty where it is external or leaves the package. */
  readonly target: string;
}

/** The files of a package with its relations and types, as its own parts say them. */
export interface BrandPackage {
  readonly text: (path: string) => string | null;
  readonly xml: (path: string) => XmlElement | null;
  readonly bytes: (path: string) => Uint8Array | null;
  readonly relations: (path: string) => readonly StrangeRelation[];
  readonly contentType: (path: string) => string;
}

export function brandPackage(files: ReadonlyMap<string, Uint8Array>): BrandPackage {
  const text = (path: string) => {
    const bytes = files.get(path);
    return bytes === undefined ? null : strFromU8(bytes);
  };
  const read = new Map<string, XmlElement | null>();
  const xml = (path: string) => {
    if (!read.has(path)) {
      const source = text(path);
      read.set(path, source === null ? null : readXml(source));
    }
    return read.get(path) ?? null;
  };
  const types = xml("[Content_Types].xml");
  const byPath = new Map<string, string>();
  const byExtension = new Map<string, string>();
  for (const { attributes } of types?.children ?? []) {
    const type = attributes["ContentType"] ?? "";
    if (attributes["PartName"] !== undefined) byPath.set(attributes["PartName"].replace(/^\//, "").toLowerCase(), type);
    if (attributes["Extension"] !== undefined) byExtension.set(attributes["Extension"].toLowerCase(), type);
  }
  return {
    text,
    xml,
    bytes: (path) => files.get(path) ?? null,
    relations: (path) => relationsOf(path, xml(relationsPath(path))),
    contentType: (path) => byPath.get(path.toLowerCase()) ?? byExtension.get(path.split(".").at(-1)?.toLowerCase() ?? "") ?? "",
  };
}

function relationsPath(path: string): string {
  const steps = path.split("/");
  const name = steps.pop() ?? "";
  return [...steps, "_rels", `${name}.rels`].join("/");
}

function relationsOf(path: string, xml: XmlElement | null): readonly StrangeRelation[] {
  return (xml?.children ?? []).flatMap(({ attributes }) => {
    const { Id: id, Type: type, Target: target, TargetMode: mode } = attributes;
    if (id === undefined || type === undefined || target === undefined) return [];
    const external = mode?.toLowerCase() === "external" || /^[a-z][a-z0-9+.-]*:/i.test(target);
    return [{ id, type: type.split("/").at(-1) ?? "", fullType: type, external, target: external ? "" : resolved(path, target) }];
  });
}

function resolved(from: string, target: string): string {
  const steps = target.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.pop() === undefined) return "";
  }
  return steps.join("/");
}
