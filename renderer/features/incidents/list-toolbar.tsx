import { PanelRight, Rows3, Search } from "lucide-react";
import type { ReactNode } from "react";
import { useMemo, useRef } from "react";
import { severities } from "../../../shared/domain/incident/incident.ts";
import { regionName } from "../../ui/attention-text.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceChip } from "../../ui/choice-chip.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Menu, type MenuItem } from "../../ui/menu.tsx";
import { ToolBar } from "../../ui/page.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";
import { useIncidentsStore } from "./incidents-store.ts";
import { groupings, promiseFilters, turnFilters } from "./list-view.ts";
import { BehindChip } from "./behind-chip.tsx";
import type { IncidentList } from "./use-incident-list.ts";

/** Whose turn as tabs with counts, then text and conditions; grouping at the right. */
export function ListToolbar({ list }: { readonly list: IncidentList }): ReactNode {
  const t = useText("incidents");
  const view = useIncidentsStore((state) => state.view);
  const query = useIncidentsStore((state) => state.query);
  const inspecting = useIncidentsStore((state) => state.inspecting);
  const behind = useIncidentsStore((state) => state.behind);
  const { change, setQuery, inspect } = useIncidentsStore.getState();
  const field = useRef<HTMLInputElement>(null);
  useKeys([{ keys: "/", label: t("filter.focus"), group: "list", run: () => field.current?.focus() }]);
  return (
    <ToolBar
      label={t("filter.bar")}
      end={
        <>
          <GroupMenu />
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
      {behind === null ? (
        <Tabs
          label={t("filter.turn")}
          items={turnFilters.map((turn) => ({ id: turn, label: t(`turn.${turn}`), count: list.counts[turn] }))}
          value={view.turn}
          onChange={(turn) => change({ turn })}
        />
      ) : (
        <BehindChip behind={behind} />
      )}
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

const onlyOptions = [...promiseFilters, "mine", "watched"] as const;

function Filters({ list }: { readonly list: IncidentList }): ReactNode {
  const t = useText("incidents");
  const domain = useText("domain");
  const view = useIncidentsStore((state) => state.view);
  const { change } = useIncidentsStore.getState();
  const facets = useMemo(() => facetsOf(list), [list]);
  return (
    <>
      <ChoiceChip
        label={t("filter.severity")}
        options={severities.map((severity) => ({ id: severity, label: severity }))}
        chosen={view.severities}
        onChange={(chosen) => change({ severities: chosen })}
      />
      <ChoiceChip
        label={t("filter.account")}
        options={facets.accounts.map(([id, name]) => ({ id, label: id === "" ? t("filter.noAccount") : name }))}
        chosen={view.accounts}
        onChange={(accounts) => change({ accounts })}
      />
      <ChoiceChip
        label={t("filter.region")}
        options={facets.regions.map((region) => ({ id: region, label: region === "" ? t("filter.noRegion") : regionName(domain, region) }))}
        chosen={view.regions}
        onChange={(regions) => change({ regions })}
      />
      <ChoiceChip
        label={t("filter.only")}
        options={onlyOptions.map((id) => ({ id, label: t(`filter.only.${id}`) }))}
        chosen={onlyOptions.filter((id) => (id === "mine" || id === "watched" ? view[id] : view.promises.includes(id)))}
        onChange={(chosen) =>
          change({
            mine: chosen.includes("mine"),
            watched: chosen.includes("watched"),
            promises: promiseFilters.filter((id) => chosen.includes(id)),
          })
        }
      />
    </>
  );
}

interface Facets {
  readonly accounts: readonly (readonly [id: string, name: string])[];
  readonly regions: readonly string[];
}

/** What can be chosen: what the rows hold. */
function facetsOf(list: IncidentList): Facets {
  const accounts = new Map(list.all.map((row) => [row.accountId ?? "", row.accountName ?? ""]));
  const regions = new Set(list.all.map((row) => row.region ?? ""));
  return {
    accounts: [...accounts].toSorted((a, b) => Number(a[0] === "") - Number(b[0] === "") || a[1].localeCompare(b[1], "zh-Hans-CN")),
    regions: [...regions].toSorted((a, b) => Number(a === "") - Number(b === "") || a.localeCompare(b)),
  };
}

function GroupMenu(): ReactNode {
  const t = useText("incidents");
  const grouping = useIncidentsStore((state) => state.view.grouping);
  const { change } = useIncidentsStore.getState();
  const items: MenuItem[] = groupings.map((id) => ({
    type: "item",
    id,
    label: t(`group.${id}`),
    checked: grouping === id,
    onSelect: () => change({ grouping: id }),
  }));
  return (
    <Menu
      align="end"
      items={items}
      trigger={
        <Button variant="ghost" size="small" icon={<Rows3 size={14} aria-hidden="true" />}>
          {t("group", { by: t(`group.${grouping}`) })}
        </Button>
      }
    />
  );
}
