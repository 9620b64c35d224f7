import { Ellipsis, FileDown } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { documentName } from "../../../shared/domain/postmortem/postmortem-document.ts";
import type { PostmortemFault } from "../../../shared/domain/postmortem/postmortem-faults.ts";
import { usePublish } from "../../data/postmortem/use-publish.ts";
import { isWritable, type PostmortemView } from "../../data/postmortem/use-postmortem.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useFormats } from "../../ui/formats.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Link } from "../../ui/link.tsx";
import { Menu, type MenuItem } from "../../ui/menu.tsx";
import { PageHeader } from "../../ui/page.tsx";
import { PostmortemMark } from "../../ui/postmortem/postmortem-mark.tsx";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import { useShell } from "../../ui/shell-context.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { ReviewDialog } from "./review-dialog.tsx";
import { usePostmortemActions } from "./use-postmortem-actions.ts";

interface HeaderProps {
  readonly view: PostmortemView;
  readonly record: RecordOf<"postmortem">;
  /** Faults that nobody has mended or acknowledged. */
  readonly open: readonly PostmortemFault[];
}

/** What it is, how far it is, and what can be done with it. */
export function BuilderHeader({ view, record, open }: HeaderProps): ReactNode {
  const t = useText("postmortem");
  const common = useText("common");
  const formats = useFormats();
  const toast = useToast();
  const shell = useShell();
  const [asking, setAsking] = useState<"review" | "publish" | "withdraw" | null>(null);
  const actions = usePostmortemActions(view, record);
  const publishing = usePublish(view.work, record, view.bound);
  const { incident, account, colleagues } = view.work;
  const writable = isWritable(record);
  const blocked = open.length > 0;
  const name = `${documentName(incident.number, record.locale)}.pdf`;
  const savePdf = async (): Promise<void> => {
    const made = await publishing.makePdf(name);
    if (made === null) toast({ text: t("publish.noPdf"), tone: "error" });
    else await shell.saveFile(made.name, made.content);
  };
  const publish = (): void => {
    if (blocked) toast({ text: t("publish.blocked"), tone: "error" });
    else setAsking("publish");
  };
  useKeys([
    { keys: "p", label: writable ? t("action.publish") : t("action.mail"), group: "screen", run: (event) => !event.repeat && publish() },
    {
      keys: "r",
      label: t("action.review"),
      group: "screen",
      run: (event) => !event.repeat && record.state === "draft" && setAsking("review"),
    },
    { keys: "d", label: t("action.pdf"), group: "screen", run: (event) => !event.repeat && void savePdf() },
    {
      keys: "l",
      label: t("action.language", { language: t(`language.${actions.otherLanguage}`) }),
      group: "screen",
      run: () => writable && actions.switchTo(),
    },
  ]);
  const reviewer = colleagues.find(({ id }) => id === record.reviewerId)?.name ?? null;
  const items: MenuItem[] = [
    ...(writable
      ? [
          {
            type: "item",
            id: "language",
            label: t("action.language", { language: t(`language.${actions.otherLanguage}`) }),
            keyHint: "l",
            onSelect: actions.switchTo,
          } as const,
        ]
      : []),
    ...(record.state === "review" ? [{ type: "item", id: "back", label: t("action.back"), onSelect: actions.backToDraft } as const] : []),
    ...(record.articleKey === null
      ? [{ type: "item", id: "knowledge", label: t("action.knowledge"), onSelect: actions.toKnowledge } as const]
      : [{ type: "label", id: "article", label: t("knowledge.there", { key: record.articleKey }) } as const]),
    ...(record.state === "published"
      ? [{ type: "item", id: "withdraw", label: t("action.withdraw"), danger: true, onSelect: () => setAsking("withdraw") } as const]
      : []),
    ...(record.state === "draft"
      ? [{ type: "item", id: "delete", label: t("action.delete"), danger: true, onSelect: actions.giveUp } as const]
      : []),
  ];
  return (
    <>
      <PageHeader
        parent={
          <Link route={{ screen: "incident", incidentId: incident.id }} quiet>
            {incident.number}
          </Link>
        }
        title={t("title")}
        detail={`${account.name} · ${incident.title}`}
        marks={
          <>
            <SeverityBadge severity={incident.severity} />
            <PostmortemMark state={record.state} />
          </>
        }
        position={
          record.publishedAt !== null
            ? t("state.publishedAt", { when: formats.dateTime(Date.parse(record.publishedAt)) })
            : record.state === "review" && reviewer !== null
              ? t("state.reviewer", { name: reviewer })
              : undefined
        }
        actions={
          <>
            <IconButton label={t("action.pdf")} icon={<FileDown size={14} aria-hidden="true" />} onClick={() => void savePdf()} />
            {record.state === "draft" && (
              <Button keyHint="r" onClick={() => setAsking("review")}>
                {t("action.review")}
              </Button>
            )}
            {record.state !== "withdrawn" && (
              <Button variant={writable ? "solid" : "outline"} keyHint="p" onClick={publish}>
                {writable ? t("action.publish") : t("action.mail")}
              </Button>
            )}
            <Menu
              align="end"
              items={items}
              trigger={<IconButton label={t("action.more")} icon={<Ellipsis size={14} aria-hidden="true" />} />}
            />
          </>
        }
      />
      {asking === "review" && <ReviewDialog view={view} record={record} onClose={() => setAsking(null)} />}
      {asking === "publish" && record.state !== "withdrawn" && (
        <PublishDialog view={view} record={record} publishing={publishing} pdfName={name} onClose={() => setAsking(null)} />
      )}
      {asking === "withdraw" && (
        <Dialog
          open
          title={t("withdraw.title")}
          onClose={() => setAsking(null)}
          actions={
            <>
              <Button variant="ghost" onClick={() => setAsking(null)}>
                {common("action.cancel")}
              </Button>
              <Button
                variant="solid"
                data-autofocus
                onClick={() => {
                  setAsking(null);
                  actions.withdraw();
                }}
              >
                {t("action.withdraw")}
              </Button>
            </>
          }
        >
          <p>{t("withdraw.says")}</p>
        </Dialog>
      )}
    </>
  );
}
