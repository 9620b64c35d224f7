/** Pinyin of a run of Chinese characters: one lower-case syllable without tone per character, `ü` written `v`. */
export type Romanize = (run: string) => readonly string[];

/** Loads the dictionary (300 kB): ask for it when somebody first searches, never on the way to the first frame. */
export async function loadRomanize(): Promise<Romanize> {
  const { pinyin } = await import("pinyin-pro");
  return (run) => pinyin(run, { toneType: "none", type: "array", v: true }).map((syllable) => syllable.toLowerCase());
}
