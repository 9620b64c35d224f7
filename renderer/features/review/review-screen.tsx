import type { ReactNode } from "react";
import { useMemo } from "react";
import { useQuery } from "../../data/hooks.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page, PageHeader } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { useText } from "../../ui/text.ts";

/** A review: its sections, its slides, its numbers. */
export function ReviewScreen({ reviewId }: { readonly reviewId: string; readonly section: string | null }): ReactNode {
  const t = useText("reviews");
  const { data, ready } = useQuery(
    "reviewWork",
    useMemo(() => ({ reviewId }), [reviewId]),
  );
  useReady(ready);
  if (!ready) return null;
  return (
    <Page header={<PageHeader title={data?.account.name ?? t("title")} />}>
      {data == null && <EmptyState title={t("missing.title")} text={t("missing.text")} />}
    </Page>
  );
}
