import { eventChanges } from "../../../shared/domain/incident/event-changes.ts";
import { lengthMs, timeByTurn } from "../../../shared/domain/incident/incident-times.ts";
import { turns } from "../../../shared/domain/incident/turn.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import type { IncidentDetail } from "../../data/queries/incident-detail.ts";
import type { Formats } from "../../ui/formats.ts";
import { changeWords, holderWords } from "../../ui/incident-words.ts";

interface Words {
  readonly t: Text<"incidents">;
  readonly domain: Text<"domain">;
  readonly formats: Pick<Formats, "dateTime" | "duration" | "zone">;
}

/** The incident as plain text for a chat or a mail: head, times, ledger, timeline, oldest first, each entry with its source row. */
export function incidentText({ incident, account, log }: IncidentDetail, nowMs: number, { t, domain, formats }: Words): string {
  const at = (ms: number): string => formats.dateTime(ms, formats.zone, nowMs);
  const head = [
    `${incident.number} ${incident.severity} ${incident.title}`,
    `${t("fact.account")}: ${account === null ? t("account.none") : account.name}`,
    `${t("fact.state")}: ${domain(`incidentState.${incident.state}`)}`,
    `${t("fact.holder")}: ${holderWords(t, incident)}`,
    `${t("fact.opened")}: ${at(Date.parse(incident.openedAt))} ${formats.zone}`,
  ];
  if (log === null) return [...head, t("log.missing")].join("\n");
  const { history } = log;
  const times = timeByTurn(history, history.endedMs ?? nowMs);
  const shares = turns.filter((turn) => times[turn] > 0).map((turn) => t(`share.${turn}`, { duration: formats.duration(times[turn]) }));
  const ledger = history.holdings.map((holding, index) => {
    const who = holding.turn === "us" ? holderWords(t, holding) : t(`turn.word.${holding.turn}`);
    return `${index + 1}. ${who}: ${formats.duration(lengthMs(holding, nowMs))} (${at(holding.fromMs)})`;
  });
  const timeline = history.events.map((event, index) => {
    const words = changeWords(t, domain, event, eventChanges(history.events[index - 1] ?? null, event));
    const who = event.actor === null ? "" : ` (${event.actor})`;
    const source = event.source === null ? "" : ` [${event.source.file}:${event.source.line}]`;
    return `${at(Date.parse(event.at))} ${words}${who}${source}`;
  });
  return [...head, `${t("ledger.sum")}: ${shares.join(" · ")}`, "", t("text.ledger"), ...ledger, "", t("text.timeline"), ...timeline].join(
    "\n",
  );
}
