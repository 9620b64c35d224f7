import { ChevronLeft, ChevronRight, Pause, Play } from "lucide-react";
import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import type { IncidentHistory } from "../../../../shared/domain/incident/incident-history.ts";
import { severities } from "../../../../shared/domain/incident/incident.ts";
import { readSla } from "../../../../shared/domain/sla/read-sla.ts";
import type { IncidentSla } from "../../../data/queries/incident-sla.ts";
import { Button } from "../../../ui/button.tsx";
import { Chip } from "../../../ui/chip.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { useKeys } from "../../../ui/keys.ts";
import { useText } from "../../../ui/text.ts";
import { policyWords } from "../sla/sla-words.ts";
import type { LiveSla } from "../sla/use-live-sla.ts";
import { FrozenVerdict } from "./frozen-verdict.tsx";
import { ReplayLanes } from "./replay-lanes.tsx";
import { replayModel } from "./replay-model.ts";
import styles from "./replay.module.css";
import { standingsAt } from "./standing.ts";
import type { Replay } from "./use-replay.ts";
import { useStandingWords } from "./use-standing-words.ts";
import { proposedDefinition } from "./what-if.ts";
import { type Supposition, WhatIfRow } from "./what-if-row.tsx";

export interface ReplayPanelProps {
  readonly history: IncidentHistory;
  readonly sla: IncidentSla;
  readonly live: LiveSla;
  readonly replay: Replay;
}

const minuteMs = 60_000;

/** What the clocks did, from the log alone: scrubbed, played, and read by another policy. */
export function ReplayPanel({ history, sla, live, replay }: ReplayPanelProps): ReactNode {
  const t = useText("incidents");
  const words = useText("sla");
  const formats = useFormats();
  const say = useStandingWords();
  const [supposition, setSupposition] = useState<Supposition | null>(null);
  const { input } = live;
  const nowMs = live.reading.atMs;
  const reading = useMemo(
    () => (replay.ms === null || input === null ? live.reading : readSla(input, replay.ms)),
    [replay.ms, input, live.reading],
  );
  const had = useMemo(() => severities.filter((severity) => history.segments.some((segment) => segment.severity === severity)), [history]);
  const supposed = useMemo(() => {
    if (supposition === null || input === null) return null;
    const definition = proposedDefinition(supposition.policy.definition, supposition.proposed, had);
    const other = { ...input, policy: { ...supposition.policy, definition } };
    return { now: readSla(other, nowMs), here: readSla(other, reading.atMs) };
  }, [supposition, input, nowMs, reading.atMs, had]);
  const [model, other] = useMemo(
    () => replayModel(history, supposed === null ? [live.reading] : [live.reading, supposed.now], nowMs, formats.zone),
    [history, live.reading, supposed, nowMs, formats.zone],
  );
  const suppose = (): void => setSupposition(supposition === null ? { policy: sla.policy, proposed: {} } : null);
  useKeys([
    { keys: "ArrowLeft", label: t("replay.previous"), group: "screen", run: () => replay.step(-1) },
    { keys: "ArrowRight", label: t("replay.next"), group: "screen", run: () => replay.step(1) },
    { keys: "shift+ArrowLeft", label: t("replay.minuteBack"), group: "screen", run: () => replay.stepTime(-minuteMs) },
    { keys: "shift+ArrowRight", label: t("replay.minuteOn"), group: "screen", run: () => replay.stepTime(minuteMs) },
    { keys: "b", label: words("replay.play"), group: "screen", run: replay.play },
    { keys: "v", label: words("whatIf.title"), group: "screen", run: suppose },
  ]);
  if (model === undefined) return null;
  const sentence = say(standingsAt(reading, history.events), reading.atMs);
  const at = replay.ms === null ? words("replay.atNow") : words("replay.at", { time: formats.dateTime(replay.ms) });
  return (
    <section className={styles.replay} aria-label={t("replay.title")}>
      <header className={styles.head}>
        <h2>{t("replay.title")}</h2>
        <IconButton
          size="small"
          label={t("replay.previous")}
          icon={<ChevronLeft size={14} aria-hidden="true" />}
          onClick={() => replay.step(-1)}
        />
        <IconButton
          size="small"
          label={words(replay.playing ? "replay.stop" : "replay.play")}
          icon={replay.playing ? <Pause size={14} aria-hidden="true" /> : <Play size={14} aria-hidden="true" />}
          onClick={replay.play}
        />
        <IconButton
          size="small"
          label={t("replay.next")}
          icon={<ChevronRight size={14} aria-hidden="true" />}
          onClick={() => replay.step(1)}
        />
        <Button size="small" aria-label={words("replay.speed", { speed: replay.speed })} onClick={replay.nextSpeed}>
          {`${String(replay.speed)}×`}
        </Button>
        <p className={styles.words} title={`${at} ${sentence}`}>
          <span>{at}</span> <strong>{sentence}</strong>
        </p>
        <Chip>{words("replay.policy", { policy: policyWords(live.reading.policy, words) })}</Chip>
        <Button size="small" keyHint="v" pressed={supposition !== null} onClick={suppose}>
          {words("whatIf.title")}
        </Button>
      </header>
      <ReplayLanes
        model={model}
        supposed={other ?? null}
        reading={live.reading}
        events={history.events}
        replay={replay}
        words={`${at} ${sentence}`}
      />
      {supposition !== null && supposed !== null && (
        <WhatIfRow
          policies={sla.policies}
          value={supposition}
          onChange={setSupposition}
          onClose={suppose}
          severities={had}
          reading={reading}
          supposed={supposed.here}
        />
      )}
      {sla.frozen !== null && <FrozenVerdict check={sla.frozen} />}
    </section>
  );
}
