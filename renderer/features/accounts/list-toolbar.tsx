import { ArrowUpDown, Columns3, Plus, Rows3, Search } from "lucide-react";
import { useMemo, useRef, type ReactNode } from "react";
import { scenarios, tiers } from "../../../shared/domain/account/account.ts";
import { regionName } from "../../ui/attention-text.ts";
import { Button } from "../../ui/button.tsx";
import { FilterChip } from "../../ui/chip.tsx";
import { ChoiceChip } from "../../ui/choice-chip.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useKeys } from "../../ui/keys.ts";
import { Menu, type MenuItem } from "../../ui/menu.tsx";
import { ToolBar } from "../../ui/page.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";
import { useAccountsStore } from "./accounts-store.ts";
import { ColumnChooser } from "./column-chooser.tsx";
import { columnIds, groupings, noFilter, stateOrder, type ColumnId, type ListFilter, type ListView } from "./list-view.ts";
import type { AccountList } from "./use-account-list.ts";

/** The filter field and conditions at the left, grouping, order and columns at the right. Every change makes the view a draft. */
export function ListToolbar({ list }: { readonly list: AccountList }): ReactNode {
  const t = useText("accounts");
  const query = useAccountsStore((state) => state.query);
  const { setQuery, setDraft } = useAccountsStore.getState();
  const field = useRef<HTMLInputElement>(null);
  const change = (part: Partial<ListView>): void => setDraft({ ...list.view, ...part });
  const filterBy = (part: Partial<ListFilter>): void => change({ filter: { ...list.view.filter, ...part } });
  useKeys([{ keys: "/", label: t("key.filter"), group: "list", run: () => field.current?.focus() }]);
  return (
    <ToolBar
      label={t("filter.bar")}
      end={
        <>
          <GroupMenu list={list} change={change} />
          <SortMenu list={list} change={change} />
          <ColumnMenu list={list} change={change} />
        </>
      }
    >
      <TextField
        ref={field}
        look="search"
        value={query}
        onChange={setQuery}
        placeholder={t("filter.label")}
        aria-label={t("filter.label")}
        icon={<Search size={14} aria-hidden="true" />}
        keyHint="/"
        onKeyDown={(event) => {
          if (event.key === "Escape" || event.key === "Enter" || event.key === "ArrowDown") {
            event.preventDefault();
            event.stopPropagation();
            if (event.key === "Escape") setQuery("");
            // The list takes the focus back, so that j and k work at once.
            document.querySelector<HTMLElement>("[role=grid]")?.focus();
          }
        }}
      />
      <Filters list={list} filterBy={filterBy} />
    </ToolBar>
  );
}

function Filters({ list, filterBy }: { readonly list: AccountList; readonly filterBy: (part: Partial<ListFilter>) => void }): ReactNode {
  const t = useText("accounts");
  const domain = useText("domain");
  const { filter } = list.view;
  const facets = useMemo(() => facetsOf(list), [list]);
  return (
    <>
      <ChoiceChip
        label={t("filter.health")}
        options={stateOrder.map((grade) => ({ id: grade, label: domain(`state.${grade}`) }))}
        chosen={filter.health}
        onChange={(health) => filterBy({ health })}
      />
      <ChoiceChip
        label={t("filter.state")}
        options={stateOrder.map((state) => ({ id: state, label: domain(`state.${state}`) }))}
        chosen={filter.states}
        onChange={(states) => filterBy({ states })}
      />
      <ChoiceChip
        label={t("filter.tier")}
        options={tiers.toReversed().map((tier) => ({ id: tier, label: domain(`tier.${tier}`) }))}
        chosen={filter.tiers}
        onChange={(chosen) => filterBy({ tiers: chosen })}
      />
      <ChoiceChip
        label={t("filter.scenario")}
        options={scenarios.map((scenario) => ({ id: scenario, label: domain(`scenario.${scenario}`) }))}
        chosen={filter.scenarios}
        onChange={(chosen) => filterBy({ scenarios: chosen })}
      />
      <ChoiceChip
        label={t("filter.region")}
        options={facets.regions.map((region) => ({ id: region, label: regionName(domain, region) }))}
        chosen={filter.regions}
        onChange={(regions) => filterBy({ regions })}
      />
      <ChoiceChip
        label={t("filter.owner")}
        options={[...facets.owners.map(([id, name]) => ({ id, label: name })), { id: "", label: t("filter.nobody") }]}
        chosen={filter.owners}
        onChange={(owners) => filterBy({ owners })}
      />
      <MoreFilters filter={filter} tags={facets.tags} filterBy={filterBy} />
    </>
  );
}

function facetsOf(list: AccountList): {
  readonly regions: readonly string[];
  readonly owners: readonly (readonly [string, string])[];
  readonly tags: readonly string[];
} {
  const owners = new Map<string, string>();
  const regions = new Set<string>();
  const tags = new Set<string>();
  for (const row of list.all) {
    for (const region of row.regions) regions.add(region);
    for (const tag of row.tags) tags.add(tag);
    if (row.ownerId !== null && row.ownerName !== null) owners.set(row.ownerId, row.ownerName);
  }
  const byPinyin = (a: string, b: string): number => a.localeCompare(b, "zh-Hans-CN");
  return {
    regions: [...regions].toSorted(byPinyin),
    owners: [...owners].toSorted((a, b) => byPinyin(a[1], b[1])),
    tags: [...tags].toSorted(byPinyin),
  };
}

function MoreFilters({
  filter,
  tags,
  filterBy,
}: {
  readonly filter: ListFilter;
  readonly tags: readonly string[];
  readonly filterBy: (part: Partial<ListFilter>) => void;
}): ReactNode {
  const t = useText("accounts");
  const domain = useText("domain");
  const toggle = (id: string, label: string, checked: boolean, onSelect: () => void): MenuItem => ({
    type: "item",
    id,
    label,
    checked,
    keepOpen: true,
    onSelect,
  });
  const items: MenuItem[] = [
    toggle("mine", t("filter.mine"), filter.mine, () => filterBy({ mine: !filter.mine })),
    toggle("incidents", t("filter.openIncidents"), filter.openIncidents, () => filterBy({ openIncidents: !filter.openIncidents })),
    toggle("renewing", t("filter.renewing"), filter.renewsWithinDays !== null, () =>
      filterBy({ renewsWithinDays: filter.renewsWithinDays === null ? 90 : null }),
    ),
    toggle("untouched", t("filter.untouched"), filter.untouchedDays !== null, () =>
      filterBy({ untouchedDays: filter.untouchedDays === null ? 30 : null }),
    ),
    toggle("overseas", t("filter.overseas"), filter.overseas, () => filterBy({ overseas: !filter.overseas })),
    { type: "label", id: "lifecycle", label: t("column.lifecycle") },
    ...(["onboarding", "active", "paused", "ended"] as const).map((value) =>
      toggle(`lifecycle ${value}`, domain(`lifecycle.${value}`), filter.lifecycles.includes(value), () =>
        filterBy({
          lifecycles: filter.lifecycles.includes(value) ? filter.lifecycles.filter((one) => one !== value) : [...filter.lifecycles, value],
        }),
      ),
    ),
    ...(tags.length === 0 ? [] : [{ type: "label" as const, id: "tags", label: t("column.tags") }]),
    ...tags
      .slice(0, 20)
      .map((tag) =>
        toggle(`tag ${tag}`, tag, filter.tags.includes(tag), () =>
          filterBy({ tags: filter.tags.includes(tag) ? filter.tags.filter((one) => one !== tag) : [...filter.tags, tag] }),
        ),
      ),
    { type: "divider", id: "end" },
    { type: "item", id: "clear", label: t("filter.clear"), onSelect: () => filterBy(noFilter) },
  ];
  const active =
    filter.mine ||
    filter.openIncidents ||
    filter.renewsWithinDays !== null ||
    filter.untouchedDays !== null ||
    filter.overseas ||
    filter.lifecycles.length > 0 ||
    filter.tags.length > 0;
  return (
    <Menu
      trigger={<FilterChip label={t("filter.more")} dashed={!active} active={active} icon={<Plus size={12} aria-hidden="true" />} />}
      items={items}
    />
  );
}

interface PartProps {
  readonly list: AccountList;
  readonly change: (part: Partial<ListView>) => void;
}

function GroupMenu({ list, change }: PartProps): ReactNode {
  const t = useText("accounts");
  const items: MenuItem[] = groupings.map((grouping) => ({
    type: "item",
    id: grouping,
    label: t(`group.${grouping}`),
    checked: list.view.grouping === grouping,
    onSelect: () => change({ grouping }),
  }));
  return (
    <Menu
      align="end"
      items={items}
      trigger={
        <Button variant="ghost" size="small" icon={<Rows3 size={14} aria-hidden="true" />}>
          {t("group", { by: t(`group.${list.view.grouping}`) })}
        </Button>
      }
    />
  );
}

/** The order by a shown column: choosing the first one again turns it round. Headers do the same, with Shift for further ones. */
function SortMenu({ list, change }: PartProps): ReactNode {
  const t = useText("accounts");
  const formats = useFormats();
  const { sorts } = list.view;
  const [first] = sorts;
  const arrow = (descending: boolean): string => (descending ? "↓" : "↑");
  const by = first === undefined ? t("sort.name") : `${t(`column.${first.column}`)} ${arrow(first.descending)}`;
  const label = sorts.length > 1 ? t("sort.more", { by, count: sorts.length - 1 }) : by;
  const choose = (column: ColumnId): void =>
    change({ sorts: [{ column, descending: first?.column === column ? !first.descending : false }] });
  const items: MenuItem[] = [
    ...list.view.columns.map((column): MenuItem => {
      const place = sorts.findIndex((sort) => sort.column === column);
      const found = sorts[place];
      const mark = found === undefined ? "" : ` ${arrow(found.descending)}${sorts.length > 1 ? ` ${formats.number(place + 1)}` : ""}`;
      return {
        type: "item",
        id: column,
        label: `${t(`column.${column}`)}${mark}`,
        checked: found !== undefined,
        onSelect: () => choose(column),
      };
    }),
    { type: "divider", id: "end" },
    { type: "item", id: "none", label: t("sort.clear"), disabled: sorts.length === 0, onSelect: () => change({ sorts: [] }) },
  ];
  return (
    <Menu
      align="end"
      items={items}
      trigger={
        <Button variant="ghost" size="small" icon={<ArrowUpDown size={14} aria-hidden="true" />}>
          {t("sort", { by: label })}
        </Button>
      }
    />
  );
}

function ColumnMenu({ list, change }: PartProps): ReactNode {
  const t = useText("accounts");
  return (
    <ColumnChooser
      label={t("columns", { shown: list.view.columns.length, total: columnIds.length })}
      icon={<Columns3 size={14} aria-hidden="true" />}
      view={list.view}
      base={list.base}
      onChange={(columns) => change({ columns })}
    />
  );
}
