import { useText } from "./text.ts";
import { useToast } from "./toast.tsx";

export type ViewOutcome =
  | {
      readonly ok: true;
      readonly undo: { readonly take: () => void; readonly until: AbortSignal; readonly offered?: (what: string) => void };
    }
  | { readonly ok: false; readonly error: { readonly code: Parameters<ReturnType<typeof useText<"errors">>>[0] } };

/** Says what became of a view that was kept or deleted, with its undo. */
export function useViewReports(): (done: "saved" | "deleted" | "defaultOn" | "defaultOff", name: string, outcome: ViewOutcome) => void {
  const t = useText("common");
  const errors = useText("errors");
  const toast = useToast();
  return (done, name, outcome) =>
    toast(outcome.ok ? { text: t(`views.${done}`, { name }), undo: outcome.undo } : { text: errors(outcome.error.code), tone: "error" });
}
