import type { Language } from "../../i18n/catalogue.ts";

const scripts: Readonly<Record<Language, string>> = {
  "zh-CN": `{{ greeting }}我是{% if company_name %} {{ company_name }}{% endif %}{% if csm_name %}的 {{ csm_name }}{% endif %}，占用您两分钟。

· {{ peak_at }}前后，{{ region }}预计同时在线约 {{ peak_p50 }}，九成把握不超过 {{ peak_p90 }}。
{% if capacity_pcu %}· 目前准备的容量是 {{ capacity_pcu }}。
{% endif %}{% if suggested_pcu %}· 建议提升到 {{ suggested_pcu }}，需要 {{ lead_days }}，最晚 {{ ask_by }} 定下来。
{% endif %}
请问：
1. 您预计的峰值和时间？
2. 要不要加容量？
3. 当天谁值守，怎么联系？`,
  en: `{{ greeting }} {% if csm_name %}this is {{ csm_name }}{% if company_name %} from {{ company_name }}{% endif %}. {% endif %}Two minutes, please.

· Around {{ peak_at }} we expect about {{ peak_p50 }} concurrent users in {{ region }}, nine chances in ten below {{ peak_p90 }}.
{% if capacity_pcu %}· You have {{ capacity_pcu }} provisioned.
{% endif %}{% if suggested_pcu %}· We suggest {{ suggested_pcu }}. It takes {{ lead_days }}: we need to know by {{ ask_by }}.
{% endif %}
Questions:
1. The peak you expect, and when?
2. Extra capacity, yes or no?
3. Who is on call, and how do we reach them?`,
};

/** What to say on the phone about a peak: Liquid, with the tokens of a peak's message. */
export function phoneScript(language: Language): string {
  return scripts[language];
}
