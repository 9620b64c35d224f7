import { useRef, useState } from "react";
import type { ReviewFormat } from "../../../shared/domain/review/check/file-texts.ts";
import { composeReview } from "../../../shared/domain/review/compose/compose-review.ts";
import type { ReviewDocument, ReviewLocale } from "../../../shared/domain/review/compose/review-document.ts";
import type { ExportFault, ExportProgress, MadeFile } from "../../../shared/domain/review/export/make-files.ts";
import { layoutReview } from "../../../shared/domain/review/layout/layout-review.ts";
import type { Audience } from "../../../shared/domain/review/model/review.ts";
import { fromBase64Text } from "../../../shared/kernel/base64.ts";
import { useDataClient } from "../../data/data-client-provider.tsx";
import { newRecordId } from "../../data/new-record-id.ts";
import { exportReview } from "../../data/review/export-review.ts";
import { saveVersion } from "../../data/review/review-edits.ts";
import { useShell } from "../../ui/shell-context.ts";
import type { SavedFiles } from "../../ui/shell-context.ts";
import type { Builder } from "./use-builder.ts";
import { useReviewEdit } from "./use-review-edit.ts";

export interface ExportWish {
  readonly formats: readonly ReviewFormat[];
  readonly locales: readonly ReviewLocale[];
  readonly audience: Audience;
  readonly notes: boolean;
  /** Brand template of its PowerPoint file; null = the product's own look. */
  readonly templateId: string | null;
}

export type ExportState =
  | { readonly step: "asking" }
  | { readonly step: "making"; readonly locale: ReviewLocale; readonly progress: ExportProgress | null }
  | { readonly step: "failed"; readonly fault: ExportFault | { readonly code: "failed" | "no-customers" } }
  | { readonly step: "saved"; readonly saved: SavedFiles };

/** The review's files: made, checked, saved into one folder, and kept with a version of what they were made from. */
export function useExport(builder: Builder): {
  readonly state: ExportState;
  readonly make: (wish: ExportWish) => Promise<void>;
  readonly cancel: () => void;
} {
  const client = useDataClient();
  const shell = useShell();
  const run = useReviewEdit();
  const [state, setState] = useState<ExportState>({ step: "asking" });
  const abort = useRef<AbortController>(null);
  const { work, snapshot } = builder;
  const { review, sections } = work;

  const documentIn = (locale: ReviewLocale, { audience, notes }: ExportWish): ReviewDocument => {
    const document = composeReview(snapshot, { locale, audience, review, sections });
    return notes ? document : { ...document, sections: document.sections.map((section) => ({ ...section, notes: [] })) };
  };
  const make = async (wish: ExportWish): Promise<void> => {
    const controller = new AbortController();
    abort.current = controller;
    const names = await client.query("allCustomerNames", { accountId: review.accountId });
    if (names === null) return setState({ step: "failed", fault: { code: "no-customers" } });
    const template = wish.templateId === null ? null : await client.query("brandTemplateRecord", { templateId: wish.templateId });
    const look = template === null ? null : fromBase64Text(template.packed);
    if (wish.templateId !== null && look === null)
      return setState({ step: "failed", fault: { code: "template-refused", reason: "damaged" } });
    const made: (MadeFile & { readonly locale: ReviewLocale })[] = [];
    for (const locale of wish.locales) {
      setState({ step: "making", locale, progress: null });
      const document = documentIn(locale, wish);
      const outcome = await exportReview(
        {
          document,
          snapshot,
          slides: layoutReview(document),
          formats: wish.formats,
          names,
          ...(look === null ? {} : { template: look }),
        },
        {
          print: shell.reviewPdf,
          onProgress: (progress) => setState({ step: "making", locale, progress }),
          signal: controller.signal,
        },
      );
      if (!outcome.ok) {
        const { error } = outcome;
        if (error.code === "cancelled") return setState({ step: "asking" });
        return setState({ step: "failed", fault: error.code === "failed" ? { code: "failed" } : error });
      }
      made.push(...outcome.value.map((file) => ({ ...file, locale })));
    }
    const saved = await shell.saveFiles(made.map(({ name, bytes }) => ({ suggestedName: name, content: bytes })));
    if (saved === null) return setState({ step: "asking" });
    const kept = made.filter((_file, index) => saved.files[index]?.fault === null);
    if (kept.length > 0) {
      const version = saveVersion(work, {
        id: newRecordId("rvv"),
        authorId: work.userId ?? review.ownerId,
        nowMs: Date.now(),
        label: null,
        exports: kept.slice(0, 10).map(({ format, locale, sha256 }) => ({ format, locale, audience: wish.audience, sha256 })),
      });
      await run(version, null);
    }
    setState({ step: "saved", saved });
  };
  return { state, make, cancel: () => abort.current?.abort() };
}
