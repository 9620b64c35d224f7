import { useMemo } from "react";
import { useFormats } from "../../ui/formats.ts";
import { useText } from "../../ui/text.ts";
import type { Words } from "./notice-words.ts";

/** The catalogues that words about notices are made from. */
export function useWords(): Words {
  const t = useText("notices");
  const domain = useText("domain");
  const quality = useText("quality");
  const formats = useFormats();
  return useMemo(() => ({ t, domain, quality, formats }), [t, domain, quality, formats]);
}
