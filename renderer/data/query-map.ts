import { accountAnswers } from "./queries/account-answers.ts";
import { accountHead } from "./queries/account-head.ts";
import { accountHealth } from "./queries/account-health.ts";
import { accountQuality } from "./queries/account-quality.ts";
import {
  accountConflicts,
  accountContacts,
  accountContracts,
  accountEvents,
  accountIncidents,
  accountTasks,
  colleagues,
  plannedEvents,
} from "./queries/account-records.ts";
import { accountReviews } from "./queries/account-reviews.ts";
import { accountRows } from "./queries/account-rows.ts";
import { articleDetail } from "./queries/article-detail.ts";
import { articleList } from "./queries/article-list.ts";
import { accountTimeline } from "./queries/account-timeline.ts";
import { accountUsage } from "./queries/account-usage.ts";
import { composeFacts } from "./queries/compose-facts.ts";
import { conflicts } from "./queries/conflicts.ts";
import { copyContents } from "./queries/copy-contents.ts";
import { allCustomerNames } from "./queries/all-customer-names.ts";
import { customerNames } from "./queries/customer-names.ts";
import { dayStrip } from "./queries/day-strip.ts";
import { eventSuggestions } from "./queries/event-suggestions.ts";
import { healthBook } from "./queries/health-book.ts";
import { healthModels } from "./queries/health-models.ts";
import { healthPreview } from "./queries/health-preview.ts";
import { healthRows } from "./queries/health-rows.ts";
import { incidentDetail } from "./queries/incident-detail.ts";
import { incidentEvidence } from "./queries/incident-evidence.ts";
import { linkTarget } from "./queries/link-target.ts";
import { incidentHolders } from "./queries/incident-holders.ts";
import { incidentRows } from "./queries/incident-rows.ts";
import { incidentStatistics, statisticRows } from "./queries/incident-statistics.ts";
import { messageTemplates } from "./queries/message-templates.ts";
import { outreachRecord } from "./queries/outreach-record.ts";
import { outreachRows } from "./queries/outreach-rows.ts";
import { noticeDetail } from "./queries/notice-detail.ts";
import { noticeDrafting } from "./queries/notice-drafting.ts";
import { noticeList } from "./queries/notice-list.ts";
import { noticesToTell } from "./queries/notices-to-tell.ts";
import { recordTitles } from "./queries/record-titles.ts";
import { qualitySlices } from "./queries/quality-slices.ts";
import { accountPeaks } from "./queries/account-peaks.ts";
import { peakForecast } from "./queries/peak-forecast.ts";
import { peakMemory } from "./queries/peak-memory.ts";
import { peakRadar } from "./queries/peak-radar.ts";
import { peakWhatIf } from "./queries/peak-what-if.ts";
import { noticeRules } from "./queries/notice-rules.ts";
import { postmortemImpact } from "./queries/postmortem-impact.ts";
import { postmortemWork } from "./queries/postmortem-work.ts";
import { preventionItems } from "./queries/prevention-items.ts";
import { portfolio } from "./queries/portfolio.ts";
import { releaseList } from "./queries/release-list.ts";
import { reviewFresh } from "./queries/review-fresh.ts";
import { reviewDraft } from "./queries/review-draft.ts";
import { reviewDraftsDue } from "./queries/review-drafts-due.ts";
import { reviewList } from "./queries/review-list.ts";
import { reviewStaleSections } from "./queries/review-stale-sections.ts";
import { brandTemplates } from "./queries/brand-templates.ts";
import { brandTemplateRecord, otherNames, reviewSnapshotRecord, reviewWork } from "./queries/review-work.ts";
import { savedViews } from "./queries/saved-views.ts";
import { promiseAlarms } from "./queries/promise-alarms.ts";
import { search } from "./queries/search.ts";
import { seenBefore } from "./queries/seen-before.ts";
import { shownRecords } from "./queries/shown-records.ts";
import { signalDetail } from "./queries/signal-detail.ts";
import { signalList } from "./queries/signal-list.ts";
import { sitePackContent, sitePackReport } from "./queries/site-pack.ts";
import { slaPolicies } from "./queries/sla-policies.ts";
import { slaPolicyPreview } from "./queries/sla-policy-preview.ts";
import { sinceLeft } from "./queries/since-left.ts";
import { todayDelegation } from "./queries/today-delegation.ts";
import { todayItems } from "./queries/today-items.ts";
import { accountChoices } from "./queries/account-choices.ts";
import { accountHandovers } from "./queries/account-handovers.ts";
import { accountPlan } from "./queries/account-plan.ts";
import { handoverFacts } from "./queries/handover-facts.ts";
import { planDue } from "./queries/plan-due.ts";
import { playbookList } from "./queries/playbook-list.ts";
import { playbookStarts } from "./queries/playbook-starts.ts";
import { renewalRows } from "./queries/renewal-rows.ts";
import { taskRows } from "./queries/task-rows.ts";
import type { Query } from "./query.ts";

/** Every query by name: the worker runs them, `useQuery` asks for them. A query lives in a file of its own beside this one. */
export const queryMap = {
  accountAnswers,
  accountConflicts,
  accountContacts,
  accountContracts,
  accountEvents,
  accountHead,
  accountHealth,
  accountIncidents,
  accountPeaks,
  accountQuality,
  accountReviews,
  accountRows,
  accountTasks,
  accountTimeline,
  accountUsage,
  articleDetail,
  articleList,
  brandTemplateRecord,
  brandTemplates,
  colleagues,
  composeFacts,
  conflicts,
  copyContents,
  allCustomerNames,
  customerNames,
  dayStrip,
  eventSuggestions,
  healthBook,
  healthModels,
  healthPreview,
  healthRows,
  incidentDetail,
  incidentEvidence,
  incidentHolders,
  linkTarget,
  incidentRows,
  incidentStatistics,
  messageTemplates,
  outreachRecord,
  outreachRows,
  noticeDetail,
  noticeDrafting,
  noticeList,
  noticesToTell,
  otherNames,
  recordTitles,
  releaseList,
  qualitySlices,
  noticeRules,
  peakForecast,
  peakMemory,
  plannedEvents,
  peakRadar,
  peakWhatIf,
  postmortemImpact,
  postmortemWork,
  preventionItems,
  portfolio,
  promiseAlarms,
  reviewDraft,
  reviewDraftsDue,
  reviewFresh,
  reviewList,
  reviewSnapshotRecord,
  reviewStaleSections,
  reviewWork,
  savedViews,
  search,
  seenBefore,
  shownRecords,
  signalDetail,
  signalList,
  sinceLeft,
  sitePackContent,
  sitePackReport,
  slaPolicies,
  slaPolicyPreview,
  statisticRows,
  todayDelegation,
  todayItems,
  accountChoices,
  accountHandovers,
  accountPlan,
  handoverFacts,
  planDue,
  playbookList,
  playbookStarts,
  renewalRows,
  taskRows,
} as const satisfies Record<string, Query<never, unknown>>;

export type QueryName = keyof typeof queryMap;
export type QueryArgs<N extends QueryName> = (typeof queryMap)[N] extends Query<infer A, unknown> ? A : never;
export type QueryResult<N extends QueryName> = (typeof queryMap)[N] extends Query<never, infer R> ? R : never;
