import { useMemo } from "react";
import { useFormats } from "../../../ui/formats.ts";
import { useText } from "../../../ui/text.ts";
import type { StatisticTexts } from "./statistic-words.ts";

/** The words and formats that statistics are told in. */
export function useStatisticTexts(): StatisticTexts {
  const t = useText("statistics");
  const common = useText("common");
  const domain = useText("domain");
  const formats = useFormats();
  return useMemo(() => ({ t, common, domain, formats }), [t, common, domain, formats]);
}
