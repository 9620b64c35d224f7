import { useMemo } from "react";
import { useFormats } from "../../ui/formats.ts";
import { useText } from "../../ui/text.ts";
import type { Words } from "./today-words.ts";

/** Everything that the words of an item are made with, in the window's language. */
export function useWords(): Words {
  const t = useText("today");
  const domain = useText("domain");
  const signals = useText("signals");
  const reviews = useText("reviews");
  const account = useText("account");
  const health = useText("health");
  const formats = useFormats();
  return useMemo(
    () => ({ t, domain, signals, account, reviews, health, formats }),
    [t, domain, signals, account, reviews, health, formats],
  );
}
