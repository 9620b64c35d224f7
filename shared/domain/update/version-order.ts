import { z } from "zod";

/** Semantic Versioning 2.0.0 without build metadata. */
export const version = z
  .string()
  .max(64)
  .regex(/^(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/);

function partOrder(a: string, b: string): number {
  const [numberA, numberB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (numberA && numberB) return Number(a) - Number(b);
  if (numberA !== numberB) return numberA ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Precedence of two versions (Semantic Versioning 2.0.0, §11): negative = `a` is older. */
export function versionOrder(a: string, b: string): number {
  const [coreA = "", ...preA] = a.split("-");
  const [coreB = "", ...preB] = b.split("-");
  const [numbersA, numbersB] = [coreA.split("."), coreB.split(".")];
  for (const at of [0, 1, 2]) {
    const order = Number(numbersA[at]) - Number(numbersB[at]);
    if (order !== 0) return order;
  }
  const [partsA, partsB] = [preA.join("-"), preB.join("-")].map((text) => (text === "" ? [] : text.split("."))) as [string[], string[]];
  // A version before its release comes before it.
  if (partsA.length === 0 || partsB.length === 0) return Math.sign(partsB.length - partsA.length);
  for (const [at, part] of partsA.entries()) {
    const other = partsB[at];
    if (other === undefined) return 1;
    const order = partOrder(part, other);
    if (order !== 0) return order;
  }
  return partsA.length - partsB.length;
}
