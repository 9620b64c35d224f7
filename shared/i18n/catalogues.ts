import type { Language, Placeholder, Translation } from "./catalogue.ts";
import { account as accountEn } from "./en/account.ts";
import { accounts as accountsEn } from "./en/accounts.ts";
import { charts as chartsEn } from "./en/charts.ts";
import { common as commonEn } from "./en/common.ts";
import { connectors as connectorsEn } from "./en/connectors.ts";
import { diagnostics as diagnosticsEn } from "./en/diagnostics.ts";
import { domain as domainEn } from "./en/domain.ts";
import { errors as errorsEn } from "./en/errors.ts";
import { fields as fieldsEn } from "./en/fields.ts";
import { firstRun as firstRunEn } from "./en/first-run.ts";
import { health as healthEn } from "./en/health.ts";
import { healthModel as healthModelEn } from "./en/health-model.ts";
import { incidentActions as incidentActionsEn } from "./en/incident-actions.ts";
import { incidentEvidence as incidentEvidenceEn } from "./en/incident-evidence.ts";
import { incidents as incidentsEn } from "./en/incidents.ts";
import { knowledge as knowledgeEn } from "./en/knowledge.ts";
import { outreach as outreachEn } from "./en/outreach.ts";
import { notices as noticesEn } from "./en/notices.ts";
import { palette as paletteEn } from "./en/palette.ts";
import { peaks as peaksEn } from "./en/peaks.ts";
import { postmortem as postmortemEn } from "./en/postmortem.ts";
import { quality as qualityEn } from "./en/quality.ts";
import { plans as plansEn } from "./en/plans.ts";
import { portfolio as portfolioEn } from "./en/portfolio.ts";
import { reviewBuilder as reviewBuilderEn } from "./en/review-builder.ts";
import { reviews as reviewsEn } from "./en/reviews.ts";
import { senders as sendersEn } from "./en/senders.ts";
import { settings as settingsEn } from "./en/settings.ts";
import { shell as shellEn } from "./en/shell.ts";
import { signIn as signInEn } from "./en/sign-in.ts";
import { signals as signalsEn } from "./en/signals.ts";
import { sitePack as sitePackEn } from "./en/site-pack.ts";
import { sla as slaEn } from "./en/sla.ts";
import { slaPolicies as slaPoliciesEn } from "./en/sla-policies.ts";
import { statistics as statisticsEn } from "./en/statistics.ts";
import { sync as syncEn } from "./en/sync.ts";
import { brandTemplates as brandTemplatesEn } from "./en/brand-templates.ts";
import { templates as templatesEn } from "./en/templates.ts";
import { today as todayEn } from "./en/today.ts";
import { updates as updatesEn } from "./en/updates.ts";
import { vault as vaultEn } from "./en/vault.ts";
import { account as accountZh } from "./zh-CN/account.ts";
import { accounts as accountsZh } from "./zh-CN/accounts.ts";
import { charts as chartsZh } from "./zh-CN/charts.ts";
import { common as commonZh } from "./zh-CN/common.ts";
import { connectors as connectorsZh } from "./zh-CN/connectors.ts";
import { diagnostics as diagnosticsZh } from "./zh-CN/diagnostics.ts";
import { domain as domainZh } from "./zh-CN/domain.ts";
import { errors as errorsZh } from "./zh-CN/errors.ts";
import { fields as fieldsZh } from "./zh-CN/fields.ts";
import { firstRun as firstRunZh } from "./zh-CN/first-run.ts";
import { health as healthZh } from "./zh-CN/health.ts";
import { healthModel as healthModelZh } from "./zh-CN/health-model.ts";
import { incidentActions as incidentActionsZh } from "./zh-CN/incident-actions.ts";
import { incidentEvidence as incidentEvidenceZh } from "./zh-CN/incident-evidence.ts";
import { incidents as incidentsZh } from "./zh-CN/incidents.ts";
import { knowledge as knowledgeZh } from "./zh-CN/knowledge.ts";
import { outreach as outreachZh } from "./zh-CN/outreach.ts";
import { notices as noticesZh } from "./zh-CN/notices.ts";
import { palette as paletteZh } from "./zh-CN/palette.ts";
import { peaks as peaksZh } from "./zh-CN/peaks.ts";
import { postmortem as postmortemZh } from "./zh-CN/postmortem.ts";
import { quality as qualityZh } from "./zh-CN/quality.ts";
import { plans as plansZh } from "./zh-CN/plans.ts";
import { portfolio as portfolioZh } from "./zh-CN/portfolio.ts";
import { reviewBuilder as reviewBuilderZh } from "./zh-CN/review-builder.ts";
import { reviews as reviewsZh } from "./zh-CN/reviews.ts";
import { senders as sendersZh } from "./zh-CN/senders.ts";
import { settings as settingsZh } from "./zh-CN/settings.ts";
import { shell as shellZh } from "./zh-CN/shell.ts";
import { signIn as signInZh } from "./zh-CN/sign-in.ts";
import { signals as signalsZh } from "./zh-CN/signals.ts";
import { sitePack as sitePackZh } from "./zh-CN/site-pack.ts";
import { sla as slaZh } from "./zh-CN/sla.ts";
import { slaPolicies as slaPoliciesZh } from "./zh-CN/sla-policies.ts";
import { statistics as statisticsZh } from "./zh-CN/statistics.ts";
import { sync as syncZh } from "./zh-CN/sync.ts";
import { brandTemplates as brandTemplatesZh } from "./zh-CN/brand-templates.ts";
import { templates as templatesZh } from "./zh-CN/templates.ts";
import { today as todayZh } from "./zh-CN/today.ts";
import { updates as updatesZh } from "./zh-CN/updates.ts";
import { vault as vaultZh } from "./zh-CN/vault.ts";

const english = {
  account: accountEn,
  accounts: accountsEn,
  charts: chartsEn,
  common: commonEn,
  domain: domainEn,
  errors: errorsEn,
  fields: fieldsEn,
  firstRun: firstRunEn,
  health: healthEn,
  healthModel: healthModelEn,
  incidentActions: incidentActionsEn,
  incidentEvidence: incidentEvidenceEn,
  incidents: incidentsEn,
  knowledge: knowledgeEn,
  outreach: outreachEn,
  notices: noticesEn,
  palette: paletteEn,
  peaks: peaksEn,
  plans: plansEn,
  quality: qualityEn,
  portfolio: portfolioEn,
  postmortem: postmortemEn,
  reviewBuilder: reviewBuilderEn,
  reviews: reviewsEn,
  connectors: connectorsEn,
  senders: sendersEn,
  settings: settingsEn,
  shell: shellEn,
  signals: signalsEn,
  signIn: signInEn,
  sitePack: sitePackEn,
  sla: slaEn,
  slaPolicies: slaPoliciesEn,
  statistics: statisticsEn,
  sync: syncEn,
  brandTemplates: brandTemplatesEn,
  templates: templatesEn,
  diagnostics: diagnosticsEn,
  today: todayEn,
  updates: updatesEn,
  vault: vaultEn,
} as const;
type English = typeof english;

const chinese: { readonly [N in keyof English]: Translation<English[N]> } = {
  account: accountZh,
  accounts: accountsZh,
  charts: chartsZh,
  common: commonZh,
  domain: domainZh,
  errors: errorsZh,
  fields: fieldsZh,
  firstRun: firstRunZh,
  health: healthZh,
  healthModel: healthModelZh,
  incidentActions: incidentActionsZh,
  incidentEvidence: incidentEvidenceZh,
  incidents: incidentsZh,
  knowledge: knowledgeZh,
  outreach: outreachZh,
  notices: noticesZh,
  palette: paletteZh,
  peaks: peaksZh,
  plans: plansZh,
  quality: qualityZh,
  portfolio: portfolioZh,
  postmortem: postmortemZh,
  reviewBuilder: reviewBuilderZh,
  reviews: reviewsZh,
  connectors: connectorsZh,
  senders: sendersZh,
  settings: settingsZh,
  shell: shellZh,
  signals: signalsZh,
  signIn: signInZh,
  sitePack: sitePackZh,
  sla: slaZh,
  slaPolicies: slaPoliciesZh,
  statistics: statisticsZh,
  sync: syncZh,
  brandTemplates: brandTemplatesZh,
  templates: templatesZh,
  diagnostics: diagnosticsZh,
  today: todayZh,
  updates: updatesZh,
  vault: vaultZh,
};

export type Namespace = keyof English;

/** Every text of the window, by language and namespace. */
export const catalogues: Readonly<Record<Language, Readonly<Record<Namespace, Readonly<Record<string, string>>>>>> = {
  en: english,
  "zh-CN": chinese,
};

/** Keys of a namespace as callers write them: a plural is one key, without `#one` and `#other`. */
export type TextKey<N extends Namespace> = keyof English[N] extends infer K
  ? K extends `${infer Base}#one` | `${infer Base}#other`
    ? Base
    : K & string
  : never;

type TemplateOf<N extends Namespace, K extends string> = English[N][Extract<keyof English[N], K | `${K}#other`>];
type CountOf<N extends Namespace, K extends string> = `${K}#other` extends keyof English[N] ? "count" : never;
type Needed<N extends Namespace, K extends string> = Placeholder<TemplateOf<N, K>> | CountOf<N, K>;

/** The values that a text needs, exactly: none when it has no placeholder. `count` is a number and picks the plural. */
export type TextValues<N extends Namespace, K extends string> = [Needed<N, K>] extends [never]
  ? readonly []
  : readonly [values: { readonly [P in Needed<N, K>]: P extends "count" ? number : string | number }];

/** Gives a text of one namespace in the current language. */
export type Text<N extends Namespace> = <K extends TextKey<N>>(key: K, ...values: TextValues<N, K>) => string;
