import { useMemo, type ReactNode } from "react";
import type { AccountHealth } from "../../../data/queries/account-health.ts";
import { TimeSeriesChart } from "../../../ui/chart/time-series-chart.tsx";
import { useNow } from "../../../ui/now.ts";
import { useText } from "../../../ui/text.ts";
import { scoreDays } from "./score-days.ts";

const dayMs = 86_400_000;
const shownDays = 90;

/** Every day's score with the marks of changed weights and overrides; days are UTC, as they are kept. */
export function HealthHistory({ health, code }: { readonly health: AccountHealth; readonly code: string }): ReactNode {
  const t = useText("health");
  const domain = useText("domain");
  const nowMs = useNow("minute");
  const { result, history, overrides, grades } = health;
  const today = Math.floor(result.atMs / dayMs) * dayMs;
  const fromMs = today - (shownDays - 1) * dayMs;
  const computed = history.days.filter((day) => !day.kept && Date.parse(`${day.day}T00:00:00.000Z`) >= fromMs).length;
  const values = useMemo(
    () =>
      scoreDays([...history.days, { day: new Date(today).toISOString().slice(0, 10), scoreMilli: result.scoreMilli }], today, shownDays),
    [history.days, today, result.scoreMilli],
  );
  const marks = useMemo(
    () =>
      [
        ...history.changes.map((change) => ({
          id: `model ${change.version}`,
          kind: "event" as const,
          label: t("history.mark", { version: change.version }),
          atMs: change.fromMs ?? fromMs,
        })),
        ...overrides.map((one) => ({
          id: one.id,
          kind: "incident" as const,
          label: `${t("override.set")}: ${domain(`state.${one.grade}`)}`,
          atMs: Date.parse(one.at),
          untilMs: Date.parse(one.withdrawnAt ?? one.expiresAt),
        })),
      ].toSorted((a, b) => a.atMs - b.atMs),
    [history.changes, overrides, fromMs, t, domain],
  );
  const facts = [t("history.facts.kept"), ...(computed === 0 ? [] : [t("history.facts.computed", { count: computed })])];
  return (
    <TimeSeriesChart
      title={t("history.title")}
      facts={facts}
      unit="points"
      fromMs={fromMs}
      toMs={today + dayMs}
      zone="UTC"
      series={[{ id: "score", label: t("history.score"), startMs: fromMs, stepMs: dayMs, values }]}
      target={{ value: grades.good, label: domain("state.good") }}
      marks={marks}
      asOfMs={result.atMs}
      nowMs={nowMs}
      weekend={[]}
      height={170}
      fileName={`${code}-health`}
    />
  );
}
