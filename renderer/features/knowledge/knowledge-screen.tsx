import { PanelRight, Search } from "lucide-react";
import type { ReactNode } from "react";
import { useCallback, useMemo, useRef } from "react";
import { useQuery } from "../../data/hooks.ts";
import { useSavedViews } from "../../data/use-saved-views.ts";
import type { ArticleRow } from "../../data/queries/article-list.ts";
import { regionName } from "../../ui/attention-text.ts";
import { Button } from "../../ui/button.tsx";
import { FilterChip } from "../../ui/chip.tsx";
import { ChoiceChip } from "../../ui/choice-chip.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { SplitView } from "../../ui/inspector.tsx";
import { useKeys } from "../../ui/keys.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { Page, PageHeader, ToolBar } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";
import { ViewMenu } from "../../ui/view-menu.tsx";
import { useArticleColumns } from "./article-columns.tsx";
import { ArticleInspector } from "./article-inspector.tsx";
import { filterArticles, isFiltered } from "./filter-articles.ts";
import { noFilter, parseArticleFilter, type StateFilter, useKnowledgeStore } from "./knowledge-store.ts";
import { useRomanize } from "../../data/search/use-romanize.ts";

/** Everything that the company knows, the most useful first. */
export function KnowledgeScreen(): ReactNode {
  const t = useText("knowledge");
  const navigate = useNavigate();
  const { data } = useQuery("articleList", undefined);
  const filter = useKnowledgeStore((state) => state.filter);
  const cursorKey = useKnowledgeStore((state) => state.cursorKey);
  const inspecting = useKnowledgeStore((state) => state.inspecting);
  const { change, setCursor, inspect } = useKnowledgeStore.getState();
  const romanize = useRomanize(filter.text.trim() !== "");
  useReady(data !== undefined);
  const rows = useMemo(() => filterArticles(data?.rows ?? [], filter, romanize), [data, filter, romanize]);
  const groups = useMemo(() => [{ id: "articles", header: null, label: t("title"), rows }], [rows, t]);
  const columns = useArticleColumns();
  const mayWrite = data?.mayWrite === true;
  const write = useCallback(() => navigate({ screen: "articleEditor", articleKey: null }), [navigate]);
  const onOpen = useCallback((row: ArticleRow) => navigate({ screen: "article", articleKey: row.key }), [navigate]);
  const onCursor = useCallback((row: ArticleRow | null) => setCursor(row?.key ?? null), [setCursor]);
  const row = rows.find(({ key }) => key === cursorKey) ?? rows[0];
  const initialKey = useMemo(() => useKnowledgeStore.getState().cursorKey ?? rows[0]?.key, [rows]);
  useKeys([
    { keys: "c", label: t("write"), group: "screen", run: () => mayWrite && write() },
    { keys: "i", label: t("key.inspect"), group: "list", run: () => inspect(!inspecting) },
    {
      keys: "e",
      label: t("key.edit"),
      group: "list",
      run: () => mayWrite && row !== undefined && navigate({ screen: "articleEditor", articleKey: row.key }),
    },
  ]);
  return (
    <Page
      header={
        <PageHeader
          title={t("title")}
          views={<KnowledgeViews />}
          detail={data === undefined ? undefined : t("count", { count: rows.length })}
          actions={
            mayWrite ? (
              <Button variant="solid" keyHint="c" onClick={write}>
                {t("write")}
              </Button>
            ) : undefined
          }
        />
      }
    >
      <KnowledgeToolbar rows={data?.rows ?? []} />
      <SplitView inspector={inspecting && row !== undefined ? <ArticleInspector row={row} onClose={() => inspect(false)} /> : null}>
        {data !== undefined && (
          <VirtualTable
            label={t("title")}
            columns={columns}
            groups={groups}
            rowKey={keyOf}
            onOpen={onOpen}
            onCursor={onCursor}
            {...(initialKey === undefined ? {} : { initialKey })}
            empty={
              <EmptyState
                title={t("empty.title")}
                text={t(isFiltered(filter) ? "empty.filtered" : "empty.text")}
                action={isFiltered(filter) ? <Button onClick={() => change(noFilter)}>{t("filter.clear")}</Button> : undefined}
              />
            }
          />
        )}
      </SplitView>
    </Page>
  );
}

function keyOf(row: ArticleRow): string {
  return row.key;
}

function KnowledgeViews(): ReactNode {
  const t = useText("common");
  const viewId = useKnowledgeStore((state) => state.viewId);
  const filter = useKnowledgeStore((state) => state.filter);
  const { openView } = useKnowledgeStore.getState();
  return (
    <ViewMenu
      model={useSavedViews("knowledge")}
      definition={{ ...filter }}
      viewId={viewId}
      onOpen={(id, definition) => openView(id, definition === null ? noFilter : parseArticleFilter(definition))}
      whole={{ id: "all", name: t("views.all") }}
    />
  );
}

const states: readonly StateFilter[] = ["published", "draft", "retired"];

function KnowledgeToolbar({ rows }: { readonly rows: readonly ArticleRow[] }): ReactNode {
  const t = useText("knowledge");
  const domain = useText("domain");
  const filter = useKnowledgeStore((state) => state.filter);
  const inspecting = useKnowledgeStore((state) => state.inspecting);
  const { change, inspect } = useKnowledgeStore.getState();
  const field = useRef<HTMLInputElement>(null);
  useKeys([{ keys: "/", label: t("filter.focus"), group: "list", run: () => field.current?.focus() }]);
  const components = useMemo(() => [...new Set(rows.map(({ article }) => article.component ?? ""))].toSorted(), [rows]);
  const regions = useMemo(() => [...new Set(rows.flatMap(({ article }) => article.regions))].toSorted(), [rows]);
  return (
    <ToolBar
      label={t("filter.bar")}
      end={
        <IconButton
          size="small"
          label={t("key.inspect")}
          pressed={inspecting}
          icon={<PanelRight size={14} aria-hidden="true" />}
          onClick={() => inspect(!inspecting)}
        />
      }
    >
      <TextField
        ref={field}
        look="search"
        value={filter.text}
        onChange={(text) => change({ text })}
        placeholder={t("filter.text")}
        aria-label={t("filter.text")}
        icon={<Search size={14} aria-hidden="true" />}
        keyHint="/"
        onKeyDown={(event) => {
          if (event.key !== "Escape" && event.key !== "Enter" && event.key !== "ArrowDown") return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === "Escape") change({ text: "" });
          // The list takes the focus back, so that j and k work at once.
          document.querySelector<HTMLElement>("[role=grid]")?.focus();
        }}
      />
      <ChoiceChip
        label={t("filter.component")}
        options={components.map((id) => ({ id, label: id === "" ? t("fact.any") : id }))}
        chosen={filter.components}
        onChange={(chosen) => change({ components: chosen })}
      />
      <ChoiceChip
        label={t("filter.region")}
        options={regions.map((id) => ({ id, label: regionName(domain, id) }))}
        chosen={filter.regions}
        onChange={(chosen) => change({ regions: chosen })}
      />
      <ChoiceChip
        label={t("filter.state")}
        options={states.map((id) => ({ id, label: t(`state.${id}`) }))}
        chosen={filter.states}
        onChange={(chosen) => change({ states: chosen })}
      />
      <FilterChip
        label={t("filter.missing")}
        active={filter.oneLanguage}
        dashed={!filter.oneLanguage}
        onClick={() => change({ oneLanguage: !filter.oneLanguage })}
      />
      <FilterChip label={t("filter.stale")} active={filter.stale} dashed={!filter.stale} onClick={() => change({ stale: !filter.stale })} />
    </ToolBar>
  );
}
