import { PanelRight } from "lucide-react";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { todayKinds } from "../../../shared/domain/today/today-item.ts";
import type { TodayRow } from "../../data/queries/today-items.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { ToolBar } from "../../ui/page.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useText } from "../../ui/text.ts";
import { useTodayStore } from "./today-store.ts";

/** Filter by what it is about; the order stays the same. */
export function KindBar({ items }: { readonly items: readonly TodayRow[] }): ReactNode {
  const t = useText("today");
  const kind = useTodayStore((state) => state.kind);
  const inspecting = useTodayStore((state) => state.inspecting);
  const { setKind, inspect } = useTodayStore.getState();
  const counts = useMemo(() => Map.groupBy(items, (item) => item.kind), [items]);
  const tabs = [
    { id: "all" as const, label: t("kind.all"), count: items.length },
    ...todayKinds
      .map((id) => ({ id, label: t(`kind.${id}`), count: counts.get(id)?.length ?? 0 }))
      .filter((tab) => tab.count > 0 || tab.id === kind),
  ];
  return (
    <ToolBar
      label={t("kinds")}
      end={
        <>
          {t("order")}
          <IconButton
            size="small"
            label={t("key.inspect")}
            pressed={inspecting}
            icon={<PanelRight size={14} aria-hidden="true" />}
            onClick={() => inspect(!inspecting)}
          />
        </>
      }
    >
      <Tabs label={t("kinds")} items={tabs} value={kind} onChange={setKind} />
    </ToolBar>
  );
}
