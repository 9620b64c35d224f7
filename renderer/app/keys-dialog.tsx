import type { ReactNode } from "react";
import { useContext } from "react";
import { Dialog } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import type { KeyGroup } from "../ui/keys.ts";
import { KeyRegistryContext } from "../ui/keys.ts";
import { useText } from "../ui/text.ts";
import styles from "./keys-dialog.module.css";

const groups: readonly KeyGroup[] = ["screen", "list", "go", "app"];

/** Every key that works now, as the screens registered them. */
export function KeysDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  const t = useText("shell");
  const bindings = useContext(KeyRegistryContext)?.all() ?? [];
  return (
    <Dialog open={open} title={t("keys.title")} onClose={onClose} width={560}>
      <p className={styles.intro}>{t("keys.intro")}</p>
      <div className={styles.groups}>
        {groups.map((group) => {
          const members = bindings.filter((binding) => binding.group === group);
          if (members.length === 0) return null;
          return (
            <section key={group} className={styles.group}>
              <h3>{t(`keys.group.${group}`)}</h3>
              <dl>
                {members.map((binding) => (
                  <div key={binding.keys} className={styles.binding}>
                    <dt>{binding.label}</dt>
                    <dd>
                      <span className="visually-hidden">{binding.keys}</span>
                      <Kbd keys={binding.keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
