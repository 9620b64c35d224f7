import type { ReactNode } from "react";
import type { SlaPolicyDefinition } from "../../../../shared/domain/sla/sla-policy.ts";
import type { NextPromise } from "../../../../shared/domain/sla/next-promise.ts";
import { useQuery } from "../../../data/hooks.ts";
import type { OpenStates } from "../../../data/queries/sla-policy-preview.ts";
import { useFormats } from "../../../ui/formats.ts";
import { Link } from "../../../ui/link.tsx";
import { PromiseMark } from "../../../ui/promise-mark.tsx";
import { SeverityBadge } from "../../../ui/severity-badge.tsx";
import { StateShape } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import styles from "./sla-policies.module.css";

const states = ["breached", "warning", "running", "paused", "none"] as const satisfies readonly (keyof OpenStates)[];
const shapes = { breached: "critical", warning: "watch", running: "good", paused: "unknown", none: "unknown" } as const;
const mostShown = 10;

interface PolicyPreviewPartProps {
  readonly definition: SlaPolicyDefinition;
  readonly name: string;
  readonly version: number;
  /** The draft was changed since. */
  readonly stale: boolean;
}

/** What a draft would do to the open incidents of its version's contracts, and would have done to the last quarter. */
export function PolicyPreviewPart({ definition, name, version, stale }: PolicyPreviewPartProps): ReactNode {
  const t = useText("slaPolicies");
  const domain = useText("domain");
  const common = useText("common");
  const formats = useFormats();
  const { data, ready } = useQuery("slaPolicyPreview", { definition, name, version, timeZone: formats.zone });
  if (!ready || data === undefined) return <p role="status">{t("preview.running")}</p>;
  if (data === null) return null;
  const { open, quarter } = data;
  const share = (value: number | null): string =>
    value === null ? `${common("value.none")} ${common("value.noData")}` : formats.percent(value);
  return (
    <section className={styles.preview} aria-label={t("preview.title")}>
      <h3>
        {t("preview.title")}{" "}
        <span className={styles.secondary}>
          {stale ? t("preview.stale") : t("preview.meta", { count: open.count, time: formats.time(data.atMs) })}
        </span>
      </h3>
      <table className={styles.targets}>
        <thead>
          <tr>
            <th scope="col">{t("preview.open")}</th>
            {states.map((state) => (
              <th key={state} scope="col">
                <StateShape state={shapes[state]} /> {state === "none" ? t("preview.none") : domain(`clockState.${state}`)}
              </th>
            ))}
            <th scope="col" title={t("preview.quarter.title")}>
              {t("preview.quarter", { period: quarter.period.id, count: quarter.before.n })}
            </th>
          </tr>
        </thead>
        <tbody>
          {(["before", "after"] as const).map((side) => (
            <tr key={side}>
              <th scope="row">{t(`preview.${side}`)}</th>
              {states.map((state) => (
                <td key={state} className={open.after[state] === open.before[state] ? undefined : styles.changed}>
                  {formats.number(open[side][state])}
                </td>
              ))}
              <td className={quarter.after.value === quarter.before.value ? undefined : styles.changed}>{share(quarter[side].value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.secondary}>
        {open.changed.length === 0 ? t("preview.same") : t("preview.changed", { count: open.changed.length })}
      </p>
      {open.changed.length > 0 && (
        <table className={styles.changes}>
          <tbody>
            {open.changed.slice(0, mostShown).map((one) => (
              <tr key={one.incidentId}>
                <th scope="row">
                  <SeverityBadge severity={one.severity} />{" "}
                  <Link route={{ screen: "incident", incidentId: one.incidentId }}>{one.number}</Link>
                </th>
                <td>
                  <Promised promise={one.before} />
                </td>
                <td aria-hidden="true">→</td>
                <td>
                  <Promised promise={one.after} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Promised({ promise }: { readonly promise: NextPromise | null }): ReactNode {
  const t = useText("slaPolicies");
  return promise === null ? t("preview.none") : <PromiseMark promise={promise} />;
}
