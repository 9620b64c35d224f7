import type { ReactNode } from "react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { RadarPeak } from "../../../shared/domain/peak/radar.ts";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import { useDraft } from "../../data/drafts/use-draft.ts";
import { useDrafts } from "../../data/drafts/drafts-context.ts";
import { useRoundRows } from "../../data/outreach/use-round-rows.ts";
import { regionName } from "../../ui/attention-text.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useKeys } from "../../ui/keys.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { Page, PageHeader } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./outreach.module.css";
import { beginRound, type Round, type RoundStep, roundUntil, roundWindows, skipReasons, stepDone } from "./round-plan.ts";
import { RoundStop } from "./round-stop.tsx";
import { RoundSummary, stepWords } from "./round-summary.tsx";

const noRound: { readonly round: Round | null } = { round: null };
/** A round that was left for longer is begun anew: the forecast has moved on. */
const staleMs = 16 * 3_600_000;

/** Goes through every account with a peak ahead and no fresh answer, one after another, each with its message ready. */
export function RoundScreen(): ReactNode {
  const t = useText("outreach");
  const { zone, dayWords } = useFormats();
  const { radar, made, all } = useRoundRows();
  const drafts = useDrafts();
  const { value, set } = useDraft("round", noRound);
  const [opened] = useState(() => Date.now());
  const peaks = useMemo(() => new Map(radar?.rows.map(({ peak }) => [peak.peakId, peak])), [radar]);
  const { round } = value;
  const current = round !== null && opened - round.startedMs < staleMs ? round : null;
  // Where it stands is on the disk with every step: a lock or the app's end costs none.
  const keep = useCallback(
    (next: Round) => {
      set({ round: next });
      void drafts.flush();
    },
    [set, drafts],
  );
  const begin = useCallback(
    (window: Round["window"]) => {
      const mine = (radar?.rows ?? []).filter((row) => row.ownerId === radar?.userId);
      // A lead without accounts goes through the book.
      keep(beginRound(mine.length > 0 ? mine : (radar?.rows ?? []), window, Date.now(), zone));
    },
    [radar, keep, zone],
  );
  useEffect(() => {
    if (radar !== null && current === null) begin("weekend");
  }, [radar, current, begin]);
  useReady(current !== null || made < all);
  if (current === null) {
    return (
      <Page header={<PageHeader title={t("round")} />}>
        {made < all && <EmptyState title={t("round.making.title")} text={t("round.making", { done: made, all })} />}
      </Page>
    );
  }
  const done = Object.keys(current.done).length;
  const until = roundUntil(current.window, current.startedMs, zone) - 1;
  return (
    <Page
      header={
        <PageHeader
          title={t("round")}
          detail={t("round.until", { day: dayWords(until) })}
          marks={
            <span role="status">{t("round.progress", { done: Math.min(done + 1, current.stops.length), all: current.stops.length })}</span>
          }
          position={
            <Segmented
              label={t("round.window")}
              options={roundWindows.map((id) => ({ id, label: t(`round.window.${id}`) }))}
              value={current.window}
              onChange={begin}
            />
          }
        />
      }
    >
      <RoundBody round={current} peaks={peaks} onRound={keep} onBegin={() => begin(current.window)} />
    </Page>
  );
}

interface RoundBodyProps {
  readonly round: Round;
  /** By their name: as the forecast sees them now. */
  readonly peaks: ReadonlyMap<string, RadarPeak>;
  readonly onRound: (round: Round) => void;
  readonly onBegin: () => void;
}

function RoundBody({ round, peaks, onRound, onBegin }: RoundBodyProps): ReactNode {
  const t = useText("outreach");
  const navigate = useNavigate();
  const stage = useRef<HTMLDivElement>(null);
  const [skipping, setSkipping] = useState(false);
  const stop = round.stops[round.at];
  const finish = (step: RoundStep): void => {
    if (stop !== undefined) onRound(stepDone(round, stop.peakId, step));
  };
  const move = (by: number): void => onRound({ ...round, at: Math.max(0, Math.min(round.stops.length, round.at + by)) });
  useEffect(() => stage.current?.focus({ preventScroll: true }), [round.at]);
  useKeys([
    { keys: "s", label: t("round.skip"), group: "screen", run: () => stop !== undefined && setSkipping(true) },
    { keys: "j", label: t("key.round"), group: "list", run: () => move(1) },
    { keys: "k", label: t("round.back"), group: "list", run: () => move(-1) },
  ]);
  const items = useMemo(() => round.stops.map((one, index) => ({ ...one, index, step: round.done[one.peakId] ?? null })), [round]);
  if (round.stops.length === 0) {
    return (
      <EmptyState
        title={t("round.empty.title")}
        text={t("round.empty.text")}
        action={<Button onClick={() => navigate({ screen: "outreach" })}>{t("round.close")}</Button>}
      />
    );
  }
  return (
    <div className={styles.round}>
      <ol className={styles.list} aria-label={t("round.list")}>
        {items.map((one) => (
          <li key={one.peakId} aria-current={one.index === round.at ? "step" : undefined}>
            <button type="button" onClick={() => onRound({ ...round, at: one.index })}>
              <span>{one.accountName}</span>
              <small>{one.step === null ? "" : stepWords(one.step, t)}</small>
            </button>
            <StopFacts peak={peaks.get(one.peakId)} />
          </li>
        ))}
      </ol>
      <div ref={stage} className={styles.stage} tabIndex={-1} role="region" aria-label={stop?.accountName ?? t("round.summary")}>
        {stop === undefined ? (
          <RoundSummary round={round} onAgain={onBegin} />
        ) : (
          <RoundStop key={stop.peakId} stop={stop} onSkip={() => setSkipping(true)} onDone={(how) => finish({ how, reason: null })} />
        )}
      </div>
      {skipping && stop !== undefined && (
        <Dialog open title={t("round.skip.title", { account: stop.accountName })} onClose={() => setSkipping(false)} width={360}>
          <SkipChoices
            onChoose={(reason) => {
              setSkipping(false);
              finish({ how: "skipped", reason });
            }}
          />
        </Dialog>
      )}
    </div>
  );
}

/** How serious the stop's peak is, when it is, and until when asking helps. */
function StopFacts({ peak }: { readonly peak: RadarPeak | undefined }): ReactNode {
  const t = useText("outreach");
  const domain = useText("domain");
  const formats = useFormats();
  if (peak === undefined) return null;
  const when = `${formats.monthDay(peak.atMs, peak.timeZone)} ${formats.weekday(peak.atMs, peak.timeZone)}`;
  return (
    <p className={styles.stop}>
      <StateMark state={peak.level} label={null} />
      <span>{joinDots([regionName(domain, peak.region), when])}</span>
      <span className={peak.deadline.state === "passed" ? styles.due : undefined}>
        {peak.deadline.state === "passed" ? t("round.tooLate") : t("round.by", { day: peak.deadline.askByDay.slice(5) })}
      </span>
    </p>
  );
}

/** Why somebody is left out: 1 to 4, or Enter for the first. */
function SkipChoices({ onChoose }: { readonly onChoose: (reason: (typeof skipReasons)[number]) => void }): ReactNode {
  const t = useText("outreach");
  useKeys(
    skipReasons.map((reason, index) => ({
      keys: String(index + 1),
      label: t(`round.skip.${reason}`),
      group: "screen" as const,
      inFields: true,
      run: () => onChoose(reason),
    })),
  );
  return (
    <div className={styles.choices}>
      {skipReasons.map((reason, index) => (
        <Button key={reason} data-autofocus={index === 0} keyHint={String(index + 1)} onClick={() => onChoose(reason)}>
          {t(`round.skip.${reason}`)}
        </Button>
      ))}
    </div>
  );
}
