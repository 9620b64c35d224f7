import { useEffect, useMemo, useRef, useState } from "react";
import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import { matches, searchKey, searchQuery, type SearchKey } from "../../../shared/domain/search/search-key.ts";
import type { AccountRow } from "../../data/queries/account-rows.ts";
import { romanizer } from "../../data/queries/romanizer.ts";

type Keyed = { readonly text: string; readonly romanized: boolean; readonly key: SearchKey };

/**
 * Whether an account's name, code or alias matches what is typed, by characters, words, full pinyin or its initials. The dictionary is
 * loaded with the first letter typed; until then names match by their characters.
 */
export function useNameMatcher(typed: string): (row: AccountRow) => boolean {
  const [romanize, setRomanize] = useState<Romanize | null>(null);
  const keys = useRef(new Map<string, Keyed>());
  const searching = typed.trim() !== "";
  useEffect(() => {
    if (!searching || romanize !== null) return;
    let gone = false;
    // Without the dictionary (a damaged installation) names still match by their characters.
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
  return useMemo(() => {
    if (!searching) return () => true;
    const query = searchQuery(typed);
    return (row: AccountRow) => matches(keyOf(keys.current, row, romanize), query);
  }, [typed, searching, romanize]);
}

function keyOf(keys: Map<string, Keyed>, row: AccountRow, romanize: Romanize | null): SearchKey {
  const text = [row.name, row.code, ...row.aliases].join(" ");
  const known = keys.get(row.id);
  if (known?.text === text && known.romanized === (romanize !== null)) return known.key;
  const key = searchKey(text, romanize);
  keys.set(row.id, { text, romanized: romanize !== null, key });
  return key;
}
