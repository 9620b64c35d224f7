import type { ReactNode } from "react";
import { useState } from "react";
import type { BoundValue } from "../../../shared/domain/outreach/bound-value.ts";
import type { MessagePart } from "../../../shared/domain/outreach/message-text.ts";
import { isKind } from "../../../shared/domain/kinds.ts";
import { useFormats } from "../formats.ts";
import { Popover } from "../popover.tsx";
import { useText } from "../text.ts";
import { tokenWords } from "./compose-words.ts";
import styles from "./compose.module.css";

/** A message as it is read, in its own language; each bound value tells what it is and which rows it was made from. */
export function MessageView({
  subject,
  body,
  locale,
}: {
  readonly subject: readonly MessagePart[];
  readonly body: readonly MessagePart[];
  readonly locale: string;
}): ReactNode {
  return (
    <div className={styles.message} lang={locale}>
      <p className={styles.subject}>
        <Parts parts={subject} />
      </p>
      <div className={styles.body}>
        <Parts parts={body} />
      </div>
    </div>
  );
}

function Parts({ parts }: { readonly parts: readonly MessagePart[] }): ReactNode {
  return parts.map((part, index) =>
    // A text does not change its order: places are names enough.
    part.type === "text" ? <span key={`t${index}`}>{part.text}</span> : <BoundChip key={`b${index}`} bound={part.bound} />,
  );
}

function BoundChip({ bound }: { readonly bound: BoundValue }): ReactNode {
  const t = useText("outreach");
  const domain = useText("domain");
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={tokenWords(bound.token, t)}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles.bound} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
          {bound.text}
        </button>
      }
    >
      <div className={styles.definition}>
        <p>{tokenWords(bound.token, t)}</p>
        {bound.value !== null && bound.unit === "users" && <p>{t("token.value", { value: `${formats.number(bound.value)} PCU` })}</p>}
        {bound.sources.length > 0 && (
          <p>
            {t("token.rows")}
            {bound.sources.map((source) => (
              <span key={`${source.kind} ${source.id}`}>
                {isKind(source.kind) ? domain(`kind.${source.kind}`) : domain("metric.pcu")} <code>{source.id}</code>
              </span>
            ))}
          </p>
        )}
        <code>{`{{ ${bound.token} }}`}</code>
      </div>
    </Popover>
  );
}
