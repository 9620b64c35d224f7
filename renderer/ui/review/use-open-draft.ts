import { useCallback, useRef } from "react";
import type { ReviewKind } from "../../../shared/domain/review/model/review-sections.ts";
import { useNavigate } from "../navigation.ts";
import { useText } from "../text.ts";
import { type ToastMessage, useToast } from "../toast.tsx";

/** What became of a draft: `drafted` with what takes it back, or there before. */
export type DraftAnswer =
  | { readonly state: "drafted"; readonly reviewId: string; readonly undo: NonNullable<ToastMessage["undo"]> }
  | { readonly state: "exists"; readonly reviewId: string }
  | { readonly state: "failed"; readonly reason: "not-found" | "too-large" | "failed" }
  | { readonly state: "refused"; readonly code: "overwritten" | "invalid" | "not-found" | "not-allowed" | "disk-full" | "not-durable" };

interface Wish {
  readonly accountId: string;
  readonly kind: ReviewKind;
  readonly period: string;
}

/** Drafts one account's review by `draft` and opens it, with an undo; one that is there is opened. `name` is the account's. */
export function useOpenDraft(draft: (wish: Wish) => Promise<DraftAnswer>): (wish: Wish, name: string) => void {
  const t = useText("reviews");
  const errors = useText("errors");
  const toast = useToast();
  const navigate = useNavigate();
  const busy = useRef(false);
  return useCallback(
    (wish, name) => {
      if (busy.current) return;
      busy.current = true;
      const say = (answer: DraftAnswer): void => {
        if (answer.state === "failed") return toast({ text: t(`failed.${answer.reason}`, { name }), tone: "error" });
        if (answer.state === "refused") return toast({ text: errors(answer.code), tone: "error" });
        if (answer.state === "drafted") toast({ text: t("drafted", { name }), undo: answer.undo });
        navigate({ screen: "review", reviewId: answer.reviewId });
      };
      void draft(wish)
        .then(say)
        .finally(() => {
          busy.current = false;
        });
    },
    [draft, toast, navigate, t, errors],
  );
}
