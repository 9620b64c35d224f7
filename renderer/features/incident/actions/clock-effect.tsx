import type { ReactNode } from "react";
import { useMemo } from "react";
import { readSla } from "../../../../shared/domain/sla/read-sla.ts";
import type { SlaInput } from "../../../../shared/domain/sla/sla-reading.ts";
import { incidentChange, type IncidentAction, type IncidentSeen } from "../../../data/incident-edits.ts";
import { useFormats } from "../../../ui/formats.ts";
import { useNow } from "../../../ui/now.ts";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import { type ClockDifference, slaDifferences } from "../sla/sla-difference.ts";
import { clockMarks, standingWords } from "../sla/sla-words.ts";
import styles from "./action-form.module.css";

export interface ClockEffectProps {
  readonly action: IncidentAction;
  readonly seen: IncidentSeen;
  /** null = working days are still being loaded. */
  readonly input: SlaInput | null;
}

/** What an action would do to every clock, before it is done: the same log, read with the entry that it would write. */
export function ClockEffect({ action, seen, input }: ClockEffectProps): ReactNode {
  const t = useText("incidentActions");
  const key = JSON.stringify(action);
  const nowMs = useNow("minute");
  const effect = useMemo(
    () => (input === null ? null : effectOf(JSON.parse(key) as IncidentAction, seen, input, nowMs)),
    [key, seen, input, nowMs],
  );
  if (effect === null) return null;
  return (
    <div className={styles.effect} role="group" aria-label={t("effect")}>
      <h3>{t("effect")}</h3>
      {effect.differences.length === 0 ? (
        <p>{t("effect.none")}</p>
      ) : (
        <DifferenceList differences={effect.differences} nowMs={effect.atMs} />
      )}
    </div>
  );
}

/** Clock by clock: how it stands, and how it would. */
export function DifferenceList({
  differences,
  nowMs,
}: {
  readonly differences: readonly ClockDifference[];
  readonly nowMs: number;
}): ReactNode {
  const t = useText("sla");
  const domain = useText("domain");
  const formats = useFormats();
  const words = { t, formats, nowMs };
  return (
    <ul className={styles.differences}>
      {differences.map(({ clock, before, after }) => (
        <li key={clock}>
          <span>{domain(`clock.${clock}`)}</span>
          <span>{standingWords(before, words)}</span>
          <span aria-hidden="true">→</span>
          <StateMark state={after === null ? "unknown" : clockMarks[after.state]} label={standingWords(after, words)} />
        </li>
      ))}
    </ul>
  );
}

/** null = the action is none that could be done now. Read a moment after the entry, so that what it starts has started. */
function effectOf(
  action: IncidentAction,
  seen: IncidentSeen,
  input: SlaInput,
  nowMs: number,
): { readonly atMs: number; readonly differences: readonly ClockDifference[] } | null {
  const change = incidentChange(seen, withWords(action), {
    user: { id: "", name: "\u2026" },
    atMs: nowMs,
    newId: (prefix) => `${prefix}_next`,
  });
  if (!change.ok) return null;
  const atMs = Math.max(nowMs, Date.parse(change.value.event.at));
  const after = { ...input, events: [...input.events, change.value.event] };
  return { atMs, differences: slaDifferences(readSla(input, atMs), readSla(after, atMs)) };
}

/** Words that no policy takes for empty. */
const someWords = "words";

/** While nothing is typed yet the effect is that of some words. */
function withWords(action: IncidentAction): IncidentAction {
  if ("text" in action) return action.text.trim() === "" ? { ...action, text: someWords } : action;
  return action.reason.trim() === "" ? { ...action, reason: someWords } : action;
}
