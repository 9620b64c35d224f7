import type { ReactNode } from "react";
import { Page, PageHeader } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { useText } from "../../ui/text.ts";

/** The reviews of a period, and the accounts that have none yet. */
export function ReviewsScreen(): ReactNode {
  const t = useText("reviews");
  useReady(true);
  return <Page header={<PageHeader title={t("title")} />}>{null}</Page>;
}
