import { useContext } from "react";
import { localDay } from "../../../shared/domain/contract/days-left.ts";
import { lastEndedPeriod } from "../../../shared/domain/review/model/review-period.ts";
import { type DeepLinked, deepLink } from "../../../shared/bridge/deep-links.ts";
import type { SearchItem } from "../../data/queries/search.ts";
import { useDraftReview } from "../../data/review/use-draft-review.ts";
import { KeyRegistryContext } from "../../ui/keys.ts";
import type { Navigation } from "../../ui/navigation.ts";
import { useReaderZone } from "../../ui/reader-zone.ts";
import { useOpenDraft } from "../../ui/review/use-open-draft.ts";
import { type AccountTab, accountTabs } from "../../ui/routes.ts";
import { useShell } from "../../ui/shell-context.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import type { PaletteEntry } from "./palette-entries.ts";

/** What can be done with a record that the palette found. */
export function useItemActions(onGo: Navigation["navigate"]): (item: SearchItem) => readonly PaletteEntry[] {
  const t = useText("palette");
  const account = useText("account");
  const registry = useContext(KeyRegistryContext);
  const draft = useOpenDraft(useDraftReview());
  const zone = useReaderZone();
  const shell = useShell();
  const toast = useToast();
  const entry = (id: string, title: string, run: () => void): PaletteEntry => ({ id: `action:${id}`, title, detail: "", run });
  const copy = (kind: DeepLinked, id: string): PaletteEntry =>
    entry("copy", t("action.copyLink"), () => {
      void shell.copyText(deepLink(kind, id)).then((done) => (done ? toast({ text: t("action.copied") }) : undefined));
    });
  const ofAccount = (accountId: string, name: string): readonly PaletteEntry[] => {
    const at = (tab: AccountTab, press?: string) => (): void => {
      onGo({ screen: "account", accountId, tab });
      if (press !== undefined) registry?.pressWhenBound(press);
    };
    return [
      ...accountTabs.map((tab) => entry(`tab-${tab}`, account(`tab.${tab}`), at(tab))),
      entry("note", t("action.note"), at("timeline", "n")),
      entry("compose", t("action.compose"), at("peaks")),
      entry("contact", t("action.contact"), at("contacts", "n")),
      entry("review", t("action.review"), () =>
        draft({ accountId, kind: "quarterly", period: lastEndedPeriod("quarterly", localDay(Date.now(), zone)) }, name),
      ),
      entry("edit", t("action.edit"), at("overview", "e")),
      copy("account", accountId),
    ];
  };
  return (item) => {
    switch (item.type) {
      case "account":
        return ofAccount(item.id, item.title);
      case "contact":
        return item.accountId === null ? [] : ofAccount(item.accountId, item.subtitle);
      case "incident":
        return [
          entry("open", t("action.open"), () => onGo({ screen: "incident", incidentId: item.id })),
          entry("postmortem", t("action.postmortem"), () => onGo({ screen: "postmortem", incidentId: item.id })),
          ...(item.accountId === null
            ? []
            : [entry("account", t("action.account"), () => onGo({ screen: "account", accountId: item.accountId ?? "", tab: "overview" }))]),
          copy("incident", item.id),
        ];
      case "article":
        return [entry("open", t("action.open"), () => onGo({ screen: "article", articleKey: item.id })), copy("knowledge", item.id)];
      case "review":
        return [
          entry("open", t("action.open"), () => onGo({ screen: "review", reviewId: item.id })),
          entry("present", t("action.present"), () => onGo({ screen: "present", reviewId: item.id })),
          copy("review", item.id),
        ];
    }
  };
}
