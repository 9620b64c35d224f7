import type { ReactNode } from "react";
import type { CapacityRequest } from "../../../shared/domain/capacity-request/capacity-request.ts";
import { stepsFrom } from "../../../shared/domain/capacity-request/request-steps.ts";
import { Button } from "../button.tsx";
import { useFormats } from "../formats.ts";
import { StateMark, type State } from "../state-mark.tsx";
import { useText } from "../text.ts";
import styles from "./compose.module.css";

const marks: Readonly<Record<CapacityRequest["state"], State>> = {
  asked: "watch",
  confirmed: "watch",
  provisioned: "good",
  refused: "critical",
  cancelled: "unknown",
};

/** How far operations are with the capacity of a peak, and the steps that can be noted. */
export function RequestLine({
  request,
  onOffer,
  onStep,
}: {
  readonly request: CapacityRequest | null;
  readonly onOffer: () => void;
  readonly onStep: (to: CapacityRequest["state"]) => void;
}): ReactNode {
  const t = useText("outreach");
  const formats = useFormats();
  if (request === null) {
    return (
      <div className={styles.handed}>
        <span className={styles.note}>{t("request.none")}</span>
        <Button size="small" onClick={onOffer}>
          {t("request.offer")}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.form}>
      <div className={styles.handed}>
        <StateMark state={marks[request.state]} label={t(`request.state.${request.state}`)} />
        <span className={styles.note}>{t("request.fact", { pcu: formats.number(request.wantedPcu), day: request.neededOn })}</span>
      </div>
      {stepsFrom(request.state).length > 0 && (
        <div className={styles.actions}>
          {stepsFrom(request.state).map((to) => (
            <Button key={to} size="small" variant={to === "cancelled" ? "ghost" : "outline"} onClick={() => onStep(to)}>
              {t(`request.to.${to}`)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
