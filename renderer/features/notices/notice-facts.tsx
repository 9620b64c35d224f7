import type { ReactNode } from "react";
import { noticeText } from "../../../shared/domain/notice/notice-text.ts";
import type { NoticeDetail } from "../../data/queries/notice-detail.ts";
import { regionName } from "../../ui/attention-text.ts";
import { useNow } from "../../ui/now.ts";
import { FactLine } from "../../ui/page.tsx";
import { useLanguage } from "../../ui/text.ts";
import { versionWords, whenWords } from "./notice-words.ts";
import styles from "./notices.module.css";
import { useWords } from "./use-words.ts";

/** What the notice says and whom it is for. */
export function NoticeFacts({ detail }: { readonly detail: NoticeDetail }): ReactNode {
  const { t, domain, quality, formats } = useWords();
  const language = useLanguage();
  const nowMs = useNow("minute");
  const { notice } = detail;
  const text = noticeText(notice, language);
  const list = (label: string, values: readonly string[]) => (values.length === 0 ? [] : [{ label, value: formats.list(values) }]);
  return (
    <>
      <FactLine
        facts={[
          { label: t("col.type"), value: t(`type.${notice.type}`) },
          { label: t("facts.published"), value: formats.day(Date.parse(notice.publishedAt)) },
          ...(notice.startsAt === null ? [] : [{ label: t("facts.when"), value: whenWords(notice, formats, nowMs) }]),
          ...(notice.versions === null ? [] : [{ label: t("facts.versions"), value: versionWords(notice.versions, t) }]),
          ...list(
            t("facts.platforms"),
            notice.platforms.map((platform) => quality(`platform.${platform}`)),
          ),
          ...list(
            t("facts.regions"),
            notice.regions.map((region) => regionName(domain, region)),
          ),
          ...list(
            t("facts.scenarios"),
            notice.scenarios.map((scenario) => domain(`scenario.${scenario}`)),
          ),
          ...(detail.authorName === null ? [] : [{ label: t("facts.author"), value: detail.authorName }]),
        ]}
      />
      {text !== null && text.body !== "" && (
        <p className={styles.body} lang={text.locale}>
          {text.body}
        </p>
      )}
    </>
  );
}
