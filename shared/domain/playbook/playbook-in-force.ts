import { defaultPlaybooks } from "./default-playbooks.ts";
import type { Playbook, PlaybookInForce } from "./playbook.ts";

/** Every playbook that the company has: its own newest versions, and the product's where it wrote none; the product's order first, then by key. */
export function playbooksInForce(records: readonly Playbook[]): readonly PlaybookInForce[] {
  const newest = new Map<string, Playbook>();
  for (const record of records) {
    const other = newest.get(record.key);
    if (other === undefined || record.version > other.version || (record.version === other.version && record.id < other.id))
      newest.set(record.key, record);
  }
  const shipped = defaultPlaybooks.map((one) => contentOf(newest.get(one.key) ?? one));
  const known = new Set(defaultPlaybooks.map(({ key }) => key));
  const own = [...newest.values()].filter(({ key }) => !known.has(key)).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return [...shipped, ...own.map(contentOf)];
}

function contentOf({ key, version, name, on, rule, steps }: PlaybookInForce): PlaybookInForce {
  return { key, version, name, on, rule, steps };
}
