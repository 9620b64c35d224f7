import { useState } from "react";
import type { ReviewFinding } from "../../../shared/domain/review/check/check-review.ts";
import { useKeys } from "../../ui/keys.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { useText } from "../../ui/text.ts";
import { valuesOf } from "./also-used.ts";
import { type Findings, nextFinding } from "./findings.ts";
import { goToComment } from "./focus-places.ts";
import type { SectionField } from "./section-texts.tsx";
import type { Builder } from "./use-builder.ts";
import type { SectionActions } from "./use-section-actions.ts";

interface KeyWork {
  readonly findings: Findings;
  readonly actions: SectionActions;
  readonly write: (field: SectionField, section?: string) => void;
  readonly toFinding: (finding: ReviewFinding) => void;
  readonly ask: (what: "data" | "export" | "refresh" | "rows" | "save" | "versions") => void;
}

/** Everything that the builder does, by keys. */
export function useBuilderKeys(builder: Builder, { findings, actions, write, toFinding, ask }: KeyWork): void {
  const t = useText("reviewBuilder");
  const navigate = useNavigate();
  const { at, step, go, document, value, look, switchLocale, order } = builder;
  const [lastFinding, setLastFinding] = useState<string | null>(null);
  const toValue = (by: number): void => {
    const keys = valuesOf(document, at);
    const now = value === null ? -1 : keys.indexOf(value);
    look(keys[now < 0 ? (by > 0 ? 0 : keys.length - 1) : (now + by + keys.length) % keys.length] ?? null);
  };
  const onFinding = (): void => {
    const next = nextFinding(findings.open, lastFinding);
    if (next === null) return;
    setLastFinding(next.id);
    toFinding(next);
  };
  const once =
    (run: () => void) =>
    (event: KeyboardEvent): void => {
      if (!event.repeat) run();
    };
  useKeys([
    { keys: "j", label: t("keys.next"), group: "list", run: () => step(1) },
    { keys: "k", label: t("keys.previous"), group: "list", run: () => step(-1) },
    { keys: "Home", label: t("keys.first"), group: "list", run: () => go(order[0] ?? at) },
    { keys: "End", label: t("keys.last"), group: "list", run: () => go(order.at(-1) ?? at) },
    { keys: "alt+ArrowDown", label: t("keys.down"), group: "list", run: () => actions.moveBy(1) },
    { keys: "alt+ArrowUp", label: t("keys.up"), group: "list", run: () => actions.moveBy(-1) },
    { keys: "h", label: t("keys.hide"), group: "list", run: once(actions.hide) },
    { keys: "i", label: t("keys.audience"), group: "list", run: once(actions.audience) },
    { keys: "a", label: t("section.add"), group: "list", run: once(actions.add) },
    { keys: "+", label: t("section.add"), group: "list", run: once(actions.add) },
    { keys: "Delete", label: t("section.remove"), group: "list", run: once(actions.remove) },
    { keys: "t", label: t("keys.title"), group: "screen", run: () => write("title") },
    { keys: "e", label: t("keys.body"), group: "screen", run: () => write("body") },
    { keys: "n", label: t("keys.notes"), group: "screen", run: () => write("notes") },
    { keys: "]", label: t("keys.nextValue"), group: "screen", run: () => toValue(1) },
    { keys: "[", label: t("keys.previousValue"), group: "screen", run: () => toValue(-1) },
    { keys: "m", label: t("comment"), group: "screen", run: goToComment },
    { keys: "f", label: t("keys.finding"), group: "screen", run: onFinding },
    { keys: "d", label: t("data"), group: "screen", run: once(() => ask("data")) },
    { keys: "l", label: t("keys.language"), group: "screen", run: once(switchLocale) },
    { keys: "r", label: t("refresh"), group: "screen", run: once(() => ask("refresh")) },
    { keys: "s", label: t("version.save"), group: "screen", run: once(() => ask("save")) },
    { keys: "u", label: t("version.compare"), group: "screen", run: once(() => ask("versions")) },
    { keys: "p", label: t("present"), group: "screen", run: once(actions.present) },
    { keys: "x", label: t("export"), group: "screen", run: once(() => ask("export")) },
    { keys: "Escape", label: t("keys.back"), group: "screen", run: () => navigate({ screen: "reviews" }) },
  ]);
}
