import type { ReactNode } from "react";
import type { ReviewFinding } from "../../../shared/domain/review/check/check-review.ts";
import { useEffect, useMemo, useRef, useState } from "react";
import { layoutReview } from "../../../shared/domain/review/layout/layout-review.ts";
import { Page } from "../../ui/page.tsx";
import { SplitView } from "../../ui/inspector.tsx";
import { openComments } from "./comment-threads.ts";
import { DataDialog } from "./data-dialog.tsx";
import { ExportDialog } from "./export-dialog.tsx";
import { goToText } from "./focus-places.ts";
import { NumberInspector } from "./number-inspector.tsx";
import { numberFacts } from "./number-facts.ts";
import { overflowHints } from "./overflow-hints.ts";
import { RefreshDialog } from "./refresh-dialog.tsx";
import { ReviewHeader } from "./review-header.tsx";
import { ReviewOutline } from "./review-outline.tsx";
import styles from "./review.module.css";
import { SaveVersionDialog } from "./save-version-dialog.tsx";
import { SectionPane } from "./section-pane.tsx";
import type { SectionField } from "./section-texts.tsx";
import { RowsDialog } from "./source-rows.tsx";
import { StaleBanner } from "./stale-banner.tsx";
import { useBuilder } from "./use-builder.ts";
import { useBuilderKeys } from "./use-builder-keys.ts";
import { useFindings } from "./use-findings.ts";
import type { ReviewView } from "./use-review.ts";
import { useRowsFile } from "./use-rows-file.ts";
import { useSectionActions } from "./use-section-actions.ts";
import { useStaleness } from "./use-staleness.ts";
import { ValueSearch } from "./value-search.tsx";
import { VersionsDialog } from "./versions-dialog.tsx";

type Asking = "data" | "export" | "refresh" | "rows" | "save" | "versions" | null;

/** Outline at the left, the open section in the middle, the number that is looked at at the right. */
export function ReviewBuilder({ view, section }: { readonly view: ReviewView; readonly section: string | null }): ReactNode {
  const builder = useBuilder(view, section);
  const { work, snapshot, document, at, go, value, look } = builder;
  const [asking, setAsking] = useState<Asking>(null);
  const [field, setField] = useState<SectionField>("notes");
  /** What is to be written in as soon as it is there. */
  const wanted = useRef<{ readonly section: string; readonly field: SectionField } | null>(null);
  const [finding, setFinding] = useState<((key: string | null) => void) | null>(null);
  const slides = useMemo(() => layoutReview(document), [document]);
  const hints = useMemo(() => overflowHints(slides), [slides]);
  const findings = useFindings(builder);
  const stale = useStaleness(builder);
  const comments = useMemo(() => openComments(work.comments), [work.comments]);
  const actions = useSectionActions(builder);
  const saveRows = useRowsFile(builder);
  const write = (next: SectionField, section = at): void => {
    wanted.current = { section, field: next };
    setField(next);
    if (section === at && next === field) goToText();
  };
  useEffect(() => {
    if (wanted.current?.section !== at || wanted.current.field !== field) return;
    wanted.current = null;
    goToText();
  }, [at, field]);
  const toFinding = (one: ReviewFinding): void => {
    if (one.locale !== builder.locale) builder.switchLocale();
    write(one.place, one.section);
    go(one.section);
  };
  useBuilderKeys(builder, { findings, actions, write, toFinding, ask: setAsking });
  const facts = useMemo(() => (value === null ? null : numberFacts(snapshot, value)), [snapshot, value]);
  return (
    <Page
      header={
        <ReviewHeader
          builder={builder}
          staleSections={stale.sections.size}
          blocking={findings.open.length}
          onPresent={actions.present}
          onExport={() => setAsking("export")}
          onStale={() => setAsking("refresh")}
          onSaveVersion={() => setAsking("save")}
          onVersions={() => setAsking("versions")}
          onRefresh={() => setAsking("refresh")}
        />
      }
    >
      <SplitView
        inspector={
          value === null ? null : (
            <div className={styles.inspector}>
              <NumberInspector
                builder={builder}
                valueKey={value}
                onRows={() => setAsking("rows")}
                onXlsx={() => facts !== null && saveRows(facts)}
                onClose={() => look(null)}
              />
            </div>
          )
        }
      >
        <div className={styles.builder}>
          <ReviewOutline
            builder={builder}
            findings={findings}
            stale={stale.sections}
            comments={comments}
            hints={hints}
            onAdd={actions.add}
            onMove={actions.move}
            onFinding={toFinding}
            onStale={() => setAsking("refresh")}
          />
          <div className={styles.middle}>
            <StaleBanner builder={builder} stale={stale} onRefresh={() => setAsking("refresh")} />
            <SectionPane
              builder={builder}
              slides={slides}
              field={field}
              onField={setField}
              onData={() => setAsking("data")}
              onHide={actions.hide}
              onAudience={actions.audience}
              onRemove={actions.remove}
              onFind={(insert) => setFinding(() => insert)}
            />
          </div>
        </div>
      </SplitView>
      {finding !== null && (
        <ValueSearch
          builder={builder}
          onChoose={(key) => {
            setFinding(null);
            // The window in front takes the focus away again while it closes.
            requestAnimationFrame(() => finding(key));
          }}
        />
      )}
      {asking === "data" && (
        <DataDialog
          builder={builder}
          onChoose={(key) => {
            setAsking(null);
            look(key);
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === "rows" && facts !== null && (
        <RowsDialog
          snapshot={snapshot}
          table={facts.table}
          rows={facts.value.rows}
          question={facts.question}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === "save" && <SaveVersionDialog builder={builder} onClose={() => setAsking(null)} />}
      {asking === "versions" && <VersionsDialog builder={builder} onClose={() => setAsking(null)} />}
      {asking === "refresh" && <RefreshDialog builder={builder} stale={stale} onClose={() => setAsking(null)} />}
      {asking === "export" && (
        <ExportDialog
          builder={builder}
          findings={findings}
          onFinding={() => {
            const [first] = findings.open;
            setAsking(null);
            if (first !== undefined) toFinding(first);
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </Page>
  );
}
