import type { Language } from "../../i18n/catalogue.ts";
import type { CauseCategory } from "../incident/incident.ts";
import type { PostmortemSection } from "./sections.ts";

/** A template for each section, in Liquid; `said` is what the log says of it, left out where it says nothing. */
export type DraftTemplates = Readonly<Record<PostmortemSection, string>>;

/** What is proposed so that it does not happen again, by its cause: titles of tasks. */
export type PreventionTitles = Readonly<Record<CauseCategory, readonly [string, string]>>;

const zh: DraftTemplates = {
  summary: `{{ opened_at }}起，{{ account_name }}的业务出现异常：{{ incident_title }}（{{ severity }}）。{% if resolved_at %}服务于 {{ resolved_at }}恢复，历时 {{ duration }}。{% else %}截至目前仍在处理。{% endif %}{% if has_users %}期间约 {{ impact_users }} 人次的使用受到影响，共 {{ impact_minutes }}。{% endif %}

对由此给贵司及用户带来的影响，我们深表歉意。`,
  rootCause: `{% if said %}{{ said }}{% endif %}`,
  impactText: `{% if regions %}涉及地区：{{ regions }}。
{% endif %}{% if has_impact %}{{ impact_metric }}最差一小时为 {{ impact_worst }}，同一时段的常态为 {{ impact_normal }}；超出常态区间共 {{ impact_minutes }}{% if has_users %}，约 {{ impact_users }} 人次受影响{% endif %}。{% endif %}{% if within_band %}事件期间各项质量指标均在同时段常态区间之内。{% endif %}{% if no_impact_data %}事件期间没有可用的质量数据，影响范围以贵司反馈为准。{% endif %}`,
  workaround: `{% if said %}{{ said }}{% endif %}`,
  longTermFix: `{% if said %}{{ said }}{% endif %}`,
  regressionCheck: `{% if has_impact %}修复后连续两周，每日在业务高峰核对{% if regions %}{{ regions }}的{% endif %}{{ impact_metric }}，须保持在同时段常态（{{ impact_normal }}）附近；如再次超出常态区间，视为未修复并重新打开本事件。{% else %}修复后连续两周，每日在业务高峰核对相关功能与错误码；如再次出现，视为未修复并重新打开本事件。{% endif %}
本次场景已列入发布前的回归用例。`,
};

const en: DraftTemplates = {
  summary: `From {{ opened_at }}, {{ account_name }} was affected by an incident: {{ incident_title }} ({{ severity }}). {% if resolved_at %}Service was restored at {{ resolved_at }}, after {{ duration }}.{% else %}It is still being worked on.{% endif %}{% if has_users %} About {{ impact_users }} user visits were affected over {{ impact_minutes }}.{% endif %}

We are sorry for the trouble that this caused you and your users.`,
  rootCause: `{% if said %}{{ said }}{% endif %}`,
  impactText: `{% if regions %}Where: {{ regions }}.
{% endif %}{% if has_impact %}{{ impact_metric }} was {{ impact_worst }} in the worst hour, where {{ impact_normal }} is normal for that hour of the week. It was outside its usual band for {{ impact_minutes }}{% if has_users %}; about {{ impact_users }} user visits met it{% endif %}.{% endif %}{% if within_band %}All quality metrics stayed within their usual bands during the incident.{% endif %}{% if no_impact_data %}There are no quality data for these hours; the extent is as you reported it.{% endif %}`,
  workaround: `{% if said %}{{ said }}{% endif %}`,
  longTermFix: `{% if said %}{{ said }}{% endif %}`,
  regressionCheck: `{% if has_impact %}For two weeks after the fix we check {{ impact_metric }}{% if regions %} in {{ regions }}{% endif %} every day at your busiest hours: it must stay near {{ impact_normal }}, its normal for those hours. Should it leave its band again, we treat the incident as not mended and open it anew.{% else %}For two weeks after the fix we check the function and its error codes every day at your busiest hours. Should it come back, we treat the incident as not mended and open it anew.{% endif %}
The case is now part of our checks before each release.`,
};

export const draftTemplates: Readonly<Record<Language, DraftTemplates>> = { "zh-CN": zh, en };

export const preventionTitles: Readonly<Record<Language, PreventionTitles>> = {
  "zh-CN": {
    carrier: ["增加该运营商线路的备用出口与自动切换", "按运营商分线路设置质量告警"],
    capacity: ["复核峰值容量余量并调整扩容阈值", "增加容量接近上限的自动告警"],
    release: ["发布流程增加灰度观察与自动回滚", "将本次场景加入发布前回归用例"],
    configuration: ["配置变更增加双人复核与生效前校验", "对关键配置做定期巡检"],
    sdk: ["修复版本完成机型适配测试并发布", "推动客户升级到修复版本"],
    customer_side: ["与客户确认服务端限额与超时参数", "补充接入自检清单"],
    vendor: ["与供应方确认故障通报时限", "评估并接入备用供应方"],
    hardware: ["完成故障节点更换与冗余演练", "缩短节点故障自动摘除时间"],
    unknown: ["补充日志与埋点以定位根因", "复查同类事件并给出结论"],
  },
  en: {
    carrier: ["Add a standby route for this carrier with automatic switching", "Alarm on quality per carrier"],
    capacity: ["Review headroom at peak and lower the threshold for adding capacity", "Alarm before capacity runs out"],
    release: ["Stage releases with automatic rollback", "Add this case to the checks before each release"],
    configuration: ["Two people review configuration changes, checked before they apply", "Check key configuration regularly"],
    sdk: ["Test the fixed version on the devices concerned and release it", "Move the customer to the fixed version"],
    customer_side: ["Agree on server limits and time-outs with the customer", "Extend the integration checklist"],
    vendor: ["Agree with the supplier on how soon faults are told", "Add a second supplier"],
    hardware: ["Replace the failed nodes and exercise failover", "Take failed nodes out faster"],
    unknown: ["Add logs and counters to find the cause", "Review similar incidents and conclude"],
  },
};
