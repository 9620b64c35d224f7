import type { ReactNode } from "react";
import { isOpen } from "../../../shared/domain/incident/incident.ts";
import { beginPostmortem } from "../../data/postmortem/postmortem-edits.ts";
import { type PostmortemView, usePostmortem } from "../../data/postmortem/use-postmortem.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Link } from "../../ui/link.tsx";
import { useNavigate } from "../../ui/navigation.ts";
import { Page, PageHeader } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import { useText } from "../../ui/text.ts";
import { PostmortemBuilder } from "./postmortem-builder.tsx";
import { useReportedEdit } from "./use-reported-edit.ts";

/** The postmortem of an incident: written from its log, read as the customer will read it, published, followed until what was promised is done. */
export function PostmortemScreen({ incidentId }: { readonly incidentId: string }): ReactNode {
  const view = usePostmortem(incidentId);
  useReady(view !== undefined);
  if (view === undefined) return null;
  if (view === null) return <Missing />;
  const { postmortem } = view.work;
  return postmortem === null ? <NotBegun view={view} /> : <PostmortemBuilder view={view} record={postmortem} />;
}

function Missing(): ReactNode {
  const t = useText("postmortem");
  const navigate = useNavigate();
  return (
    <Page header={<PageHeader title={t("title")} />}>
      <EmptyState
        title={t("missing.title")}
        text={t("missing.text")}
        action={<Button onClick={() => navigate({ screen: "incidents" })}>{t("missing.back")}</Button>}
      />
    </Page>
  );
}

function NotBegun({ view }: { readonly view: PostmortemView }): ReactNode {
  const t = useText("postmortem");
  const navigate = useNavigate();
  const run = useReportedEdit();
  const { incident } = view.work;
  const begin = (): void => void run(beginPostmortem(view.draft.postmortem), t("begun"));
  useKeys([
    { keys: "e", label: t("begin.action"), group: "screen", run: (event) => !event.repeat && begin() },
    {
      keys: "Escape",
      label: t("keys.back"),
      group: "screen",
      run: () => navigate({ screen: "incident", incidentId: incident.id }),
    },
  ]);
  return (
    <Page
      header={
        <PageHeader
          parent={
            <Link route={{ screen: "incident", incidentId: incident.id }} quiet>
              {incident.number}
            </Link>
          }
          title={t("title")}
          detail={incident.title}
          marks={<SeverityBadge severity={incident.severity} />}
        />
      }
    >
      <EmptyState
        title={t("begin.title")}
        text={isOpen(incident.state) ? `${t("begin.text")} ${t("begin.open")}` : t("begin.text")}
        action={
          <Button variant="solid" keyHint="e" onClick={begin}>
            {t("begin.action")}
          </Button>
        }
      />
    </Page>
  );
}
