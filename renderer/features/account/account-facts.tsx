import { Package, Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { regionShort } from "../../../shared/domain/regions.ts";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import { formatOffset } from "../../../shared/i18n/format-time.ts";
import type { AccountHead } from "../../data/queries/account-head.ts";
import { regionName } from "../../ui/attention-text.ts";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { FactLine, type Fact } from "../../ui/page.tsx";
import { useSitePacks } from "../../ui/site-pack-context.ts";
import { useText } from "../../ui/text.ts";
import { useKeys } from "../../ui/keys.ts";
import { useNow } from "../../ui/now.ts";
import styles from "./account.module.css";

/** What everybody wants to know first, in one line; the customer's time with the reader's own on hover. */
export function AccountFacts({ head, onEdit }: { readonly head: AccountHead; readonly onEdit: () => void }): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const pack = useText("sitePack");
  const packs = useSitePacks();
  const common = useText("common");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const { account, contract } = head;
  useKeys(packs.open === null ? [{ keys: "v", label: pack("make.key"), group: "screen", run: () => packs.pack([account.id]) }] : []);
  const facts: Fact[] = [
    { label: t("fact.tier"), value: domain(`tier.${account.tier}`) },
    { label: t("fact.scenario"), value: domain(`scenario.${account.scenario}`) },
    // More than one by their short forms: the line is read at a glance and has much to hold.
    {
      label: t("fact.regions"),
      value: joinDots(
        account.regions.length > 1 ? account.regions.map(regionShort) : account.regions.map((region) => regionName(domain, region)),
      ),
      title: joinDots(account.regions.map((region) => regionName(domain, region))),
    },
    { label: t("fact.contract"), value: contractText(head, t, formats.number) },
    { label: t("fact.sla"), value: contract === null || contract.slaPolicy === "" ? t("fact.none") : contract.slaPolicy },
    { label: t("fact.owner"), value: head.ownerName ?? t("fact.nobody") },
    {
      label: t("fact.time"),
      value: `${formats.time(nowMs, account.timeZone)} ${formatOffset(nowMs, account.timeZone)}`,
      title: common("time.yours", { time: formats.time(nowMs) }),
    },
    {
      label: t("fact.data"),
      value: head.dataAsOfMs === null ? common("value.noData") : formats.age(Math.max(0, nowMs - head.dataAsOfMs)),
      ...(head.dataAsOfMs === null ? {} : { title: formats.dateTime(head.dataAsOfMs, formats.zone, nowMs) }),
    },
  ];
  return (
    <FactLine
      facts={facts}
      end={
        <>
          {head.pending && <span className={styles.pending}>{t("pending")}</span>}
          {packs.open === null && (
            <Button
              variant="ghost"
              size="small"
              icon={<Package size={14} aria-hidden="true" />}
              keyHint="v"
              onClick={() => packs.pack([account.id])}
            >
              {pack("make.action")}
            </Button>
          )}
          <Button variant="ghost" size="small" icon={<Pencil size={14} aria-hidden="true" />} keyHint="e" onClick={onEdit}>
            {t("key.edit")}
          </Button>
        </>
      }
    />
  );
}

function contractText(head: AccountHead, t: ReturnType<typeof useText<"account">>, number: (value: number) => string): string {
  if (head.contract === null || head.renewsInDays === null) return t("fact.none");
  const day = head.contract.renewsOn;
  return head.renewsInDays < 0
    ? t("fact.ended", { day, days: number(-head.renewsInDays) })
    : t("fact.until", { day, days: number(head.renewsInDays) });
}
