import type { ExposureReason } from "../../../shared/domain/notice/exposure.ts";
import { type NoticeProgress, type NoticeTally, noticeStates } from "../../../shared/domain/notice/notice-progress.ts";
import { noticeText } from "../../../shared/domain/notice/notice-text.ts";
import type { Notice } from "../../../shared/domain/notice/notice.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import { regionName } from "../../ui/attention-text.ts";
import type { Formats } from "../../ui/formats.ts";
import type { State } from "../../ui/state-mark.tsx";

export interface Words {
  readonly t: Text<"notices">;
  readonly domain: Text<"domain">;
  readonly quality: Text<"quality">;
  readonly formats: Formats;
}

/** Title in the reader's language, or whichever there is. */
export function titleOf(notice: Notice, language: string): string {
  return noticeText(notice, language)?.title ?? notice.id;
}

export const severityState: Readonly<Record<Notice["severity"], State>> = {
  low: "good",
  medium: "watch",
  high: "risk",
  critical: "critical",
};

/** Shape and colour of how far an account is; the word stands beside it. */
export function progressState({ state, exposure, contradicted, done }: NoticeProgress): State {
  if (contradicted) return "risk";
  if (done) return "good";
  if (exposure.state === "unknown" && state === "exposed") return "unknown";
  return state === "exposed" ? "risk" : "watch";
}

export function progressWords({ state, exposure }: NoticeProgress, t: Text<"notices">): string {
  return exposure.state === "unknown" && state === "exposed" ? t("state.unknown") : t(`state.${state}`);
}

export function reasonWords(reason: ExposureReason, { t, domain, quality }: Words): string {
  switch (reason.type) {
    case "versions":
      return t("why.versions", { platform: quality(`platform.${reason.platform}`), versions: reason.versions.slice(0, 4).join(", ") });
    case "region":
      return t("why.region", { region: regionName(domain, reason.region) });
    case "scenario":
      return t("why.scenario", { scenario: domain(`scenario.${reason.scenario}`) });
    case "all":
      return t("why.all");
  }
}

/** Why it is exposed in one line; what nobody knows is said. */
export function whyWords({ exposure }: NoticeProgress, words: Words): string {
  if (exposure.state === "clear") return words.t("why.clear");
  const reasons = exposure.reasons.map((reason) => reasonWords(reason, words));
  return (exposure.state === "unknown" ? [words.t("why.unknown"), ...reasons] : reasons).join(" · ");
}

/** `3 of 9 done: not told 4, informed 2, patched 3`. */
export function tallyWords(tally: NoticeTally, { t, formats }: Words): string {
  const parts = noticeStates
    .filter((state) => tally[state] > 0)
    .map((state) => t("progress.part", { state: t(`state.${state}`), count: tally[state] }));
  const values = { done: formats.number(tally.done), total: formats.number(tally.total) };
  return parts.length === 0 ? t("progress", values) : t("progress.words", { ...values, parts: formats.list(parts) });
}

export function versionWords(versions: NonNullable<Notice["versions"]>, t: Text<"notices">): string {
  const { from, fixedIn } = versions;
  if (from !== null && fixedIn !== null) return t("versions.range", { from, fixedIn });
  if (from !== null) return t("versions.from", { from });
  return fixedIn === null ? t("versions.all") : t("versions.below", { fixedIn });
}

export function whenWords(notice: Pick<Notice, "startsAt" | "endsAt">, formats: Formats, nowMs: number): string {
  if (notice.startsAt === null) return "—";
  const from = formats.dateTime(Date.parse(notice.startsAt), formats.zone, nowMs);
  return notice.endsAt === null ? from : `${from} – ${formats.dateTime(Date.parse(notice.endsAt), formats.zone, nowMs)}`;
}
