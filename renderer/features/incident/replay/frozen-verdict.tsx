import type { ReactNode } from "react";
import type { VerdictCheck, VerdictDifference } from "../../../data/queries/verdict-check.ts";
import { useFormats } from "../../../ui/formats.ts";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import { countdown, policyWords } from "../sla/sla-words.ts";
import styles from "./replay.module.css";

/** How its promises were kept as it was frozen at the closing, and whether the log, read now, says the same. */
export function FrozenVerdict({ check }: { readonly check: VerdictCheck }): ReactNode {
  const t = useText("sla");
  const formats = useFormats();
  const { verdict, because, differences } = check;
  const count = (state: "met" | "missed"): number => verdict.clocks.filter((clock) => clock.state === state).length;
  const closedMs = Date.parse(verdict.closedAt);
  return (
    <div className={styles.frozen} role="group" aria-label={t("verdict.title")}>
      <p>
        {t("verdict.frozen", {
          time: formats.dateTime(closedMs),
          policy: policyWords(verdict.policy, t),
          kept: formats.number(count("met")),
          missed: formats.number(count("missed")),
        })}
      </p>
      <StateMark
        state={because === "same" ? "good" : because === "policy" ? "unknown" : "watch"}
        label={t(because === "log" && differences.length === 0 ? "verdict.because.logSame" : `verdict.because.${because}`)}
      />
      {differences.length > 0 && (
        <ul className={styles.differs}>
          {differences.slice(0, mostDifferences).map((difference) => (
            <Difference key={keyOf(difference)} difference={difference} />
          ))}
        </ul>
      )}
    </div>
  );
}

const mostDifferences = 6;

function keyOf({ frozen, now }: VerdictDifference): string {
  const clock = frozen ?? now;
  return clock === null ? "" : `${clock.clock} ${String(clock.cycle)}`;
}

function Difference({ difference }: { readonly difference: VerdictDifference }): ReactNode {
  const t = useText("sla");
  const domain = useText("domain");
  const formats = useFormats();
  const clock = difference.frozen ?? difference.now;
  if (clock === null) return null;
  const said = (one: VerdictDifference["frozen"]): string =>
    one === null ? t("standing.none") : `${domain(`clockState.${one.state}`)} ${countdown(one.elapsedMs, formats)}`;
  return (
    <li>
      {t("verdict.difference", { clock: domain(`clock.${clock.clock}`), frozen: said(difference.frozen), now: said(difference.now) })}
    </li>
  );
}
