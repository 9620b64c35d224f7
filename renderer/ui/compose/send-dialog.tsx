import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import type { ChosenWay } from "../../../shared/domain/outreach/choose-contact.ts";
import type { Composition } from "../../../shared/domain/outreach/compose-message.ts";
import type { BoundMessage } from "../../../shared/domain/outreach/message-text.ts";
import type { Outreach } from "../../../shared/domain/outreach/outreach.ts";
import { Button } from "../button.tsx";
import { Checkbox } from "../checkbox.tsx";
import { Dialog } from "../dialog.tsx";
import { useFormats } from "../formats.ts";
import { useNow } from "../now.ts";
import { useText } from "../text.ts";
import { wayWords } from "./compose-words.ts";
import styles from "./compose.module.css";

interface SendDialogProps {
  readonly composition: Composition;
  readonly way: ChosenWay;
  readonly message: BoundMessage;
  readonly latest: Outreach | null;
  readonly offline: boolean;
  readonly busy: boolean;
  /** Whether the date goes along as a file; null = this way carries none. */
  readonly attaches: boolean | null;
  readonly onAttach: (attach: boolean) => void;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Says exactly what will leave the laptop, to whom and how, before it does. */
export function SendDialog({
  composition,
  way,
  message,
  latest,
  offline,
  busy,
  attaches,
  onAttach,
  onConfirm,
  onClose,
}: SendDialogProps): ReactNode {
  const t = useText("outreach");
  const domain = useText("domain");
  const common = useText("common");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const button = confirm.current;
    // A key that is held down must not confirm what it has only just asked for.
    const once = (event: KeyboardEvent): void => {
      if (event.key === "Enter" && event.repeat) event.preventDefault();
    };
    button?.addEventListener("keydown", once);
    return () => button?.removeEventListener("keydown", once);
  }, []);
  const { contact, moment, literals, template } = composition;
  const kind = way.way === "phone" ? "phone" : way.sender === null ? "mail" : "outbox";
  const words = { t, domain };
  const name = contact?.name ?? "";
  const to = way.sender !== null && way.to === null ? wayWords(way, words) : [name, way.to].filter(Boolean).join(" · ");
  return (
    <Dialog
      open
      width={560}
      title={t(`confirm.${kind}`)}
      onClose={onClose}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button ref={confirm} data-autofocus variant="solid" keyHint="Enter" disabled={busy} onClick={onConfirm}>
            {t(`primary.${kind}`)}
          </Button>
        </>
      }
    >
      <ul className={styles.says}>
        <li>
          {kind === "outbox"
            ? t("confirm.leaves", { to, via: way.sender?.name ?? "" })
            : kind === "mail"
              ? t("confirm.mail.says", { to })
              : t("confirm.phone.says", { to })}
        </li>
        {way.way === "mailto" && <li>{t("confirm.mailto.limit")}</li>}
        {kind === "outbox" && offline && <li>{t("confirm.offline")}</li>}
        {latest?.state === "sent" && latest.sentAt !== null && (
          <li className={styles.warn}>{t("confirm.again", { when: formats.dateTime(Date.parse(latest.sentAt), formats.zone, nowMs) })}</li>
        )}
        {moment?.state === "later" && contact !== null && (
          <li className={styles.warn}>
            {t("confirm.hours", { name, time: formats.time(nowMs, contact.timeZone), why: t(`moment.${moment.why}`) })}
          </li>
        )}
        {literals.length > 0 && (
          <li className={styles.warn}>{t("confirm.literals", { numbers: formats.list(literals.map((one) => one.text)) })}</li>
        )}
      </ul>
      <div className={styles.paper} lang={template.locale} tabIndex={0} role="group" aria-label={message.subject}>
        <p className={styles.subject}>{message.subject}</p>
        <div className={styles.body}>{message.body}</div>
      </div>
      {attaches !== null && <Checkbox label={t("confirm.ics")} checked={attaches} onChange={onAttach} />}
      <p className={styles.note}>{t("bound.count", { count: message.used.length })}</p>
    </Dialog>
  );
}
