import type { ReactNode } from "react";
import { type RankExplained, type RankNeighbour } from "../../../shared/domain/today/explain-rank.ts";
import { type RankFactor, rankFactors } from "../../../shared/domain/today/rank.ts";
import type { TodayRow } from "../../data/queries/today-items.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useNow } from "../../ui/now.ts";
import { useText } from "../../ui/text.ts";
import styles from "./today.module.css";
import { accountWords, backWords, messageWords, scoreWords } from "./today-words.ts";
import { useWords } from "./use-words.ts";

/** Why an item stands where it does: the factors of its score, and what decides against the one above and the one below. */
export function WhyDialog({ why, onClose }: { readonly why: RankExplained<TodayRow>; readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const common = useText("common");
  const { t, formats } = words;
  const { item, rank, place, of } = why;
  const back = backWords(item, t);
  return (
    <Dialog
      open
      width={560}
      title={t("why.title", { place, of })}
      onClose={onClose}
      actions={
        <Button variant="solid" data-autofocus onClick={onClose}>
          {common("action.close")}
        </Button>
      }
    >
      <p className={styles.whyItem}>
        <strong>{accountWords(item, t)}</strong> {messageWords(item.message, words)}
      </p>
      {back !== null && <p className={styles.under}>{t("why.once", { reason: back })}</p>}
      <p className={styles.under}>{t("why.formula")}</p>
      <table className={styles.why}>
        <thead>
          <tr>
            <th scope="col">{t("why.factor")}</th>
            <th scope="col">{t("why.what")}</th>
            <th scope="col">{t("why.times")}</th>
          </tr>
        </thead>
        <tbody>
          {rankFactors.map((factor) => (
            <tr key={factor}>
              <th scope="row">{t(`why.${factor}`)}</th>
              <td>
                <FactorWords factor={factor} item={item} />
              </td>
              <td>× {formats.number(rank.factors[factor], digitsOf(rank.factors[factor]))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t("why.score")}
            </th>
            <td>{scoreWords(rank.score, formats)}</td>
          </tr>
        </tfoot>
      </table>
      <dl className={styles.neighbours}>
        <Neighbour side="above" neighbour={why.above} />
        <Neighbour side="below" neighbour={why.below} />
      </dl>
    </Dialog>
  );
}

/** Enough digits that no factor is said to be nothing. */
function digitsOf(value: number): number {
  return Number.isInteger(value) ? 0 : value >= 0.1 ? 2 : 4;
}

function FactorWords({ factor, item }: { readonly factor: RankFactor; readonly item: TodayRow }): ReactNode {
  const { t, domain, formats } = useWords();
  const nowMs = useNow("minute");
  switch (factor) {
    case "urgency": {
      if (item.dueMs === null) return t(`why.urgency.${item.undated}`);
      const left = item.dueMs - nowMs;
      const duration = formats.duration(left);
      if (left < 0) return t("why.urgency.late", { duration });
      return t(item.dueIsDay ? "why.urgency.dayLeft" : "why.urgency.left", { duration });
    }
    case "stake":
      return t(`one.${item.kind}`);
    case "state":
      return domain(`state.${item.state}`);
    case "severity":
      return item.kind === "incident" && item.severity !== null ? item.severity : t("why.none");
    case "tier":
      return item.tier === null ? t("why.none") : domain(`tier.${item.tier}`);
    case "likelihood":
      return "probability" in item.message ? formats.percent(item.message.probability, 0) : t("why.none");
  }
}

interface NeighbourProps {
  readonly side: "above" | "below";
  readonly neighbour: RankNeighbour<TodayRow> | null;
}

function Neighbour({ side, neighbour }: NeighbourProps): ReactNode {
  const words = useWords();
  const { t, formats } = words;
  return (
    <div>
      <dt>{t(`why.${side}`)}</dt>
      <dd>
        {neighbour === null ? (
          t(side === "above" ? "why.first" : "why.last")
        ) : (
          <>
            {t("why.neighbour", {
              account: accountWords(neighbour.item, t),
              message: messageWords(neighbour.item.message, words),
              score: scoreWords(neighbour.score, formats),
            })}
            <small>
              {neighbour.by === null
                ? t("why.equal")
                : t(`why.${side}.by`, {
                    factor: t(`why.${neighbour.by.factor}`),
                    times: formats.number(neighbour.by.times, neighbour.by.times < 10 ? 2 : 0),
                  })}
            </small>
          </>
        )}
      </dd>
    </div>
  );
}
