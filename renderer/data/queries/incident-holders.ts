import { defineQuery } from "../query.ts";

/** Whom an incident can be handed to: teams and people that hold or held one, and every user. */
export interface IncidentHolders {
  readonly groups: readonly string[];
  /** `group` null = a user of whom no team is known. */
  readonly people: readonly { readonly name: string; readonly group: string | null }[];
}

export const incidentHolders = defineQuery<undefined, IncidentHolders>({
  dependsOn: ["incident", "user"],
  run: (store) => {
    const groups = new Set<string>();
    const people = new Map<string, { readonly name: string; readonly group: string | null }>();
    for (const { holderGroup, holderName } of store.all("incident")) {
      if (holderGroup !== null) groups.add(holderGroup);
      if (holderName !== null) people.set(`${holderGroup ?? ""}\n${holderName}`, { name: holderName, group: holderGroup });
    }
    const known = new Set([...people.values()].map(({ name }) => name));
    for (const { name } of store.all("user")) if (!known.has(name)) people.set(`\n${name}`, { name, group: null });
    return {
      groups: [...groups].toSorted(byPinyin),
      people: [...people.values()].toSorted((a, b) => byPinyin(a.name, b.name)),
    };
  },
});

function byPinyin(a: string, b: string): number {
  return a.localeCompare(b, "zh-Hans-CN");
}
