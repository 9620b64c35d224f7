import type { Postmortem } from "./postmortem.ts";
import { postmortemSections, type PostmortemSection } from "./sections.ts";

export interface LanguageSwitch {
  /** What changes of the record. */
  readonly fields: Pick<Postmortem, "locale" | "timeline"> & Partial<Pick<Postmortem, PostmortemSection>>;
  /** Sections that somebody has worked on: they stay as they are. */
  readonly kept: readonly PostmortemSection[];
  /** Entries of the timeline that stay as somebody wrote them. */
  readonly keptEntries: number;
}

/**
 * Into another language: what still reads as `from` (the draft in the language so far) is written anew as in `to`; what was edited stays. Entries
 * that were taken out of the timeline stay out.
 */
export function switchLanguage(pm: Postmortem, from: Postmortem, to: Postmortem): LanguageSwitch {
  const untouched = postmortemSections.filter((section) => pm[section].trim() === from[section].trim());
  const drafted = new Map(from.timeline.map((entry) => [entry.eventId, entry.text]));
  const anew = new Map(to.timeline.map((entry) => [entry.eventId, entry.text]));
  let keptEntries = 0;
  const timeline = pm.timeline.map((entry) => {
    const text = entry.eventId !== null && drafted.get(entry.eventId) === entry.text ? anew.get(entry.eventId) : undefined;
    if (text === undefined) keptEntries += 1;
    return text === undefined ? entry : { ...entry, text };
  });
  return {
    fields: { locale: to.locale, timeline, ...Object.fromEntries(untouched.map((section) => [section, to[section]])) },
    kept: postmortemSections.filter((section) => !untouched.includes(section)),
    keptEntries,
  };
}
