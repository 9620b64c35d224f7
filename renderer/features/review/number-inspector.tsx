import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { valueText } from "../../../shared/domain/review/compose/value-text.ts";
import type { ReviewValue } from "../../../shared/domain/review/model/review-question.ts";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Inspector, InspectorSection } from "../../ui/inspector.tsx";
import { useKeys } from "../../ui/keys.ts";
import { useShell } from "../../ui/shell-context.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useLanguage, useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { Chip } from "../../ui/chip.tsx";
import { usesOf } from "./also-used.ts";
import { limitText } from "./limit-text.ts";
import styles from "./number.module.css";
import { numberFacts, type NumberFacts } from "./number-facts.ts";
import { rowsInBrief, SourceRows } from "./source-rows.tsx";
import { questionLines, questionText } from "./question-text.ts";
import type { Builder } from "./use-builder.ts";
import { useNumberWords } from "./use-number-words.ts";

interface NumberProps {
  readonly builder: Builder;
  readonly valueKey: string;
  readonly onRows: () => void;
  readonly onXlsx: () => void;
  readonly onClose: () => void;
}

/** A number of the review: what it is, what it is held against, how it is defined and asked for, the rows that it is worked out from. */
export function NumberInspector({ builder, valueKey, onRows, onXlsx, onClose }: NumberProps): ReactNode {
  const t = useText("reviewBuilder");
  const { snapshot } = builder;
  const facts = useMemo(() => numberFacts(snapshot, valueKey), [snapshot, valueKey]);
  return (
    <Inspector
      label={t("number")}
      title={t("number")}
      meta={facts === null ? undefined : <StateMark state="good" label={t("number.bound")} />}
      onClose={onClose}
    >
      {facts === null ? (
        <InspectorSection>
          <p className={styles.note}>{t("number.unknown", { key: valueKey })}</p>
        </InspectorSection>
      ) : (
        <Facts builder={builder} facts={facts} onRows={onRows} onXlsx={onXlsx} />
      )}
    </Inspector>
  );
}

interface FactsProps {
  readonly builder: Builder;
  readonly facts: NumberFacts;
  readonly onRows: () => void;
  readonly onXlsx: () => void;
}

function Facts({ builder, facts, onRows, onXlsx }: FactsProps): ReactNode {
  const t = useText("reviewBuilder");
  const formats = useFormats();
  const language = useLanguage();
  const shell = useShell();
  const toast = useToast();
  const words = useNumberWords(builder.snapshot);
  const { snapshot, document, go, nameOf } = builder;
  const { question, value, target, before, yearBefore, restated, version } = facts;
  const text = (one: ReviewValue): string => (one.value === null ? t("value.none") : valueText(one, language, snapshot.timeZone));
  const lines = questionLines(question, snapshot);
  const uses = useMemo(() => usesOf(document, value.key), [document, value.key]);
  const copy = (): void =>
    void shell.copyText(questionText(lines)).then((done) => {
      if (done) toast({ text: t("query.copied") });
    });
  useKeys([
    { keys: "y", label: t("query.copy"), group: "screen", run: copy },
    { keys: "w", label: t("rows.all"), group: "screen", run: onRows },
  ]);
  return (
    <>
      <InspectorSection>
        <p className={styles.value}>
          <b>{text(value)}</b>
          <span>{words.scope(question)}</span>
        </p>
        <p className={styles.name}>
          {words.metric(question.metric)} · {t("number.n", { n: formats.number(value.n) })}
        </p>
        {(target !== null || before !== null) && (
          <dl className={styles.beside}>
            {target !== null && (
              <div>
                <dt>{t("number.target")}</dt>
                <dd>{limitText(question.metric, text(target))}</dd>
              </div>
            )}
            {before !== null && (
              <div>
                <dt>{t(`number.before.${snapshot.kind}`)}</dt>
                <dd>{text(before)}</dd>
              </div>
            )}
            {yearBefore !== null && (
              <div>
                <dt>{t("number.yearBefore")}</dt>
                <dd>{text(yearBefore)}</dd>
              </div>
            )}
          </dl>
        )}
        {restated !== null && before !== null && (restated.state === "changed" || restated.state === "redefined") && (
          <p className={styles.restated}>
            <StateMark
              state="watch"
              label={t(`number.${restated.state}`, {
                said: text({ ...before, value: restated.said.value }),
                from: restated.said.version,
                to: version,
              })}
            />
          </p>
        )}
      </InspectorSection>
      <InspectorSection title={t("definition")}>
        <p className={styles.text}>{words.definition(question.metric)}</p>
        <p className={styles.version}>
          <Chip>{`${question.metric}@v${facts.version}`}</Chip>
        </p>
      </InspectorSection>
      <InspectorSection
        title={t("query")}
        meta={<IconButton size="small" label={t("query.copy")} icon={<Copy size={14} aria-hidden="true" />} onClick={copy} />}
      >
        <pre className={styles.query} tabIndex={0}>
          {lines.map((line, index) => (
            <span key={`${index} ${line[0]?.text ?? ""}`}>
              {line.map((word, i) => (
                <span key={`${i} ${word.text}`} className={word.keyword ? styles.keyword : undefined}>
                  {i > 0 && " "}
                  {word.text}
                </span>
              ))}
              {"\n"}
            </span>
          ))}
        </pre>
      </InspectorSection>
      <InspectorSection
        title={t("rows")}
        meta={t("rows.count", { shown: Math.min(rowsInBrief, value.rows.length), all: value.rows.length })}
      >
        <SourceRows snapshot={snapshot} table={value.table} rows={value.rows} question={question} />
        <p className={styles.links}>
          <Button size="small" variant="link" keyHint="w" onClick={onRows}>
            {t("rows.all")}
          </Button>
          <Button size="small" variant="link" onClick={onXlsx}>
            XLSX
          </Button>
        </p>
      </InspectorSection>
      <InspectorSection title={t("uses")} meta={uses.length}>
        {uses.length === 0 && <p className={styles.note}>{t("uses.none")}</p>}
        <ul className={styles.uses}>
          {uses.map(({ section, number, place, count }) => (
            <li key={`${section} ${place}`}>
              <button type="button" onClick={() => go(section)}>
                {number} {nameOf(section)}
                {language === "zh-CN" ? "，" : ", "}
                {words.place(place)}
                {count > 1 && ` ×${count}`}
              </button>
              <span>{text(value)}</span>
              <StateMark state="good" label={null} />
            </li>
          ))}
        </ul>
      </InspectorSection>
    </>
  );
}
