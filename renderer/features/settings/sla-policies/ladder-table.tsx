import { Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { severities } from "../../../../shared/domain/incident/incident.ts";
import { clockKinds } from "../../../../shared/domain/sla/clock-kinds.ts";
import { ladderChannels, ladderRoles, type LadderRung } from "../../../../shared/domain/sla/sla-policy.ts";
import { Button } from "../../../ui/button.tsx";
import { ChoiceChip } from "../../../ui/choice-chip.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Select } from "../../../ui/select.tsx";
import { useText } from "../../../ui/text.ts";
import { faultAt, type DraftFault } from "./policy-draft.ts";
import { NumberInput } from "./number-input.tsx";
import { faultText } from "./policy-words.ts";
import styles from "./sla-policies.module.css";

interface LadderTableProps {
  readonly ladder: readonly LadderRung[];
  readonly faults: readonly DraftFault[];
  readonly onChange: ((ladder: LadderRung[]) => void) | null;
}

/** Who is called when so much of a target is used, in the order of the policy. */
export function LadderTable({ ladder, faults, onChange }: LadderTableProps): ReactNode {
  const t = useText("slaPolicies");
  const domain = useText("domain");
  const put = (index: number, rung: LadderRung): void => onChange?.(ladder.map((one, i) => (i === index ? rung : one)));
  const last = ladder.at(-1);
  return (
    <div>
      <table className={styles.targets} aria-label={t("ladder")}>
        <caption>{t("ladder.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("ladder.clock")}</th>
            <th scope="col">{t("ladder.severities")}</th>
            <th scope="col">{t("ladder.share")}</th>
            <th scope="col">{t("ladder.role")}</th>
            <th scope="col">{t("ladder.channel")}</th>
            <th scope="col">{t("column.actions")}</th>
          </tr>
        </thead>
        <tbody>
          {ladder.map((rung, i) => {
            const fault = faultAt(faults, ["ladder", i]);
            const of = (what: string): string => t("ladder.of", { what, number: i + 1 });
            return (
              // A rung has no identity but its place.
              <tr key={String(i)}>
                <td>
                  <Select
                    aria-label={of(t("ladder.clock"))}
                    value={rung.clock}
                    options={clockKinds.map((id) => ({ id, label: domain(`clock.${id}`) }))}
                    onChange={(clock) => put(i, { ...rung, clock })}
                  />
                </td>
                <td>
                  <ChoiceChip
                    label=""
                    options={severities.map((id) => ({ id, label: id }))}
                    chosen={rung.severities}
                    onChange={(chosen) => put(i, { ...rung, severities: severities.filter((id) => chosen.includes(id)) })}
                  />
                </td>
                <td>
                  <NumberInput
                    label={of(t("ladder.share"))}
                    value={rung.share}
                    scale={100}
                    invalid={fault !== null}
                    onChange={(share) => put(i, { ...rung, share })}
                  />
                  {fault !== null && (
                    <span className={styles.fault} role="alert">
                      {faultText(fault, t)}
                    </span>
                  )}
                </td>
                <td>
                  <Select
                    aria-label={of(t("ladder.role"))}
                    value={rung.role}
                    options={ladderRoles.map((id) => ({ id, label: domain(`ladderRole.${id}`) }))}
                    onChange={(role) => put(i, { ...rung, role })}
                  />
                </td>
                <td>
                  <Select
                    aria-label={of(t("ladder.channel"))}
                    value={rung.channel}
                    options={ladderChannels.map((id) => ({ id, label: domain(`ladderChannel.${id}`) }))}
                    onChange={(channel) => put(i, { ...rung, channel })}
                  />
                </td>
                <td>
                  {onChange !== null && (
                    <IconButton
                      size="small"
                      icon={<Trash2 size={14} />}
                      label={of(t("ladder.remove"))}
                      onClick={() => onChange(ladder.filter((_, other) => other !== i))}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {onChange !== null && (
        <Button
          size="small"
          variant="ghost"
          icon={<Plus size={14} />}
          onClick={() =>
            onChange([
              ...ladder,
              last ?? { clock: "first_response", severities: [...severities], share: 1, role: "manager", channel: "phone" },
            ])
          }
        >
          {t("ladder.add")}
        </Button>
      )}
    </div>
  );
}
