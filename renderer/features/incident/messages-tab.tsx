import type { ReactNode } from "react";
import type { IncidentDetail } from "../../data/queries/incident-detail.ts";
import { useFormats } from "../../ui/formats.ts";
import { useNow } from "../../ui/now.ts";
import { useText } from "../../ui/text.ts";
import styles from "./messages-tab.module.css";

/** What the customer wrote and what the customer was told, newest first, whole. */
export function MessagesTab({ detail }: { readonly detail: IncidentDetail }): ReactNode {
  const t = useText("incidents");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const messages = (detail.log?.history.events ?? []).filter(({ type }) => type === "customer_update" || type === "customer_message");
  if (messages.length === 0) return <p className={styles.none}>{t("messages.none")}</p>;
  return (
    <ol className={styles.list} reversed>
      {messages.toReversed().map((message) => {
        const theirs = message.type === "customer_message";
        return (
          <li key={message.id} className={theirs ? styles.theirs : styles.ours}>
            <p className={styles.head}>
              <strong>{t(theirs ? "messages.theirs" : "messages.ours")}</strong>
              <span>{message.actor ?? ""}</span>
              <time dateTime={message.at}>{formats.dateTime(Date.parse(message.at), formats.zone, nowMs)}</time>
            </p>
            <p className={styles.words}>{message.text.trim() === "" ? t("messages.wordless") : message.text}</p>
            {message.promise !== undefined && message.promise !== null && (
              <p className={styles.promise}>
                {t("messages.promise", {
                  what: message.promise.what,
                  time: formats.dateTime(Date.parse(message.promise.dueAt), formats.zone, nowMs),
                })}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
