import { useState, type ReactNode } from "react";
import type { HealthSummary } from "../../../shared/domain/health/health-result.ts";
import { useDrafts } from "../../data/drafts/drafts-context.ts";
import { useQuery } from "../../data/hooks.ts";
import { useAccountOrder } from "../../ui/account-order.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Kbd } from "../../ui/kbd.tsx";
import { Link } from "../../ui/link.tsx";
import { useBack, useNavigate } from "../../ui/navigation.ts";
import { Page, PageHeader } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { accountTabs, type AccountTab } from "../../ui/routes.ts";
import { wholePoints } from "../../ui/health-text.ts";
import { useFormats } from "../../ui/formats.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useText } from "../../ui/text.ts";
import { AccountFacts } from "./account-facts.tsx";
import { ConflictNotices } from "./conflict-notices.tsx";
import { ContactsTab } from "./contacts-tab.tsx";
import { ContractTab } from "./contract-tab.tsx";
import { IncidentsTab } from "./incidents-tab.tsx";
import { OverviewTab } from "./overview-tab.tsx";
import { HandoverTab } from "./plan/handover-tab.tsx";
import { PlanTab } from "./plan/plan-tab.tsx";
import { PeaksTab } from "./peaks-tab.tsx";
import { ProfileForm, profileDraft } from "./profile-form.tsx";
import { QualityTab } from "./quality/quality-tab.tsx";
import { ReportsTab } from "./reports-tab.tsx";
import { TimelineTab } from "./timeline-tab.tsx";
import { UsageTab } from "./usage-tab.tsx";

interface AccountScreenProps {
  readonly accountId: string;
  readonly tab: AccountTab;
}

/** Everything about one account, a part at a time. */
export function AccountScreen({ accountId, tab }: AccountScreenProps): ReactNode {
  const t = useText("account");
  const common = useText("common");
  const navigate = useNavigate();
  const back = useBack();
  const drafts = useDrafts();
  const [editing, setEditing] = useState(() => drafts.get(profileDraft(accountId)) !== null);
  const { data: head, ready } = useQuery("accountHead", { accountId });
  const place = usePlace(accountId, tab);
  useReady(ready);
  const open = (next: AccountTab): void => navigate({ screen: "account", accountId, tab: next }, { replace: true });
  useKeys([
    ...accountTabs.map((id, index) => ({ keys: tabKey(id, index), label: t(`tab.${id}`), group: "screen" as const, run: () => open(id) })),
    { keys: "Escape", label: common("action.back"), group: "screen", run: back },
    ...(tab === "contract" || tab === "contacts"
      ? []
      : [{ keys: "e", label: t("key.edit"), group: "screen" as const, run: () => setEditing(true) }]),
  ]);
  if (head === undefined) return null;
  const parent = (
    <Link route={{ screen: "accounts" }} quiet>
      {t("breadcrumb")}
    </Link>
  );
  if (head === null) {
    return (
      <Page header={<PageHeader parent={parent} title={accountId} />}>
        <EmptyState title={t("missing")} text={t("missing.text")} />
      </Page>
    );
  }
  return (
    <Page
      header={
        <PageHeader
          parent={parent}
          title={head.account.name}
          detail={head.account.code}
          marks={head.health === null ? undefined : <HealthMark summary={head.health} />}
          position={
            place !== null && (
              <>
                {t("position", { position: place.position, total: place.total })}
                <Kbd keys="k" />
                <Kbd keys="j" />
              </>
            )
          }
        />
      }
    >
      <AccountFacts head={head} onEdit={() => setEditing(true)} />
      {editing && <ProfileForm head={head} onClose={() => setEditing(false)} />}
      <ConflictNotices accountId={accountId} />
      <Tabs
        variant="underline"
        label={t("tabs")}
        value={tab}
        onChange={open}
        items={accountTabs.map((id) => ({ id, label: t(`tab.${id}`), count: tabCount(id, head.counts) }))}
      />
      {tab === "overview" && <OverviewTab head={head} />}
      {tab === "usage" && <UsageTab head={head} />}
      {tab === "quality" && <QualityTab head={head} key={accountId} />}
      {tab === "peaks" && <PeaksTab head={head} key={accountId} />}
      {tab === "incidents" && <IncidentsTab head={head} />}
      {tab === "timeline" && <TimelineTab head={head} />}
      {tab === "contacts" && <ContactsTab head={head} />}
      {tab === "reports" && <ReportsTab head={head} key={accountId} />}
      {tab === "plan" && <PlanTab head={head} key={accountId} />}
      {tab === "handover" && <HandoverTab head={head} key={accountId} />}
      {tab === "contract" && <ContractTab head={head} />}
    </Page>
  );
}

/** Grade and score beside the name, on every part of the page. */
function HealthMark({ summary }: { readonly summary: HealthSummary }): ReactNode {
  const domain = useText("domain");
  const formats = useFormats();
  const word = domain(`state.${summary.grade}`);
  return (
    <StateMark state={summary.grade} label={summary.scoreMilli === null ? word : `${word} ${wholePoints(summary.scoreMilli, formats)}`} />
  );
}

/** 1 to 9 for the first nine parts, 0 and h for what came after. */
function tabKey(tab: AccountTab, index: number): string {
  return tab === "handover" ? "h" : String((index + 1) % 10);
}

function tabCount(
  tab: AccountTab,
  counts: { readonly openIncidents: number; readonly contacts: number; readonly openTasks: number },
): number | undefined {
  if (tab === "incidents") return counts.openIncidents;
  if (tab === "plan") return counts.openTasks;
  return tab === "contacts" ? counts.contacts : undefined;
}

/** Where the account stands in the list it was opened from; `k` and `j` go to its neighbours and stay on the same part. */
function usePlace(accountId: string, tab: AccountTab): { readonly position: number; readonly total: number } | null {
  const t = useText("account");
  const navigate = useNavigate();
  const ids = useAccountOrder((state) => state.ids);
  const index = ids.indexOf(accountId);
  const go = (by: -1 | 1) => (): void => {
    const next = index < 0 ? undefined : ids[index + by];
    if (next !== undefined) navigate({ screen: "account", accountId: next, tab }, { replace: true });
  };
  useKeys([
    { keys: "k", label: t("previous"), group: "screen", run: go(-1) },
    { keys: "j", label: t("next"), group: "screen", run: go(1) },
  ]);
  return index < 0 ? null : { position: index + 1, total: ids.length };
}
