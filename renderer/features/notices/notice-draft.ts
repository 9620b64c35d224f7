import { notice as noticeSchema, type Notice } from "../../../shared/domain/notice/notice.ts";
import type { SdkRelease } from "../../../shared/domain/sdk/sdk-release.ts";
import type { TextKey } from "../../../shared/i18n/catalogues.ts";

export const noticeLanguages = ["zh-CN", "en"] as const;
export type NoticeLanguage = (typeof noticeLanguages)[number];

/** A notice as it is typed. */
export interface NoticeForm {
  readonly type: Notice["type"];
  readonly severity: Notice["severity"];
  readonly titles: Readonly<Record<NoticeLanguage, string>>;
  readonly bodies: Readonly<Record<NoticeLanguage, string>>;
  readonly from: string;
  readonly fixedIn: string;
  /** As `datetime-local` gives it; empty = not at a time. */
  readonly starts: string;
  readonly ends: string;
  readonly platforms: Notice["platforms"];
  readonly regions: Notice["regions"];
  readonly scenarios: Notice["scenarios"];
  readonly releaseId: string | null;
  /** Texts of languages that this form does not show. */
  readonly others: Notice["texts"];
}
export type FormFaults = { readonly [F in "title" | "from" | "fixedIn" | "when"]?: Extract<TextKey<"notices">, `wrong.${string}`> };

const empty: Readonly<Record<NoticeLanguage, string>> = { "zh-CN": "", en: "" };
export const newNotice: NoticeForm = {
  type: "sdk_release",
  severity: "medium",
  titles: empty,
  bodies: empty,
  from: "",
  fixedIn: "",
  starts: "",
  ends: "",
  platforms: [],
  regions: [],
  scenarios: [],
  releaseId: null,
  others: [],
};

/** `2026-11-21T16:00` on the reader's clock. */
function localOf(instant: string | null): string {
  if (instant === null) return "";
  const at = new Date(instant);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

function instantOf(local: string): string | null {
  return local === "" ? null : new Date(local).toISOString();
}

export function formOf(notice: Notice): NoticeForm {
  const text = (language: NoticeLanguage) => notice.texts.find(({ locale }) => locale === language);
  return {
    type: notice.type,
    severity: notice.severity,
    titles: { "zh-CN": text("zh-CN")?.title ?? "", en: text("en")?.title ?? "" },
    bodies: { "zh-CN": text("zh-CN")?.body ?? "", en: text("en")?.body ?? "" },
    from: notice.versions?.from ?? "",
    fixedIn: notice.versions?.fixedIn ?? "",
    starts: localOf(notice.startsAt),
    ends: localOf(notice.endsAt),
    platforms: notice.platforms,
    regions: notice.regions,
    scenarios: notice.scenarios,
    releaseId: notice.releaseId,
    others: notice.texts.filter(({ locale }) => !(noticeLanguages as readonly string[]).includes(locale)),
  };
}

/**
 * What a release says of itself: who runs an older version is asked to come to it. One that mends a vulnerability of an earlier release is a notice
 * about that.
 */
export function fromRelease(form: NoticeForm, release: SdkRelease, all: readonly SdkRelease[]): NoticeForm {
  const mended = all.flatMap(({ vulnerabilities }) => vulnerabilities).find(({ fixedIn }) => fixedIn === release.version);
  const name = mended === undefined ? `SDK ${release.version}` : `${mended.name} · SDK ${release.version}`;
  const titled = (text: string): string => (text === "" ? name : text);
  return {
    ...form,
    type: mended === undefined ? "sdk_release" : "vulnerability",
    severity: mended?.severity ?? form.severity,
    titles: { "zh-CN": titled(form.titles["zh-CN"]), en: titled(form.titles.en) },
    from: "",
    fixedIn: release.version,
    platforms: release.platforms.length === 6 ? [] : release.platforms,
    releaseId: release.id,
  };
}

const version = /^\d{1,4}(\.\d{1,4}){1,3}$/;

export function formFaults(form: NoticeForm): FormFaults {
  const isVersion = (text: string): boolean => text === "" || version.test(text);
  const [starts, ends] = [instantOf(form.starts), instantOf(form.ends)];
  const isBackwards = ends !== null && (starts === null || ends <= starts);
  return {
    ...(noticeLanguages.some((language) => form.titles[language].trim() !== "") ? {} : { title: "wrong.text" }),
    ...(isVersion(form.from) ? {} : { from: "wrong.version" }),
    ...(isVersion(form.fixedIn) ? {} : { fixedIn: "wrong.version" }),
    ...(isBackwards ? { when: "wrong.when" } : {}),
  };
}

/** The record's fields; null = it is not valid. */
export function fieldsOfForm(form: NoticeForm, kept: Pick<Notice, "publishedAt" | "authorId" | "state">): Omit<Notice, "id"> | null {
  const texts = noticeLanguages.flatMap((locale) =>
    form.titles[locale].trim() === "" ? [] : [{ locale, title: form.titles[locale].trim(), body: form.bodies[locale].trim() }],
  );
  const parsed = noticeSchema.omit({ id: true }).safeParse({
    ...kept,
    type: form.type,
    severity: form.severity,
    texts: [...texts, ...form.others],
    startsAt: instantOf(form.starts),
    endsAt: instantOf(form.ends),
    versions: form.from === "" && form.fixedIn === "" ? null : { from: form.from || null, fixedIn: form.fixedIn || null },
    platforms: form.platforms,
    regions: form.regions,
    scenarios: form.scenarios,
    releaseId: form.releaseId,
  });
  return parsed.success ? parsed.data : null;
}
