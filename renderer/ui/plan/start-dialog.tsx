import { useState, type ReactNode } from "react";
import type { PlaybookInForce } from "../../../shared/domain/playbook/playbook.ts";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { Field } from "../field.tsx";
import { Select } from "../select.tsx";
import { TextField } from "../text-field.tsx";
import { useLanguage, useText } from "../text.ts";
import styles from "./plan.module.css";

/** Chooses a playbook and the day to count from; shows the steps that it makes. */
export function StartDialog({
  playbooks,
  onStart,
  onClose,
}: {
  readonly playbooks: readonly PlaybookInForce[];
  /** `day` null = what the rule is about, else today. */
  readonly onStart: (playbook: PlaybookInForce, day: string | null) => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useText("plans");
  const inChinese = useLanguage() === "zh-CN";
  const [key, setKey] = useState<string | null>(null);
  const [day, setDay] = useState("");
  const playbook = playbooks.find((one) => one.key === key) ?? playbooks[0];
  if (playbook === undefined) return null;
  return (
    <Dialog open title={t("plan.start")} onClose={onClose} width={560}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onStart(playbook, day === "" ? null : day);
          onClose();
        }}
      >
        <Field label={t("plan.start.which")}>
          {(control) => (
            <Select
              {...control}
              value={playbook.key}
              onChange={setKey}
              options={playbooks.map((one) => ({ id: one.key, label: inChinese ? one.name.zh : one.name.en }))}
            />
          )}
        </Field>
        <Field label={t("plan.start.day")} hint={t("plan.start.day.rule")}>
          {(control) => <TextField {...control} type="date" value={day} onChange={setDay} />}
        </Field>
        <ol className={styles.preview} aria-label={t("plan.start.steps")}>
          {playbook.steps.map((step) => (
            <li key={step.key}>
              <span className={styles.offset}>
                {step.offset.count > 0 ? "+" : ""}
                {step.offset.count} {t(`playbooks.step.${step.offset.unit}`)}
              </span>
              <span>{inChinese ? step.title.zh : step.title.en}</span>
            </li>
          ))}
        </ol>
        <Button type="submit" variant="solid">
          {t("plan.start.go")}
        </Button>
      </form>
    </Dialog>
  );
}
