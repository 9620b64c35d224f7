import type { ReactNode } from "react";
import { isMetricId } from "../../../shared/domain/metrics/metrics.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { changePostmortem } from "../../data/postmortem/postmortem-edits.ts";
import type { PostmortemView } from "../../data/postmortem/use-postmortem.ts";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useText } from "../../ui/text.ts";
import styles from "./postmortem.module.css";
import { useReportedEdit } from "./use-reported-edit.ts";

interface FiguresProps {
  readonly view: PostmortemView;
  readonly record: RecordOf<"postmortem">;
  readonly writable: boolean;
  readonly onRows: () => void;
}

/** What the metrics say that it did; each figure leads to the hours that it was made from. */
export function ImpactFigures({ view, record, writable, onRows }: FiguresProps): ReactNode {
  const t = useText("postmortem");
  const domain = useText("domain");
  const formats = useFormats();
  const run = useReportedEdit();
  const { impact } = record;
  const now = view.measured?.impact ?? null;
  const isNewer =
    writable &&
    now !== null &&
    (impact === null || now.users !== impact.users || now.minutes !== impact.minutes || now.worst !== impact.worst);
  const again = isNewer && (
    <Button size="small" onClick={() => void run(changePostmortem(record, { impact: now }), t("impact.again.done"))}>
      {t("impact.again")}
    </Button>
  );
  if (impact === null) {
    return (
      <p className={styles.note}>
        {t("impact.none")} {again}
      </p>
    );
  }
  const metric = impact.metric === null ? "" : isMetricId(impact.metric) ? domain(`metric.${impact.metric}`) : impact.metric;
  return (
    <div className={styles.figures}>
      <button type="button" onClick={onRows}>
        <b>{formats.number(impact.users)}</b>
        <span>{t("impact.users")}</span>
      </button>
      <button type="button" onClick={onRows}>
        <b>{formats.number(impact.minutes)}</b>
        <span>{t("impact.minutes")}</span>
      </button>
      {impact.worst !== null && (
        <button type="button" onClick={onRows}>
          <b>{formats.percent(impact.worst, 2)}</b>
          <span>
            {t("impact.worst", { metric })} · {t("impact.normal", { value: formats.percent(impact.normal, 2) })}
          </span>
        </button>
      )}
      <p className={styles.note}>
        {impact.minutes === 0 && `${t("impact.within")} `}
        {t("impact.asOf", { rows: impact.rows, when: formats.dateTime(Date.parse(impact.asOf)) })} {again}
      </p>
    </div>
  );
}
