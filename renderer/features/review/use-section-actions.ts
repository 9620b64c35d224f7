import { addFreeSection, changeSection, hideSection, moveSection, removeFreeSection } from "../../data/review/review-edits.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { useText } from "../../ui/text.ts";
import { isInternal, neighbour } from "./outline-lines.ts";
import type { Builder } from "./use-builder.ts";
import { useReviewEdit } from "./use-review-edit.ts";

export interface SectionActions {
  /** A section of one's own behind the open one. */
  readonly add: () => void;
  /** Takes away the open section, if it is one of one's own. */
  readonly remove: () => void;
  /** Hides or shows the open section. */
  readonly hide: () => void;
  /** Makes the open section one for the team only, or for the customer again. */
  readonly audience: () => void;
  readonly move: (section: string, to: number) => void;
  readonly moveBy: (places: number) => void;
  readonly present: () => void;
}

/** What can be done with sections as a whole; all of it can be undone. */
export function useSectionActions(builder: Builder): SectionActions {
  const t = useText("reviewBuilder");
  const navigate = useNavigate();
  const run = useReviewEdit();
  const { work, order, at, go, locale, nameOf } = builder;
  const { review } = work;
  const move = (section: string, to: number): void => {
    const place = Math.max(0, Math.min(order.length - 1, to));
    if (place !== order.indexOf(section))
      void run(moveSection(review, section, place), t("section.moved", { name: nameOf(section), place: place + 1 }));
  };
  return {
    add: () => {
      const section = `free-${newRecordId("s")
        .replaceAll(/[^a-z0-9]/g, "")
        .slice(-20)}`;
      const title = t("section.free");
      const fields = locale === "en" ? { titleEn: title } : { titleZh: title };
      void run(addFreeSection(review, section, order.indexOf(at) + 1, fields), t("section.added")).then((done) => {
        if (done) go(section);
      });
    },
    remove: () => {
      const record = work.sections.find(({ section }) => section === at);
      if (!at.startsWith("free-") || record === undefined) return;
      go(neighbour(order, at, order.indexOf(at) === order.length - 1 ? -1 : 1));
      void run(removeFreeSection(review, record), t("section.removed", { name: nameOf(at) }));
    },
    hide: () => {
      const hidden = !review.hidden.includes(at);
      void run(hideSection(review, at, hidden), t(hidden ? "section.isHidden" : "section.isShown", { name: nameOf(at) }));
    },
    audience: () => {
      const audience = isInternal(work.sections, at) ? "customer" : "internal";
      const record = work.sections.find(({ section }) => section === at) ?? null;
      const said = t(audience === "internal" ? "audience.isInternal" : "audience.isCustomer", { name: nameOf(at) });
      void run(changeSection(review, at, record, { audience }), said);
    },
    move,
    moveBy: (places) => move(at, order.indexOf(at) + places),
    present: () => navigate({ screen: "present", reviewId: review.id, section: at }),
  };
}
