import { Pencil } from "lucide-react";
import { useState, type ReactNode } from "react";
import { tierDefaults, tierServices } from "../../../shared/domain/contract/contract.ts";
import { daysUntil } from "../../../shared/domain/contract/days-left.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { useDrafts } from "../../data/drafts/drafts-context.ts";
import { useQuery } from "../../data/hooks.ts";
import type { AccountHead } from "../../data/queries/account-head.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useKeys } from "../../ui/keys.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./account.module.css";
import { ContractForm, contractDraft } from "./contract-form.tsx";
import { Section } from "./section.tsx";

/** What was agreed: tier with what it includes, renewal, committed minutes and the SLA policy in force. */
export function ContractTab({ head }: { readonly head: AccountHead }): ReactNode {
  const t = useText("account");
  const drafts = useDrafts();
  const [editing, setEditing] = useState(() => drafts.get(contractDraft(head.account.id)) !== null);
  const contracts = useQuery("accountContracts", { accountId: head.account.id }).data;
  const current = contracts?.[0];
  useKeys([{ keys: "e", label: t("contract.edit"), group: "screen", run: () => setEditing(true) }]);
  if (contracts === undefined) return null;
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t("tab.contract")}>
      {current === undefined ? (
        <>
          <EmptyState title={t("contract.none")} text={t("contract.none.text")} />
          <Services tier={head.account.tier} services={null} />
        </>
      ) : (
        <>
          <Section
            title={t("contract.title")}
            meta={current.pending && <span className={styles.pending}>{t("pending")}</span>}
            end={
              !editing && (
                <Button
                  variant="ghost"
                  size="small"
                  icon={<Pencil size={14} aria-hidden="true" />}
                  keyHint="e"
                  onClick={() => setEditing(true)}
                >
                  {t("contract.edit")}
                </Button>
              )
            }
          >
            {editing ? (
              <ContractForm contract={current.record} onClose={() => setEditing(false)} />
            ) : (
              <Facts contract={current.record} nowMs={head.nowMs} zone={head.account.timeZone} />
            )}
          </Section>
          <Services tier={current.record.tier} services={current.record.services} />
          {contracts.length > 1 && (
            <Section title={t("contract.others")}>
              <ul className={styles.rows}>
                {contracts.slice(1).map(({ record }) => (
                  <li key={record.id}>
                    <span className={styles.main}>{t("chart.step", { from: record.startsOn, to: record.renewsOn })}</span>
                    <span className={styles.side}>{record.slaPolicy}</span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </>
      )}
    </div>
  );
}

function Facts({
  contract,
  nowMs,
  zone,
}: {
  readonly contract: RecordOf<"contract">;
  readonly nowMs: number;
  readonly zone: string;
}): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const formats = useFormats();
  const days = daysUntil(contract.renewsOn, nowMs, zone);
  return (
    <dl className={styles.facts}>
      <dt>{t("form.tier")}</dt>
      <dd>{domain(`tier.${contract.tier}`)}</dd>
      <dt>{t("form.startsOn")}</dt>
      <dd>{contract.startsOn}</dd>
      <dt>{t("form.renewsOn")}</dt>
      <dd>
        {contract.renewsOn}{" "}
        <span className={styles.meta}>
          {days < 0 ? t("contract.daysPast", { days: formats.number(-days) }) : t("contract.daysLeft", { days: formats.number(days) })}
        </span>
      </dd>
      <dt>{t("form.minutes")}</dt>
      <dd>{contract.committedMinutes === null ? t("fact.none") : formats.number(contract.committedMinutes)}</dd>
      <dt>{t("form.sla")}</dt>
      <dd>{contract.slaPolicy === "" ? t("fact.none") : contract.slaPolicy}</dd>
    </dl>
  );
}

/** Every service: in the contract or not, and where that differs from what the tier includes. `services` null = the tier alone applies. */
function Services({
  tier,
  services,
}: {
  readonly tier: RecordOf<"contract">["tier"];
  readonly services: RecordOf<"contract">["services"] | null;
}): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  return (
    <Section title={t("contract.includes")} meta={domain(`tier.${tier}`)}>
      <ul className={styles.services}>
        {tierServices.map((service) => {
          const byTier = tierDefaults[tier].includes(service);
          const included = services === null ? byTier : services.includes(service);
          const note =
            included === byTier
              ? t(included ? "contract.included" : "contract.notIncluded")
              : t(included ? "contract.extra" : "contract.dropped");
          return (
            <li key={service}>
              <StateMark state={included ? "good" : "unknown"} label={domain(`service.${service}`)} />
              <span className={styles.meta}>{note}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
