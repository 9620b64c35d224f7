import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { type Composition, wayId } from "../../../shared/domain/outreach/compose-message.ts";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import { FactList } from "../fact-list.tsx";
import { useFormats } from "../formats.ts";
import { Menu, type MenuItem } from "../menu.tsx";
import { useNow } from "../now.ts";
import { useText } from "../text.ts";
import { languageWords, momentWords, wayWords } from "./compose-words.ts";
import styles from "./compose.module.css";
import type { ComposerModel } from "./composer-model.ts";

/** To, channel, language and when: proposed with reasons, each to be chosen otherwise. */
export function AddressLines({
  composition,
  onChoose,
}: {
  readonly composition: Composition;
  readonly onChoose: ComposerModel["choose"];
}): ReactNode {
  const t = useText("outreach");
  const domain = useText("domain");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const words = { t, domain, formats };
  const { contact, contacts, ways, way, reasons } = composition;
  const people = contacts.map((one): MenuItem => ({
    type: "item",
    id: one.id,
    label: joinDots([one.name, one.title || domain(`contactRole.${one.role}`)]),
    checked: one.id === contact?.id,
    onSelect: () => onChoose({ contactId: one.id }),
  }));
  const channels = ways.map((one): MenuItem => ({
    type: "item",
    id: wayId(one),
    label: wayWords(one, words),
    checked: way !== null && wayId(one) === wayId(way),
    onSelect: () => onChoose({ way: wayId(one) }),
  }));
  return (
    <FactList
      facts={[
        {
          label: t("compose.to"),
          value:
            contact === null ? (
              <span className={styles.warn}>{t("compose.nobody")}</span>
            ) : (
              <>
                <Choice label={t("compose.to")} items={people}>
                  {contact.name}
                </Choice>
                <span className={styles.side}>
                  {joinDots([contact.title || domain(`contactRole.${contact.role}`), ...reasons.map((reason) => t(`reason.${reason}`))])}
                </span>
              </>
            ),
        },
        {
          label: t("compose.channel"),
          value:
            way === null ? (
              <span className={styles.warn}>{t("compose.noWay")}</span>
            ) : (
              <>
                <Choice label={t("compose.channel")} items={channels}>
                  {wayWords(way, words)}
                </Choice>
                {way.to !== null && way.way !== "phone" && <span className={styles.side}>{way.to}</span>}
              </>
            ),
        },
        { label: t("compose.language"), value: languageWords(composition, t) },
        { label: t("compose.when"), value: momentWords(composition, nowMs, words) },
      ]}
    />
  );
}

function Choice({
  label,
  items,
  children,
}: {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly children: string;
}): ReactNode {
  return (
    <Menu
      items={items}
      trigger={
        <button type="button" className={styles.choice} aria-haspopup="menu" aria-label={`${label}: ${children}`}>
          <span>{children}</span>
          <ChevronDown size={12} aria-hidden="true" />
        </button>
      }
    />
  );
}
