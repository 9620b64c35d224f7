import type { ReactNode } from "react";
import type { Outreach } from "../../../shared/domain/outreach/outreach.ts";
import { FactList } from "../fact-list.tsx";
import { useFormats } from "../formats.ts";
import { useText } from "../text.ts";
import styles from "./compose.module.css";

/** What the customer answered; what was not said stays "not said". */
export function AnswerFacts({ message }: { readonly message: Outreach | null }): ReactNode {
  const t = useText("outreach");
  const domain = useText("domain");
  const formats = useFormats();
  if (message === null || message.answeredAt === null) return <p className={styles.note}>{t("answer.none")}</p>;
  const { answeredPcu, wantsResources, answerNote, state } = message;
  return (
    <FactList
      facts={[
        { label: t("answer.at"), value: formats.dateTime(Date.parse(message.answeredAt)) },
        ...(state === "declined" ? [{ label: t("col.state"), value: domain("outreachState.declined") }] : []),
        { label: t("answer.expected"), value: answeredPcu === null ? t("answer.wants.unsaid") : `${formats.number(answeredPcu)} PCU` },
        {
          label: t("answer.wants"),
          value: t(wantsResources == null ? "answer.wants.unsaid" : wantsResources ? "answer.wants.yes" : "answer.wants.no"),
        },
        ...(answerNote === undefined || answerNote === "" ? [] : [{ label: t("answer.note"), value: answerNote }]),
      ]}
    />
  );
}
