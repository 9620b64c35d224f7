import { Ban, CheckCircle2, CircleAlert, CircleDashed, CircleHelp, Clock3, MessageSquareOff, PencilLine, Send } from "lucide-react";
import type { ReactNode } from "react";
import type { PeakContact } from "../../../shared/domain/peak/radar.ts";
import { useFormats } from "../formats.ts";
import { useText } from "../text.ts";
import styles from "./peak-marks.module.css";

const icons: Readonly<Record<NonNullable<PeakContact["state"]> | "none", typeof Send>> = {
  none: CircleDashed,
  draft: PencilLine,
  queued: Clock3,
  unsure: CircleHelp,
  failed: CircleAlert,
  cancelled: Ban,
  sent: Send,
  answered: CheckCircle2,
  declined: Ban,
  expired: MessageSquareOff,
};

/** Whether the customer was asked about a peak and what came of it: shape and word; `short` = the shape, with its word on hover and read out. */
export function AnswerMark({ contact, short = false }: { readonly contact: PeakContact; readonly short?: boolean }): ReactNode {
  const t = useText("peaks");
  const formats = useFormats();
  const state = contact.state ?? "none";
  const Icon = icons[state];
  const word = t(`answer.${state}`);
  const title = contact.answeredPcu === null ? word : t("answer.told", { word, pcu: formats.number(contact.answeredPcu) });
  return (
    <span className={styles.answer} data-state={state} title={title}>
      {short ? <Icon size={13} role="img" aria-label={title} /> : <Icon size={13} aria-hidden="true" />}
      {!short && <span className={styles.word}>{word}</span>}
    </span>
  );
}
