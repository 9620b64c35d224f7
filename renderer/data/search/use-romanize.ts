import { useEffect, useState } from "react";
import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import { romanizer } from "../queries/romanizer.ts";

/** The pinyin dictionary, loaded with the first letter that is typed; null until then, and where it cannot be had. */
export function useRomanize(searching: boolean): Romanize | null {
  const [romanize, setRomanize] = useState<Romanize | null>(null);
  useEffect(() => {
    if (!searching || romanize !== null) return;
    let gone = false;
    romanizer().then(
      (loaded) => {
        if (!gone) setRomanize(() => loaded);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [searching, romanize]);
  return romanize;
}
