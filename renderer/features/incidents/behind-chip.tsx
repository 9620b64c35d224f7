import { X } from "lucide-react";
import type { ReactNode } from "react";
import { FilterChip } from "../../ui/chip.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { useNavigate } from "../../ui/navigation.ts";
import { useText } from "../../ui/text.ts";
import { type BehindNumber, useIncidentsStore } from "./incidents-store.ts";

/** The number whose incidents the list shows: a click goes back to it, the cross shows the whole list again. */
export function BehindChip({ behind }: { readonly behind: BehindNumber }): ReactNode {
  const t = useText("statistics");
  const navigate = useNavigate();
  const { showBehind } = useIncidentsStore.getState();
  return (
    <>
      <FilterChip
        active
        label={t("behind.chip", { metric: t(`metric.${behind.question.metric}`), period: behind.periodId })}
        onClick={() => navigate({ screen: "statistics" })}
      />
      <IconButton size="small" label={t("behind.clear")} icon={<X size={14} aria-hidden="true" />} onClick={() => showBehind(null)} />
    </>
  );
}
