import { loadRomanize, type Romanize } from "../../../shared/domain/search/romanize.ts";

let loading: Promise<Romanize> | null = null;
/** Titles of incidents repeat the same words: the dictionary is asked once for each run of characters. */
const knownMax = 20_000;

/** The pinyin dictionary, loaded when first asked for. A load that failed is tried again by the next caller. */
export function romanizer(): Promise<Romanize> {
  loading ??= loadRomanize().then(
    (romanize) => {
      const known = new Map<string, readonly string[]>();
      return (run) => {
        let syllables = known.get(run);
        if (syllables === undefined) {
          syllables = romanize(run);
          if (known.size < knownMax) known.set(run, syllables);
        }
        return syllables;
      };
    },
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}
