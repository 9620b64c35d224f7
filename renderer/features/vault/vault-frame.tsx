import { KeyRound, Lock, ShieldOff, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./vault.module.css";

const icons = { lock: Lock, key: KeyRound, unplug: Unplug, gone: ShieldOff } as const;

/** The window with nothing in it but what has to be done first. */
export function VaultFrame({
  icon,
  title,
  children,
}: {
  readonly icon: keyof typeof icons;
  readonly title: string;
  readonly children: ReactNode;
}): ReactNode {
  const Icon = icons[icon];
  return (
    <main className={styles.screen}>
      <div className={styles.window}>
        <Icon className={styles.icon} size={32} strokeWidth={1.75} aria-hidden="true" />
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
