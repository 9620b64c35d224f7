import { PanelRight, Search } from "lucide-react";
import type { ReactNode } from "react";
import { useMemo, useRef } from "react";
import { tiers } from "../../../shared/domain/account/account.ts";
import { useQuery } from "../../data/hooks.ts";
import { regionName } from "../../ui/attention-text.ts";
import { FilterChip } from "../../ui/chip.tsx";
import { ChoiceChip } from "../../ui/choice-chip.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { useKeys } from "../../ui/keys.ts";
import { ToolBar } from "../../ui/page.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./peaks.module.css";
import { peakTabs, usePeaksStore } from "./peaks-store.ts";
import { peakLevels } from "./peaks-view.ts";
import type { PeakList } from "./use-peak-list.ts";

/** The three views of the peaks, then text and conditions; how they are ranked at the right. */
export function PeaksToolbar({ list }: { readonly list: PeakList }): ReactNode {
  const t = useText("peaks");
  const tab = usePeaksStore((state) => state.tab);
  const query = usePeaksStore((state) => state.query);
  const inspecting = usePeaksStore((state) => state.inspecting);
  const { openTab, setQuery, inspect } = usePeaksStore.getState();
  const field = useRef<HTMLInputElement>(null);
  useKeys([
    { keys: "/", label: t("filter.focus"), group: "list", run: () => field.current?.focus() },
    ...peakTabs.map((id, index) => ({ keys: String(index + 1), label: t(`tab.${id}`), group: "screen" as const, run: () => openTab(id) })),
  ]);
  return (
    <ToolBar
      label={t("filter.bar")}
      end={
        <>
          {tab === "radar" && (
            <span className={styles.ranked} title={t("ranked.title")}>
              {t("ranked")}
            </span>
          )}
          {tab === "radar" && (
            <IconButton
              size="small"
              label={t("key.inspect")}
              pressed={inspecting}
              icon={<PanelRight size={14} aria-hidden="true" />}
              onClick={() => inspect(!inspecting)}
            />
          )}
        </>
      }
    >
      <div className={styles.tabs}>
        <Tabs label={t("tabs")} items={peakTabs.map((id) => ({ id, label: t(`tab.${id}`) }))} value={tab} onChange={openTab} />
      </div>
      <TextField
        ref={field}
        look="search"
        value={query}
        onChange={setQuery}
        placeholder={t("filter.text")}
        aria-label={t("filter.text")}
        icon={<Search size={14} aria-hidden="true" />}
        keyHint="/"
        onKeyDown={(event) => {
          if (event.key !== "Escape" && event.key !== "Enter" && event.key !== "ArrowDown") return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === "Escape") setQuery("");
          // The list takes the focus back, so that j and k work at once.
          document.querySelector<HTMLElement>("[role=grid]")?.focus();
        }}
      />
      <Filters list={list} />
    </ToolBar>
  );
}

function Filters({ list }: { readonly list: PeakList }): ReactNode {
  const t = useText("peaks");
  const domain = useText("domain");
  const view = usePeaksStore((state) => state.view);
  const { change } = usePeaksStore.getState();
  const { data: users = [] } = useQuery("colleagues", undefined);
  const regions = useMemo(() => [...new Set(list.all.map((row) => row.peak.region))].toSorted((a, b) => a.localeCompare(b)), [list.all]);
  const owners = useMemo(() => {
    const held = new Set(list.all.map((row) => row.ownerId ?? ""));
    return [
      ...users.filter((user) => held.has(user.id)).map((user) => ({ id: user.id, label: user.name })),
      ...(held.has("") ? [{ id: "", label: "" }] : []),
    ];
  }, [list.all, users]);
  return (
    <>
      <ChoiceChip
        label={t("filter.level")}
        options={peakLevels.map((id) => ({ id, label: domain(`state.${id}`) }))}
        chosen={view.levels}
        onChange={(levels) => change({ levels })}
      />
      <ChoiceChip
        label={t("filter.region")}
        options={regions.map((id) => ({ id, label: regionName(domain, id) }))}
        chosen={view.regions}
        onChange={(chosen) => change({ regions: chosen })}
      />
      <ChoiceChip
        label={t("filter.tier")}
        options={tiers.map((id) => ({ id, label: domain(`tier.${id}`) }))}
        chosen={view.tiers}
        onChange={(chosen) => change({ tiers: chosen })}
      />
      <ChoiceChip
        label={t("filter.owner")}
        options={owners.map(({ id, label }) => ({ id, label: id === "" ? t("filter.nobody") : label }))}
        chosen={view.owners}
        onChange={(chosen) => change({ owners: chosen })}
      />
      <FilterChip
        label={t("filter.unasked")}
        active={view.unasked}
        dashed={!view.unasked}
        onClick={() => change({ unasked: !view.unasked })}
      />
    </>
  );
}
