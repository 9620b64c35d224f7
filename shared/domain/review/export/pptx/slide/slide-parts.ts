import type { Relation } from "../package/package.ts";

/** Counts what a slide is made of: ids of shapes and relations are numbers in order, so that the same slide is the same bytes. */
export interface SlideParts {
  readonly nextShape: () => number;
  /** Id of a relation; the same target is related once. */
  readonly relate: (type: string, target: string) => string;
  readonly relations: () => readonly Relation[];
}

export function slideParts(layoutPath: string): SlideParts {
  const relations: Relation[] = [{ id: "rId1", type: "slideLayout", target: layoutPath }];
  let shape = 1;
  return {
    nextShape: () => {
      shape += 1;
      return shape;
    },
    relate: (type, target) => {
      const known = relations.find((relation) => relation.type === type && relation.target === target);
      if (known !== undefined) return known.id;
      const id = `rId${relations.length + 1}`;
      relations.push({ id, type, target });
      return id;
    },
    relations: () => relations,
  };
}
