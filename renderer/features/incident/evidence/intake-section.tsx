import { useRef, type ReactNode } from "react";
import type { IntakeItem } from "../../../../shared/domain/incident/intake.ts";
import { beginIntake, stepIntake } from "../../../data/incident-head-edits.ts";
import type { IncidentDetail } from "../../../data/queries/incident-detail.ts";
import { Button } from "../../../ui/button.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { InspectorSection } from "../../../ui/inspector.tsx";
import { useKeys } from "../../../ui/keys.ts";
import { type State, StateMark } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import { useAskCustomer } from "../actions/forms-context.ts";
import styles from "./evidence.module.css";
import { useHeadEdit } from "./use-head-edit.ts";

const marks: Readonly<Record<IntakeItem["state"], State>> = { missing: "watch", asked: "watch", received: "good", not_needed: "unknown" };

/** What is needed to work on it, and what is still missing. A press takes an item to its next state; what is missing can be asked for. */
export function IntakeSection({ incident }: { readonly incident: IncidentDetail["incident"] }): ReactNode {
  const t = useText("incidentActions");
  const formats = useFormats();
  const edit = useHeadEdit();
  const ask = useAskCustomer();
  const list = useRef<HTMLUListElement>(null);
  const items = incident.intake ?? [];
  const missing = items.filter(({ state }) => state === "missing");
  const names = formats.list(missing.map(({ key }) => t(`intake.key.${key}`)));
  useKeys([
    {
      keys: "i",
      label: t("intake.title"),
      group: "screen",
      run: () => (list.current?.querySelector<HTMLButtonElement>("[data-missing]") ?? list.current?.querySelector("button"))?.focus(),
    },
  ]);
  return (
    <InspectorSection
      title={t("intake.title")}
      {...(items.length === 0
        ? {}
        : { meta: missing.length === 0 ? t("intake.complete") : t("intake.missing", { count: missing.length }) })}
    >
      {items.length === 0 ? (
        <div className={styles.line}>
          <span className={styles.none}>{t("intake.none")}</span>
          <Button size="small" onClick={() => edit(beginIntake(incident), t("intake.title"))}>
            {t("intake.begin")}
          </Button>
        </div>
      ) : (
        <ul ref={list} className={styles.items}>
          {items.map((item) => {
            const name = t(`intake.key.${item.key}`);
            const state = t(`intake.state.${item.state}`);
            return (
              <li key={item.key}>
                <button
                  type="button"
                  data-missing={item.state === "missing" ? true : undefined}
                  title={t("intake.next", { item: name, state })}
                  onClick={() => edit(stepIntake(incident, item.key, Date.now()), name)}
                >
                  <StateMark state={marks[item.state]} label={name} />
                  <span className={styles.note} title={item.note}>
                    {item.note === "" || item.state === "missing" ? state : item.state === "asked" ? `${state} · ${item.note}` : item.note}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {missing.length > 0 && ask !== null && (
        <Button size="small" onClick={() => ask(t("intake.please", { items: names }))}>
          {t("intake.ask")}
        </Button>
      )}
    </InspectorSection>
  );
}
