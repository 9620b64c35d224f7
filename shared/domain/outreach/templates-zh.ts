import type { Scenario } from "../account/account.ts";
import type { MessageText } from "./message-text.ts";
import type { TemplateKey } from "./outreach-template.ts";

/** Why this kind of product needs its capacity ahead of the peak, and how its people speak of the peak. */
const why: Readonly<Record<Scenario, string>> = {
  show_live: "盛典、PK 这类环节，观众会在几分钟内集中进房，容量要按峰值提前备好。",
  one_to_one: "1v1 通话最怕接不通，容量一紧张用户马上有感觉，所以要提前备好。",
  voice_room: "房间活动、榜单冲刺的时候，进房和上麦会一起涨，容量要提前备好。",
  video_dating: "相亲房高峰时，嘉宾和观众会同时进房，容量要提前备好。",
  commerce_live: "大促开抢时，观众会在几分钟内集中进房，容量要按峰值提前备好。",
  education: "开课和考试的时候，学生几乎同时进课堂，容量要按同时在线提前备好。",
  conversational_ai: "对话高峰时，容量一紧张就会变成回应变慢，所以要提前备好。",
  overseas_app: "海外机房扩容的周期比国内长，要早一点定下来。",
};

const question: Readonly<Record<Scenario, string>> = {
  show_live: "活动预计的峰值：大约多少人同时在线，集中在几点？",
  one_to_one: "预计的峰值：大约多少人同时通话，集中在几点？",
  voice_room: "活动预计的峰值：大约多少人同时在房，集中在几点？",
  video_dating: "活动预计的峰值：大约多少人同时在房，集中在几点？",
  commerce_live: "大促预计的峰值：大约多少人同时在线，几点开抢？",
  education: "按课表或考试安排，大约多少人同时上课，从几点开始？",
  conversational_ai: "预计的峰值：大约多少路对话同时进行，集中在几点？",
  overseas_app: "预计的峰值：大约多少人同时在线，集中在当地几点？",
};

const duty: Readonly<Record<Scenario, string>> = {
  show_live: "当晚由哪位同事值守，怎么联系最快？",
  one_to_one: "当天由哪位同事值守，怎么联系最快？",
  voice_room: "当晚由哪位同事值守，怎么联系最快？",
  video_dating: "当晚由哪位同事值守，怎么联系最快？",
  commerce_live: "大促当天由哪位同事值守，怎么联系最快？",
  education: "上课期间由哪位同事值守，怎么联系最快？",
  conversational_ai: "当天由哪位同事值守，怎么联系最快？",
  overseas_app: "当天由哪位同事值守（请注明所在时区），怎么联系最快？",
};

const room =
  "{% if capacity_pcu %}目前{{ region }}为贵方准备的容量是 {{ capacity_pcu }}{% if over_capacity %}，照这个估计不够用{% elsif suggested_pcu %}，照这个估计余量偏紧{% else %}，照这个估计够用{% endif %}。{% endif %}";

function suggestion(reason: string): string {
  return `{% if suggested_pcu %}我们建议把{{ region }}的容量临时提升到 {{ suggested_pcu }}。${reason}{% if deadline_passed %}扩容通常需要 {{ lead_days }}，正常申请在 {{ ask_by }} 已经截止；请您今天就回复，我们马上按加急去争取，能到位多少第一时间告诉您。{% else %}扩容需要 {{ lead_days }}，请最晚在 {{ ask_by }} 前告诉我们。{% endif %}{% elsif deadline_passed %}如果贵方的计划比这个估计更大，请今天就告诉我们：正常申请在 {{ ask_by }} 已经截止，要按加急去争取。{% else %}如果贵方的计划比这个估计更大，请最晚在 {{ ask_by }} 前告诉我们，扩容需要 {{ lead_days }}。{% endif %}`;
}

const signature = "{% if csm_name %}{{ csm_name }}{% if company_name %}\n{{ company_name }}{% endif %}{% endif %}";

/** The product's own templates in Chinese. */
export const chineseTemplates: Readonly<Record<TemplateKey, (scenario: Scenario) => MessageText>> = {
  "peak-check": (scenario) => ({
    subject: "{{ account_name }}：{{ peak_day }}{{ region }}峰值与容量确认{% if occasion %}（{{ occasion }}）{% endif %}",
    body: `{{ greeting }}

{% if occasion %}{{ occasion }}快到了，{% endif %}根据贵方{% if data_until %}截至 {{ data_until }}{% endif %}的用量，我们预计 {{ peak_at }}前后，{{ region }}会出现一次高峰：同时在线约 {{ peak_p50 }}，九成把握不超过 {{ peak_p90 }}。${room}

${suggestion(why[scenario])}

想跟您确认三件事：
1. ${question[scenario]}
2. 是否需要我们增加容量？
3. ${duty[scenario]}

直接回复就行，一两句话也可以。谢谢！

${signature}`,
  }),
  "peak-reminder": (scenario) => ({
    subject: "{{ account_name }}：{{ peak_day }}{{ region }}峰值，还等您确认{% if occasion %}（{{ occasion }}）{% endif %}",
    body: `{{ greeting }}

{% if asked_on %}{{ asked_on }}跟您确认过{% else %}之前跟您确认过{% endif %}{{ region }} {{ peak_at }}的峰值，还没有收到答复，担心漏掉，再跟您说一声。

最新的估计是同时在线约 {{ peak_p50 }}，九成把握不超过 {{ peak_p90 }}。${room}${suggestion("")}

请您回一句：
1. ${question[scenario]}
2. 是否需要我们增加容量？
3. ${duty[scenario]}

如果这次不需要调整，回“不需要”就好，我们就按现有容量保障。

${signature}`,
  }),
  "capacity-confirmed": (scenario) => ({
    subject: "{{ account_name }}：{{ region }}容量{% if provisioned %}已就绪{% else %}已安排{% endif %}，{{ confirmed_pcu }}",
    body: `{{ greeting }}

{% if provisioned %}{{ region }}的容量已经调整到 {{ confirmed_pcu }}，现在就可以用。{% else %}{{ region }}的容量已经安排调整到 {{ confirmed_pcu }}，{{ stands_by }}前到位，到位后我们再跟您说一声。{% endif %}{% if peak_at %}它用来保障 {{ peak_at }}的高峰（预计同时在线约 {{ peak_p50 }}，九成把握不超过 {{ peak_p90 }}）。{% endif %}

高峰期间我们全程盯着。还请您再确认一下：${duty[scenario]}计划有变化，随时告诉我们。

${signature}`,
  }),
  notice: () => ({
    subject: "{{ account_name }}：{{ notice_title }}",
    body: `{{ greeting }}

{{ notice_body }}
{% if notice_starts %}
时间：{{ notice_starts }}{% if notice_ends %} 至 {{ notice_ends }}{% endif %}
{% endif %}{% if affected %}
贵方受影响的范围：{{ affected }}
{% endif %}{% if fixed_in %}
已在 {{ fixed_in }} 版本修复，请安排升级；需要我们配合验证，随时说。
{% endif %}
收到请回复一声。有任何疑问，直接回复这条消息就能找到我。

${signature}`,
  }),
};
