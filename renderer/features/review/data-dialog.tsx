import type { ReactNode } from "react";
import { useMemo } from "react";
import { valueText } from "../../../shared/domain/review/compose/value-text.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { useFormats } from "../../ui/formats.ts";
import type { Column } from "../../ui/table/column.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { useText } from "../../ui/text.ts";
import { valuesOf } from "./also-used.ts";
import { numberFacts, type NumberFacts } from "./number-facts.ts";
import styles from "./number.module.css";
import type { Builder } from "./use-builder.ts";
import { useNumberWords } from "./use-number-words.ts";

interface DataProps {
  readonly builder: Builder;
  readonly onChoose: (key: string) => void;
  readonly onClose: () => void;
}

/** Every number of the open section, with what it is of and what it rests on; Enter looks at one. */
export function DataDialog({ builder, onChoose, onClose }: DataProps): ReactNode {
  const t = useText("reviewBuilder");
  const formats = useFormats();
  const { snapshot, document, at, nameOf } = builder;
  const words = useNumberWords(snapshot);
  const rows = useMemo(() => valuesOf(document, at).flatMap((key) => numberFacts(snapshot, key) ?? []), [document, at, snapshot]);
  const columns = useMemo(
    (): readonly Column<NumberFacts>[] => [
      {
        id: "value",
        header: t("data.value"),
        width: 110,
        align: "end",
        cell: ({ value }) => (value.value === null ? t("value.none") : valueText(value, document.locale, snapshot.timeZone)),
      },
      { id: "metric", header: t("data.metric"), width: 180, grow: 1, cell: ({ question }) => words.metric(question.metric) },
      { id: "scope", header: t("data.scope"), width: 200, grow: 2, cell: ({ question }) => words.scope(question) },
      { id: "n", header: t("data.n"), width: 90, align: "end", cell: ({ value }) => formats.number(value.n) },
      { id: "rows", header: t("data.rows"), width: 70, align: "end", cell: ({ value }) => formats.number(value.rows.length) },
    ],
    [t, words, formats, document.locale, snapshot.timeZone],
  );
  const groups = useMemo(() => [{ id: "all", header: null, label: t("data"), rows }], [rows, t]);
  return (
    <Dialog open title={t("data.title", { name: nameOf(at) })} onClose={onClose} width={820}>
      <div className={styles.allRows}>
        <VirtualTable
          label={t("data")}
          columns={columns}
          groups={groups}
          rowKey={({ value }) => value.key}
          empty={<p className={styles.note}>{t("data.none")}</p>}
          onOpen={({ value }) => onChoose(value.key)}
        />
      </div>
    </Dialog>
  );
}
