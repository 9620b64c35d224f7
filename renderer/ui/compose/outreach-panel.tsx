import { Send } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import type { CapacityRequest } from "../../../shared/domain/capacity-request/capacity-request.ts";
import type { ChecklistItem, ChecklistStep } from "../../../shared/domain/peak/checklist.ts";
import { wantedCapacity } from "../../../shared/domain/outreach/suggested-capacity.ts";
import type { RadarPeak } from "../../../shared/domain/peak/radar.ts";
import { headroomThresholds } from "../../../shared/domain/headroom/headroom.ts";
import { regionName } from "../attention-text.ts";
import { Button } from "../button.tsx";
import { useFormats } from "../formats.ts";
import { InspectorSection } from "../inspector.tsx";
import { useKeys } from "../keys.ts";
import { useText } from "../text.ts";
import { type ToastMessage, useToast } from "../toast.tsx";
import { type Answer, AnswerDialog } from "./answer-dialog.tsx";
import { AnswerFacts } from "./answer-facts.tsx";
import { ChecklistPanel } from "./checklist-panel.tsx";
import { Composer, type ComposerProps } from "./composer.tsx";
import styles from "./compose.module.css";
import type { ComposerModel } from "./composer-model.ts";
import { RequestDialog } from "./request-dialog.tsx";
import { RequestLine } from "./request-line.tsx";

type Outcome =
  | { readonly ok: true; readonly undo: NonNullable<ToastMessage["undo"]> }
  | { readonly ok: false; readonly error: { readonly code: ErrorCode } };
type ErrorCode = "overwritten" | "invalid" | "not-found" | "not-allowed" | "disk-full" | "not-durable";
type Report = (outcome: Outcome) => void;

/** Everything that is done about one peak; made by renderer/data/outreach. */
export interface OutreachPanelProps extends Omit<ComposerProps, "model"> {
  readonly model: ComposerModel & { readonly answer: (answer: Answer, subject: string, report: Report) => Promise<boolean> };
  readonly work: {
    readonly request: CapacityRequest | null;
    readonly proposal: { readonly wantedPcu: number; readonly basis: "answer" | "p90" } | null;
    readonly checklist: { readonly items: readonly ChecklistItem[]; readonly done: ReadonlySet<ChecklistStep> } | null;
    readonly ask: (wantedPcu: number, report: Report) => void;
    readonly step: (to: CapacityRequest["state"], report: Report) => void;
    readonly tick: (item: ChecklistItem, checked: boolean, title: string, report: Report) => void;
  };
  readonly peak: Pick<RadarPeak, "region" | "atMs" | "timeZone" | "capacityPcu" | "deadline">;
  /** Key that opens the answer form. */
  readonly answerKey: string;
  readonly onAnswered?: () => void;
}

/** The message to the customer, the answer, the request to operations and the checklist of one peak, as sections of an inspector. */
export function OutreachPanel({ model, work, peak, answerKey, onAnswered, ...composer }: OutreachPanelProps): ReactNode {
  const t = useText("outreach");
  const domain = useText("domain");
  const errors = useText("errors");
  const formats = useFormats();
  const toast = useToast();
  const [dialog, setDialog] = useState<"answer" | "request" | null>(null);
  /** The figure that was answered a moment ago: a request is filled in from it. */
  const [expected, setExpected] = useState<number | null>(null);
  const { accountName } = composer;
  const region = regionName(domain, peak.region);
  useKeys([{ keys: answerKey, label: t("key.answer"), group: "screen", run: () => setDialog("answer") }]);
  const report =
    (text: string): Report =>
    (outcome) =>
      toast(outcome.ok ? { text, undo: outcome.undo } : { text: errors(outcome.error.code), tone: "error" });
  const saveAnswer = async (answer: Answer): Promise<void> => {
    const subject = t("answer.subject", { region, when: formats.dateTime(peak.atMs, peak.timeZone) });
    const done = await model.answer(answer, subject, report(t("answer.saved", { account: accountName })));
    // More than fits, or asked for: the next thing to do is to ask operations.
    const tight =
      answer.expectedPcu !== null && peak.capacityPcu !== null && answer.expectedPcu > peak.capacityPcu * (1 - headroomThresholds.watch);
    const next = done && !answer.declined && work.request === null && (answer.wantsResources === true || tight);
    setExpected(answer.expectedPcu);
    setDialog(next ? "request" : done ? null : "answer");
    if (done && !next) onAnswered?.();
  };
  const { template } = model.composition ?? { template: null };
  return (
    <>
      <InspectorSection
        title={
          <span className={styles.head}>
            <Send size={14} aria-hidden="true" />
            {t("compose.title")}
          </span>
        }
        {...(template === null
          ? {}
          : {
              meta: t("compose.template", {
                name: t(`template.${template.key}`),
                version: template.version === 0 ? t("compose.builtIn") : `v${template.version}`,
              }),
            })}
      >
        <Composer {...composer} model={model} />
      </InspectorSection>
      <InspectorSection
        title={t("answer.title")}
        meta={
          <Button size="small" keyHint={answerKey} onClick={() => setDialog("answer")}>
            {t("answer.record")}
          </Button>
        }
      >
        <AnswerFacts message={model.latest} />
      </InspectorSection>
      <InspectorSection title={t("request.title")}>
        <RequestLine
          request={work.request}
          onOffer={() => setDialog("request")}
          onStep={(to) => work.step(to, report(t("request.stepped", { state: t(`request.state.${to}`) })))}
        />
      </InspectorSection>
      {work.checklist !== null && (
        <InspectorSection
          title={t("checklist.title")}
          meta={t("checklist.count", { done: work.checklist.done.size, all: work.checklist.items.length })}
        >
          <ChecklistPanel
            items={work.checklist.items}
            done={work.checklist.done}
            onTick={(item, checked) => {
              const step = t(`step.${item.step}`);
              work.tick(item, checked, step, report(t(checked ? "checklist.done" : "checklist.undone", { step })));
            }}
          />
        </InspectorSection>
      )}
      {dialog === "answer" && (
        <AnswerDialog accountName={accountName} onSave={(answer) => void saveAnswer(answer)} onClose={() => setDialog(null)} />
      )}
      {dialog === "request" && work.proposal !== null && (
        <RequestDialog
          accountName={accountName}
          regionName={region}
          neededOn={peak.deadline.neededOn}
          currentPcu={peak.capacityPcu}
          proposedPcu={expected === null ? work.proposal.wantedPcu : wantedCapacity({ p90: 0 }, expected)}
          basis={expected === null ? work.proposal.basis : "answer"}
          onAsk={(wantedPcu) => {
            work.ask(wantedPcu, report(t("request.asked", { region, pcu: formats.number(wantedPcu) })));
            setDialog(null);
            onAnswered?.();
          }}
          onClose={() => {
            setDialog(null);
            onAnswered?.();
          }}
        />
      )}
    </>
  );
}
