import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import { useQuery } from "../../data/hooks.ts";
import { turnOf } from "../../../shared/domain/incident/turn.ts";
import type { IncidentDetail } from "../../data/queries/incident-detail.ts";
import { regionName } from "../../ui/attention-text.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { holderWords } from "../../ui/incident-words.ts";
import { Kbd } from "../../ui/kbd.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Link } from "../../ui/link.tsx";
import { Elapsed } from "../../ui/live-time.tsx";
import { useNavigate } from "../../ui/navigation.ts";
import { useNow } from "../../ui/now.ts";
import { FactLine, Page, PageHeader, type Fact } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import { useShell } from "../../ui/shell-context.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { TurnMark } from "../../ui/turn-mark.tsx";
import { HandoffLedger } from "./handoff-ledger.tsx";
import { IncidentInspector } from "./incident-inspector.tsx";
import { IncidentClocks } from "./incident-clocks.tsx";
import styles from "./incident-screen.module.css";
import { incidentText } from "./incident-text.ts";
import { IncidentTimeline } from "./incident-timeline.tsx";
import { ReplayStrip } from "./replay-strip.tsx";

/** One incident: what it is, whose turn it is, how it came to be. */
export function IncidentScreen({ incidentId }: { readonly incidentId: string }): ReactNode {
  const { data, ready } = useQuery("incidentDetail", { incidentId });
  useReady(ready);
  // While the next incident is being read the one before stays: the frame does not flash.
  if (data === undefined) return null;
  if (data === null) return ready ? <MissingIncident /> : null;
  return <IncidentPage key={data.incident.id} detail={data} />;
}

function MissingIncident(): ReactNode {
  const t = useText("incidents");
  const navigate = useNavigate();
  return (
    <Page header={<PageHeader title={t("missing.title")} />}>
      <EmptyState
        title={t("missing.title")}
        text={t("missing.text")}
        action={<Button onClick={() => navigate({ screen: "incidents" })}>{t("missing.action")}</Button>}
      />
    </Page>
  );
}

function IncidentPage({ detail }: { readonly detail: IncidentDetail }): ReactNode {
  const t = useText("incidents");
  const { incident, place, log } = detail;
  const navigate = useNavigate();
  const copy = useCopyAsText(detail);
  const count = log?.history.events.length ?? 0;
  // null = the playhead stays at the end, also when new entries come.
  const [moved, setMoved] = useState<number | null>(null);
  const at = Math.min(moved ?? count - 1, count - 1);
  const move = (index: number): void => setMoved(index >= count - 1 ? null : Math.max(0, index));
  const go = (incidentId: string | null): void => {
    if (incidentId !== null) navigate({ screen: "incident", incidentId }, { replace: true });
  };
  useKeys([
    { keys: "k", label: t("keys.previous"), group: "screen", run: () => go(place.previousId) },
    { keys: "j", label: t("keys.next"), group: "screen", run: () => go(place.nextId) },
    { keys: "ArrowLeft", label: t("replay.previous"), group: "screen", run: () => move(at - 1) },
    { keys: "ArrowRight", label: t("replay.next"), group: "screen", run: () => move(at + 1) },
    { keys: "y", label: t("copy"), group: "screen", run: copy },
    { keys: "Escape", label: t("missing.action"), group: "screen", run: () => navigate({ screen: "incidents" }) },
  ]);
  return (
    <Page
      header={
        <PageHeader
          parent={
            <>
              <Link route={{ screen: "incidents" }} quiet>
                {t("title")}
              </Link>
              <span aria-hidden="true">›</span>
              <span>{incident.number}</span>
            </>
          }
          title={incident.title}
          marks={<SeverityBadge severity={incident.severity} />}
          position={<Position place={place} />}
          actions={
            <Button icon={<Copy size={14} aria-hidden="true" />} keyHint="y" onClick={copy}>
              {t("copy")}
            </Button>
          }
        />
      }
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          <IncidentFacts detail={detail} />
          {log === null ? (
            <p className={styles.missing}>{t("log.missing")}</p>
          ) : (
            <>
              <IncidentClocks log={log} />
              <ReplayStrip history={log.history} at={at} onMove={move} />
              <div className={styles.split}>
                <IncidentTimeline history={log.history} at={at} onMove={move} />
                <HandoffLedger history={log.history} />
              </div>
            </>
          )}
        </div>
        <IncidentInspector detail={detail} />
      </div>
    </Page>
  );
}

function Position({ place }: { readonly place: IncidentDetail["place"] }): ReactNode {
  const t = useText("common");
  return (
    <>
      {t("value.of", { position: place.position, total: place.total })}
      <Kbd keys="k" />
      <Kbd keys="j" />
    </>
  );
}

function IncidentFacts({ detail }: { readonly detail: IncidentDetail }): ReactNode {
  const t = useText("incidents");
  const domain = useText("domain");
  const formats = useFormats();
  const { incident, account, log } = detail;
  const openedMs = log?.history.openedMs ?? Date.parse(incident.openedAt);
  const endedMs = log?.history.endedMs ?? null;
  const nowMs = useNow("minute");
  const at = (ms: number): string => formats.dateTime(ms, formats.zone, nowMs);
  const facts: readonly Fact[] = [
    {
      label: t("fact.account"),
      value:
        account === null ? (
          t("account.none")
        ) : (
          <>
            <span className={styles.link}>
              <Link route={{ screen: "account", accountId: account.id, tab: "incidents" }}>{account.name}</Link>
            </span>
            {` · ${domain(`tier.${account.tier}`)}`}
          </>
        ),
    },
    {
      label: t("fact.state"),
      value: (
        <span className={styles.state}>
          {domain(`incidentState.${incident.state}`)}
          <TurnMark turn={turnOf(incident.state)} />
        </span>
      ),
    },
    {
      label: t("fact.opened"),
      value: (
        <>
          {at(openedMs)}
          {endedMs === null && (
            <>
              {" · "}
              <Elapsed sinceMs={openedMs} />
            </>
          )}
        </>
      ),
      ...(account === null
        ? {}
        : { title: `${at(openedMs)} ${formats.zone}\n${formats.dateTime(openedMs, account.timeZone, nowMs)} ${account.timeZone}` }),
    },
    ...(endedMs === null ? [] : [{ label: t("fact.ended"), value: at(endedMs) }]),
    { label: t("fact.policy"), value: detail.slaPolicy ?? t("fact.policy.none") },
    { label: t("fact.holder"), value: holderWords(t, incident) },
    ...(incident.region === null ? [] : [{ label: t("fact.region"), value: regionName(domain, incident.region) }]),
  ];
  return <FactLine facts={facts} />;
}

function useCopyAsText(detail: IncidentDetail): () => void {
  const t = useText("incidents");
  const domain = useText("domain");
  const formats = useFormats();
  const { copyText } = useShell();
  const toast = useToast();
  return () => {
    void copyText(incidentText(detail, Date.now(), { t, domain, formats })).then((done) =>
      toast(done ? { text: t("copy.done") } : { text: t("copy.failed"), tone: "error" }),
    );
  };
}
