import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { useDrafts } from "../../data/drafts/drafts-context.ts";
import { useQuery } from "../../data/hooks.ts";
import { turnOf } from "../../../shared/domain/incident/turn.ts";
import type { IncidentDetail } from "../../data/queries/incident-detail.ts";
import { regionName } from "../../ui/attention-text.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { IconButton } from "../../ui/icon-button.tsx";
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
import { FormButton } from "./actions/form-button.tsx";
import { AskCustomerContext } from "./actions/forms-context.ts";
import { draftName, emptyForm, type FormValues } from "./actions/form-values.ts";
import { type Forms, useForms } from "./actions/use-forms.ts";
import { IncidentBody } from "./incident-body.tsx";
import { IncidentInspector } from "./incident-inspector.tsx";
import styles from "./incident-screen.module.css";
import { incidentText } from "./incident-text.ts";
import { calendarWords, policyWords } from "./sla/sla-words.ts";

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
  const { incident, place } = detail;
  const navigate = useNavigate();
  const copy = useCopyAsText(detail);
  const forms = useForms(incident.id, incident.state);
  const ask = useAsk(detail, forms);
  const go = (incidentId: string | null): void => {
    if (incidentId !== null) navigate({ screen: "incident", incidentId }, { replace: true });
  };
  useKeys([
    { keys: "k", label: t("keys.previous"), group: "screen", run: () => go(place.previousId) },
    { keys: "j", label: t("keys.next"), group: "screen", run: () => go(place.nextId) },
    {
      keys: "o",
      label: t("inspector.postmortem"),
      group: "screen",
      run: () => navigate({ screen: "postmortem", incidentId: incident.id }),
    },
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
            <>
              <IconButton label={t("copy")} icon={<Copy size={14} aria-hidden="true" />} onClick={copy} />
              <FormButton name="update" forms={forms} variant="solid" size="normal" />
            </>
          }
        />
      }
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          <IncidentFacts detail={detail} />
          {detail.log === null || detail.sla === null ? (
            <p className={styles.missing}>{t("log.missing")}</p>
          ) : (
            <IncidentBody detail={detail} log={detail.log} sla={detail.sla} forms={forms} />
          )}
        </div>
        <AskCustomerContext value={ask}>
          <IncidentInspector detail={detail} />
        </AskCustomerContext>
      </div>
    </Page>
  );
}

/** Opens the form of an update with words in it, behind those that somebody has typed there already. */
function useAsk({ incident, log }: IncidentDetail, forms: Forms): ((words: string) => void) | null {
  const drafts = useDrafts();
  const last = log?.history.events.at(-1);
  if (last === undefined) return null;
  return (words) => {
    forms.close();
    const name = draftName(incident.id, "update");
    const kept = drafts.get(name);
    const typed = kept === null ? emptyForm(last, false) : (JSON.parse(kept) as FormValues);
    drafts.set(name, JSON.stringify({ ...typed, text: typed.text === "" ? words : `${typed.text}\n${words}` }));
    // The form that was open reads its draft when it is opened, not while it is.
    setTimeout(() => forms.show("update"));
  };
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
  const sla = useText("sla");
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
    { label: t("fact.policy"), value: policyFact() },
    { label: t("fact.holder"), value: holderWords(t, incident) },
    ...(incident.region === null ? [] : [{ label: t("fact.region"), value: regionName(domain, incident.region) }]),
  ];
  return <FactLine facts={facts} />;

  function policyFact(): string {
    if (detail.sla === null) return t("fact.policy.none");
    const { ref, definition } = detail.sla.policy;
    const target = definition.targets[incident.severity].first_response;
    const calendar = target === null ? [] : [calendarWords(target.calendar, definition, sla)];
    return [policyWords(ref, sla), incident.severity, ...calendar].join(" · ");
  }
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
