import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { useKeys } from "../../ui/keys.ts";
import { chanceText } from "../../ui/peaks/chance-text.ts";
import { Stepper } from "../../ui/peaks/stepper.tsx";
import { capacityStep } from "../../ui/peaks/capacity-step.ts";
import { useText } from "../../ui/text.ts";
import type { PeakForecast } from "../../data/queries/peak-forecast.ts";
import type { ShownRow } from "../../ui/peaks/peak-columns.tsx";
import { usePeaksStore, type Supposed } from "./peaks-store.ts";
import styles from "./peaks.module.css";
import { useCapacityRequest } from "./use-capacity-request.ts";
import type { SupposedPeak } from "./use-supposed.ts";

interface WhatIfBarProps {
  readonly row: ShownRow;
  readonly data: PeakForecast;
  readonly supposed: SupposedPeak | null;
}

/** Another capacity or another factor, and the chance over capacity at once: old → new. What has been found becomes a request in one step. */
export function WhatIfBar({ row, data, supposed }: WhatIfBarProps): ReactNode {
  const t = useText("peaks");
  const formats = useFormats();
  const { suppose } = usePeaksStore.getState();
  const request = useCapacityRequest();
  const { peak } = row;
  const base = peak.capacityPcu;
  // What is typed shows at once; what comes of it follows.
  const stored = usePeaksStore((state) => state.supposed);
  const what = stored?.peakId === peak.peakId ? stored : null;
  const capacity = what?.capacityPcu ?? base ?? Math.ceil(peak.p90);
  const step = capacityStep(base ?? peak.p90);
  const event = data.events.find((one) => peak.eventIds.includes(one.id));
  const asForecast = supposed?.events.find((one) => one.id === event?.id)?.factor;
  const factor = what?.event?.factor ?? asForecast ?? event?.upliftFactor ?? 1;
  const current = (): Supposed => usePeaksStore.getState().supposed ?? { peakId: peak.peakId, capacityPcu: null, event: null };
  const setCapacity = (pcu: number): void => suppose({ ...current(), peakId: peak.peakId, capacityPcu: pcu });
  const setFactor = (next: number): void => {
    if (event !== undefined) suppose({ ...current(), peakId: peak.peakId, event: { id: event.id, factor: next } });
  };
  useKeys([
    { keys: "+", label: t("whatIf.more"), group: "screen", run: () => setCapacity((Math.round(capacity / step) + 1) * step) },
    { keys: "=", label: t("whatIf.more"), group: "screen", run: () => setCapacity((Math.round(capacity / step) + 1) * step) },
    {
      keys: "-",
      label: t("whatIf.less"),
      group: "screen",
      run: () => setCapacity(Math.max(step, (Math.round(capacity / step) - 1) * step)),
    },
    { keys: "0", label: t("whatIf.reset"), group: "screen", run: () => suppose(null) },
    ...(what?.capacityPcu == null
      ? []
      : [{ keys: "q", label: t("whatIf.request"), group: "screen" as const, run: () => request(row, capacity) }]),
  ]);
  const outcome = supposed !== null && supposed.what !== null ? supposed : null;
  const after = outcome === null ? null : outcome.peak === null ? 0 : outcome.peak.pExceed;
  const isBetter = after !== null && peak.pExceed !== null && after < peak.pExceed - 0.005;
  return (
    <span className={styles.whatIf}>
      <span>{t("whatIf.capacity")}</span>
      <Stepper
        label={t("whatIf.capacity")}
        value={capacity}
        text={formats.number(capacity)}
        step={step}
        min={step}
        max={100_000_000}
        decrease={t("whatIf.less")}
        increase={t("whatIf.more")}
        onChange={setCapacity}
      />
      {event !== undefined && (
        <>
          <span className={styles.eventName} title={event.name}>
            {event.name}
          </span>
          <Stepper
            label={t("whatIf.factor", { name: event.name })}
            value={factor}
            text={`×${formats.number(factor, 1)}`}
            step={0.1}
            min={0.1}
            max={20}
            decrease={t("whatIf.factorLess")}
            increase={t("whatIf.factorMore")}
            onChange={setFactor}
          />
        </>
      )}
      <output className={styles.outcome} aria-label={t("whatIf.outcome")}>
        → P{" "}
        <b className={isBetter ? undefined : styles.asIs}>
          {outcome === null
            ? chanceText(peak.pExceed, formats)
            : t("whatIf.change", {
                before: chanceText(peak.pExceed, formats),
                after: chanceText(after, formats),
              })}
          {peak.pExceed === null ? "" : "%"}
        </b>
      </output>
      {what !== null && (
        <>
          {what.capacityPcu !== null && (
            <Button size="small" keyHint="q" onClick={() => request(row, capacity)}>
              {t("whatIf.request")}
            </Button>
          )}
          <IconButton
            size="small"
            label={t("whatIf.reset")}
            icon={<RotateCcw size={13} aria-hidden="true" />}
            onClick={() => suppose(null)}
          />
        </>
      )}
    </span>
  );
}
