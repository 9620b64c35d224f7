import type { Notice } from "./notice.ts";

/** The notice's words in a customer's language; the first that there are stand in for one that is missing. */
export function noticeText(notice: Pick<Notice, "texts">, locale: string): Notice["texts"][number] | null {
  const language = locale.split("-")[0];
  return (
    notice.texts.find((one) => one.locale === locale) ??
    notice.texts.find((one) => one.locale.split("-")[0] === language) ??
    notice.texts[0] ??
    null
  );
}
