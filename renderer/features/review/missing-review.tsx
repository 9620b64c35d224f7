import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useNavigate } from "../../ui/navigation.ts";
import { Page, PageHeader } from "../../ui/page.tsx";
import { useText } from "../../ui/text.ts";

export function MissingReview(): ReactNode {
  const t = useText("reviews");
  const builder = useText("reviewBuilder");
  const navigate = useNavigate();
  return (
    <Page header={<PageHeader title={t("title")} />}>
      <EmptyState
        title={t("missing.title")}
        text={t("missing.text")}
        action={<Button onClick={() => navigate({ screen: "reviews" })}>{builder("missing.back")}</Button>}
      />
    </Page>
  );
}
