import { useState, type ReactNode } from "react";
import type { HealthComponentId } from "../../../../shared/domain/health/health-rules.ts";
import type { AccountHealth } from "../../../data/queries/account-health.ts";
import { patchWithInverse } from "../../../data/inverse-edits.ts";
import { useKeys } from "../../../ui/keys.ts";
import { useText } from "../../../ui/text.ts";
import { useRecordEdit } from "../use-record-edit.ts";
import { HealthFlips } from "./health-flips.tsx";
import { HealthHead } from "./health-head.tsx";
import { HealthTree, type RowsAsked } from "./health-tree.tsx";
import { OverrideDialog } from "./override-dialog.tsx";
import { RowsDialog } from "./rows-dialog.tsx";
import { scoreDays } from "./score-days.ts";

const dayMs = 86_400_000;
/** Three months and today. */
const sparkDays = 91;

/** The account's health, from the score down to the rows, with what would turn it. */
export function HealthPanel({ health }: { readonly health: AccountHealth }): ReactNode {
  const t = useText("health");
  const edit = useRecordEdit();
  const [rows, setRows] = useState<RowsAsked | null>(null);
  const [overriding, setOverriding] = useState(false);
  const { result, since } = health;
  const { accountId, atMs, override, scoreMilli } = result;
  useKeys([{ keys: "o", label: t("key.override"), group: "screen", run: () => setOverriding(override === null) }]);
  const today = Math.floor(atMs / dayMs) * dayMs;
  const days = [...health.history.days, { day: new Date(today).toISOString().slice(0, 10), scoreMilli }];
  const changeOf = (component: HealthComponentId): number | null =>
    since.day7.scoreMilli === null
      ? null
      : since.day7.moves.reduce((sum, move) => (move.component === component ? sum + move.deltaMilli : sum), 0);
  const withdraw = (): void => {
    const record = health.overrides.find(({ id }) => id === override?.id);
    if (record === undefined) return;
    const { edit: patch, inverse } = patchWithInverse("healthOverride", record, { withdrawnAt: new Date().toISOString() });
    void edit({ edits: [patch], inverses: [inverse] }, t("override.withdrawn"));
  };
  return (
    <>
      <HealthHead
        result={result}
        since={since}
        days={scoreDays(days, today, sparkDays)}
        grades={health.grades}
        overrideAuthor={health.overrides.find(({ id }) => id === override?.id)?.authorName ?? null}
        onOverride={() => setOverriding(true)}
        onWithdraw={withdraw}
      />
      <HealthTree
        result={result}
        changeOf={changeOf}
        totalChangeMilli={since.day7.scoreMilli === null || scoreMilli === null ? null : scoreMilli - since.day7.scoreMilli}
        onRows={setRows}
      />
      <HealthFlips flips={health.flips} grade={result.grade} />
      {rows !== null && <RowsDialog accountId={accountId} asked={rows} onClose={() => setRows(null)} />}
      {overriding && <OverrideDialog accountId={accountId} nowMs={atMs} onClose={() => setOverriding(false)} />}
    </>
  );
}
