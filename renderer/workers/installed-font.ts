const sample = "mmmmmmllliiiWQ@0918";
const generics = ["monospace", "serif"] as const;

/** Whether the machine has a family of fonts: text in it, led back to a generic family, is as wide as the generic one only where there is none. */
export function installedFont(family: string, widthOf: (families: string, sample: string) => number): boolean {
  const quoted = `"${family.replaceAll(/["\\]/g, "")}"`;
  return generics.some((generic) => widthOf(`${quoted}, ${generic}`, sample) !== widthOf(generic, sample));
}
