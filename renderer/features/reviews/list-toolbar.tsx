import { ChevronLeft, ChevronRight, Search } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { reviewKinds } from "../../../shared/domain/review/model/review-sections.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { useKeys } from "../../ui/keys.ts";
import { ToolBar } from "../../ui/page.tsx";
import { periodText } from "../../ui/review/period-text.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";
import type { ReviewScope } from "./arrange-reviews.ts";
import { useReviewsStore } from "./reviews-store.ts";
import styles from "./reviews.module.css";

/** Whose, which period, which kind, and the filter by text. */
export function ListToolbar({
  period,
  counts,
}: {
  readonly period: string;
  readonly counts: Readonly<Record<ReviewScope, number>>;
}): ReactNode {
  const t = useText("reviews");
  const { kind, scope, text, shift } = useReviewsStore();
  const { show } = useReviewsStore.getState();
  const field = useRef<HTMLInputElement>(null);
  const earlier = (): void => show({ shift: shift - 1 });
  const later = (): void => show({ shift: shift + 1 });
  useKeys([
    { keys: "/", label: t("filter.focus"), group: "list", run: () => field.current?.focus() },
    { keys: "[", label: t("period.earlier"), group: "list", run: earlier },
    { keys: "]", label: t("period.later"), group: "list", run: () => shift < 1 && later() },
  ]);
  return (
    <ToolBar
      label={t("filter.bar")}
      end={
        <>
          <Segmented
            label={t("kind")}
            value={kind}
            options={reviewKinds.map((id) => ({ id, label: t(`kind.${id}`) }))}
            onChange={(chosen) => show({ kind: chosen, shift: 0 })}
          />
          <span className={styles.period} role="group" aria-label={t("period")}>
            <IconButton size="small" label={t("period.earlier")} icon={<ChevronLeft size={14} aria-hidden="true" />} onClick={earlier} />
            <output className={styles.periodName}>{periodText(period, t)}</output>
            <IconButton
              size="small"
              label={t("period.later")}
              disabled={shift >= 1}
              icon={<ChevronRight size={14} aria-hidden="true" />}
              onClick={later}
            />
          </span>
        </>
      }
    >
      <Tabs
        label={t("scope")}
        items={(["mine", "all"] as const).map((id) => ({ id, label: t(`scope.${id}`), count: counts[id] }))}
        value={scope}
        onChange={(chosen) => show({ scope: chosen })}
      />
      <TextField
        ref={field}
        look="search"
        value={text}
        onChange={(typed) => show({ text: typed })}
        placeholder={t("filter.text")}
        aria-label={t("filter.text")}
        icon={<Search size={14} aria-hidden="true" />}
        keyHint="/"
        onKeyDown={(event) => {
          if (event.key !== "Escape" && event.key !== "Enter" && event.key !== "ArrowDown") return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === "Escape") show({ text: "" });
          // The list takes the focus back, so that j and k work at once.
          document.querySelector<HTMLElement>("[role=grid]")?.focus();
        }}
      />
    </ToolBar>
  );
}
