import type { ReactNode } from "react";
import { useState } from "react";
import { X } from "lucide-react";
import { useQuery } from "../../../data/hooks.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { useText } from "../../../ui/text.ts";
import { TextField } from "../../../ui/text-field.tsx";
import styles from "./senders.module.css";

/** Accounts, found by name, pinyin initials or code. */
export function AccountChoice({
  chosen,
  onChange,
  control,
}: {
  readonly chosen: readonly string[];
  readonly onChange: (accountIds: readonly string[]) => void;
  readonly control: { readonly id: string; readonly "aria-describedby": string | undefined; readonly "aria-invalid": boolean };
}): ReactNode {
  const t = useText("senders");
  const [text, setText] = useState("");
  // Contacts and incidents are found as well: enough are asked for that five accounts are among them.
  const { data: found, ready } = useQuery("search", { text, limit: 200 });
  const titles = useQuery("recordTitles", { records: chosen.map((id) => ({ kind: "account" as const, id })) }).data;
  const offered = (found ?? []).filter(({ type, id }) => type === "account" && !chosen.includes(id)).slice(0, 5);
  const add = (id: string): void => {
    onChange([...chosen, id]);
    setText("");
  };
  return (
    <div className={styles.accounts}>
      {chosen.length > 0 && (
        <ul className={styles.chosen}>
          {chosen.map((id) => {
            const name = titles?.[`account ${id}`]?.name ?? id;
            return (
              <li key={id}>
                <span>{name}</span>
                <IconButton
                  label={t("accounts.remove", { name })}
                  icon={<X size={12} aria-hidden="true" />}
                  size="small"
                  onClick={() => onChange(chosen.filter((other) => other !== id))}
                />
              </li>
            );
          })}
        </ul>
      )}
      <TextField
        {...control}
        value={text}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          // Enter chooses what was found first; it does not send the form.
          event.preventDefault();
          const [first] = offered;
          if (first !== undefined) add(first.id);
        }}
      />
      {text !== "" && (
        <ul className={styles.offered}>
          {offered.map(({ id, title, subtitle }) => (
            <li key={id}>
              <button type="button" onClick={() => add(id)}>
                <span>{title}</span>
                <span className={styles.quiet}>{subtitle}</span>
              </button>
            </li>
          ))}
          {ready && offered.length === 0 && <li className={styles.quiet}>{t("accounts.none")}</li>}
        </ul>
      )}
    </div>
  );
}
