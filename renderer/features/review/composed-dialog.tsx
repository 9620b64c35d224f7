import type { ReactNode } from "react";
import { useMemo } from "react";
import type { ReviewLocale } from "../../../shared/domain/review/compose/review-document.ts";
import { textDiff } from "../../../shared/kernel/text-diff.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useText } from "../../ui/text.ts";
import { DiffText } from "./diff-text.tsx";
import { readableNarrative } from "./composed-narrative.ts";
import type { SectionField } from "./section-texts.tsx";

interface ComposedProps {
  readonly locale: ReviewLocale;
  readonly field: SectionField;
  readonly yours: string;
  readonly composed: string;
  readonly textOf: (key: string) => string | null;
  readonly onClose: () => void;
  readonly onBack: () => void;
}

/** What would be lost by going back to the text that the product wrote. */
export function ComposedDialog({ locale, field, yours, composed, textOf, onClose, onBack }: ComposedProps): ReactNode {
  const t = useText("reviewBuilder");
  const common = useText("common");
  const parts = useMemo(
    () => textDiff(readableNarrative(yours, textOf), readableNarrative(composed, textOf), locale === "en" ? "en" : "zh"),
    [yours, composed, textOf, locale],
  );
  return (
    <Dialog
      open
      title={t("composed.title", { field: t(`field.${field}`) })}
      onClose={onClose}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button variant="solid" data-autofocus onClick={onBack}>
            {t("composed.back")}
          </Button>
        </>
      }
    >
      <p>{t("composed.says")}</p>
      <DiffText parts={parts} locale={locale} />
    </Dialog>
  );
}
