import type { Scenario } from "../account/account.ts";
import type { MessageText } from "./message-text.ts";
import type { TemplateKey } from "./outreach-template.ts";

/** Why this kind of product needs its capacity ahead of the peak. */
const why: Readonly<Record<Scenario, string>> = {
  show_live: "In a gala or a PK round the audience arrives within minutes, so the capacity has to stand before the show begins.",
  one_to_one: "In 1v1 calls the first thing users notice is a call that does not connect, so the capacity has to stand beforehand.",
  voice_room: "In room events joins and open microphones rise together, so the capacity has to stand beforehand.",
  video_dating: "At the peak guests and viewers enter the rooms together, so the capacity has to stand beforehand.",
  commerce_live: "When a sale opens the audience arrives within minutes, so the capacity has to stand before it does.",
  education: "When classes and exams begin everyone joins at once, so the capacity has to stand before the bell.",
  conversational_ai: "When capacity runs short, answers slow down before anything else does, so it has to stand beforehand.",
  overseas_app: "Adding capacity overseas takes longer than it does at home, so an early word helps.",
};

const question: Readonly<Record<Scenario, string>> = {
  show_live: "How many concurrent users do you expect for the show, and at what time?",
  one_to_one: "How many people do you expect in calls at once, and at what time?",
  voice_room: "How many people do you expect in rooms at once, and at what time?",
  video_dating: "How many people do you expect in rooms at once, and at what time?",
  commerce_live: "How many concurrent viewers do you expect for the sale, and when does it open?",
  education: "By your timetable, how many students will be in class at once, and from what time?",
  conversational_ai: "How many conversations do you expect at once, and at what time?",
  overseas_app: "How many concurrent users do you expect, and at what local time?",
};

const duty: Readonly<Record<Scenario, string>> = {
  show_live: "Who is on call that night, and how do we reach them fastest?",
  one_to_one: "Who is on call that day, and how do we reach them fastest?",
  voice_room: "Who is on call that night, and how do we reach them fastest?",
  video_dating: "Who is on call that night, and how do we reach them fastest?",
  commerce_live: "Who is on call during the sale, and how do we reach them fastest?",
  education: "Who is on call during classes, and how do we reach them fastest?",
  conversational_ai: "Who is on call that day, and how do we reach them fastest?",
  overseas_app: "Who is on call that day (and in which time zone), and how do we reach them fastest?",
};

const room =
  "{% if capacity_pcu %} You have {{ capacity_pcu }} provisioned there{% if over_capacity %}, which would not be enough{% elsif suggested_pcu %}, which leaves little room{% else %}, which should hold{% endif %}.{% endif %}";

function suggestion(reason: string): string {
  return `{% if suggested_pcu %}We suggest raising {{ region }} to {{ suggested_pcu }} for this peak. ${reason}{% if deadline_passed %}It normally takes {{ lead_days }}, and the regular deadline ({{ ask_by }}) has passed. If you reply today we will ask for it as urgent and tell you at once how much we can get.{% else %}It takes {{ lead_days }}, so please tell us by {{ ask_by }}.{% endif %}{% elsif deadline_passed %}If you are planning for more than this, please tell us today: the regular deadline ({{ ask_by }}) has passed, and it would have to be urgent.{% else %}If you are planning for more than this, please tell us by {{ ask_by }}: adding capacity takes {{ lead_days }}.{% endif %}`;
}

const signature =
  "{% if csm_name %}Best regards,\n{{ csm_name }}{% if company_name %}\n{{ company_name }}{% endif %}{% else %}Best regards{% endif %}";

/** The product's own templates in English. */
export const englishTemplates: Readonly<Record<TemplateKey, (scenario: Scenario) => MessageText>> = {
  "peak-check": (scenario) => ({
    subject: "{{ account_name }}: expected peak in {{ region }} on {{ peak_day }}{% if occasion %} ({{ occasion }}){% endif %}",
    body: `{{ greeting }}

{% if occasion %}{{ occasion }} is coming up. {% endif %}From your traffic{% if data_until %} up to {{ data_until }}{% endif %}, we expect a peak of about {{ peak_p50 }} concurrent users in {{ region }} around {{ peak_at }}, and nine chances in ten that it stays below {{ peak_p90 }}.${room}

${suggestion(`${why[scenario]} `)}

Could you tell us three things?
1. ${question[scenario]}
2. Would you like extra capacity, yes or no?
3. ${duty[scenario]}

A one-line reply is enough. Thank you!

${signature}`,
  }),
  "peak-reminder": (scenario) => ({
    subject: "{{ account_name }}: still open, peak in {{ region }} on {{ peak_day }}{% if occasion %} ({{ occasion }}){% endif %}",
    body: `{{ greeting }}

{% if asked_on %}On {{ asked_on }} we asked you{% else %}We recently asked you{% endif %} about the peak in {{ region }} around {{ peak_at }}. We have not heard back yet and would not want it to slip.

Our latest estimate is about {{ peak_p50 }} concurrent users, with nine chances in ten that it stays below {{ peak_p90 }}.${room} ${suggestion("")}

Could you let us know?
1. ${question[scenario]}
2. Would you like extra capacity, yes or no?
3. ${duty[scenario]}

If nothing needs to change, a simple “no change” is fine and we will cover it with what you have.

${signature}`,
  }),
  "capacity-confirmed": (scenario) => ({
    subject:
      "{{ account_name }}: capacity in {{ region }} {% if provisioned %}is ready{% else %}is arranged{% endif %}, {{ confirmed_pcu }}",
    body: `{{ greeting }}

{% if provisioned %}Your capacity in {{ region }} now stands at {{ confirmed_pcu }} and is ready to use.{% else %}We have arranged to raise your capacity in {{ region }} to {{ confirmed_pcu }}. It will stand by {{ stands_by }}, and we will tell you when it does.{% endif %}{% if peak_at %} It covers the peak around {{ peak_at }}: about {{ peak_p50 }} concurrent users expected, nine chances in ten below {{ peak_p90 }}.{% endif %}

We will be watching throughout. One thing to confirm: ${lowerFirst(duty[scenario])} If your plans change, just tell us.

${signature}`,
  }),
  notice: () => ({
    subject: "{{ account_name }}: {{ notice_title }}",
    body: `{{ greeting }}

{{ notice_body }}
{% if notice_starts %}
When: {{ notice_starts }}{% if notice_ends %} to {{ notice_ends }}{% endif %}
{% endif %}{% if affected %}
What is affected on your side: {{ affected }}
{% endif %}{% if fixed_in %}
It is fixed in version {{ fixed_in }}. Please plan the upgrade, and tell us if we can help you verify it.
{% endif %}
Please confirm that you have received this. Any questions, just reply and you reach me directly.

${signature}`,
  }),
};

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
