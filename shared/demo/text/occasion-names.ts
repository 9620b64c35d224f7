import type { Scenario } from "../../domain/account/account.ts";
import type { Holiday } from "../../domain/calendar/holiday.ts";

type Language = "zh" | "en";

/** Events that follow no holiday; `@` names the months in which they are held. */
const ownNames: Readonly<Record<Language, Readonly<Record<Scenario, readonly string[]>>>> = {
  zh: {
    show_live: [
      "平台周年庆",
      "主播年度盛典@11,12,1",
      "公会争霸赛决赛",
      "月度榜单冲刺夜",
      "新人主播选拔赛",
      "明星空降直播间",
      "PK 大赛总决赛",
      "粉丝节专场",
      "夏日歌会@6,7,8",
      "巅峰之夜",
    ],
    one_to_one: ["会员日畅聊", "新版本上线推广", "付费通话半价周", "匹配活动夜", "拉新投放日", "星级主播上新"],
    voice_room: ["歌房擂台赛", "语音派对周年庆", "家族对战总决赛", "深夜电台特别场", "新房型上线", "声优见面会", "合唱挑战赛"],
    video_dating: ["万人相亲夜", "红娘大赛", "城市专场相亲", "脱单季启动@3,4,11", "会员见面会直播", "周末速配专场"],
    commerce_live: [
      "店庆大促",
      "品牌超级日",
      "达人专场",
      "源头好货节",
      "会员日",
      "换季清仓专场@3,4,9,10",
      "直播间满减日",
      "新品首发",
      "年货节@1,2",
    ],
    education: [
      "开学第一课@2,3,8,9",
      "期中冲刺公开课@4,5,10,11",
      "考前押题直播@1,5,6,12",
      "家长会专场",
      "名师大讲堂",
      "寒假集训营开营@1,2",
      "全国模考讲评@3,4,5,11,12",
    ],
    conversational_ai: [
      "外呼活动高峰日",
      "新客户上线",
      "大模型版本切换",
      "保险开门红外呼@11,12,1",
      "电商客服大促支援@6,11,12",
      "产品发布会演示",
    ],
    overseas_app: ["中东新市场上线", "东南亚拉新投放", "全球周年庆", "海外公会赛", "多国同播歌会", "新版本全量发布"],
  },
  en: {
    show_live: [
      "Anniversary gala",
      "Host of the year final@11,12,1",
      "Agency battle final",
      "Monthly ranking night",
      "Rising hosts audition",
      "Celebrity guest night",
      "Battle league final",
      "Fan festival",
      "Summer song night@6,7,8",
      "Champions night",
    ],
    one_to_one: [
      "Members' talk day",
      "New version campaign",
      "Half-price call week",
      "Match night",
      "User acquisition push",
      "Star hosts debut",
    ],
    voice_room: [
      "Karaoke battle final",
      "Voice party anniversary",
      "Family league final",
      "Late-night radio special",
      "New room type launch",
      "Voice actors meet-up",
      "Chorus challenge",
    ],
    video_dating: [
      "Ten thousand dates night",
      "Matchmaker contest",
      "City dating special",
      "Singles season opening@3,4,11",
      "Members' live meet-up",
      "Weekend speed dating",
    ],
    commerce_live: [
      "Shop anniversary sale",
      "Brand super day",
      "Creator special",
      "Farm to table festival",
      "Members' day",
      "End of season sale@1,2,7,8",
      "Live discount day",
      "New product debut",
      "Gift week opening@11,12",
    ],
    education: [
      "First class of term@2,3,8,9",
      "Mid-term open class@4,5,10,11",
      "Exam eve live review@1,5,6,12",
      "Parents' evening",
      "Great teachers lecture",
      "Holiday camp opening@1,7,12",
      "National mock exam review@3,4,5,11,12",
    ],
    conversational_ai: [
      "Outbound campaign day",
      "New client go-live",
      "Model version switch",
      "Insurance season calls@11,12,1",
      "Sale-day support shift@6,11,12",
      "Product launch demo",
    ],
    overseas_app: [
      "New market launch",
      "User acquisition push",
      "Global anniversary",
      "Creators' league",
      "Multi-country song night",
      "Full release of the new version",
    ],
  },
};

const selling: Readonly<Record<string, { readonly zh: readonly string[]; readonly en: readonly string[] }>> = {
  "Singles' Day": { zh: ["双 11 正日", "双 11 狂欢夜", "双 11 直播专场"], en: ["11.11 mega sale", "11.11 live marathon"] },
  "6.18 Sale": { zh: ["618 正日", "618 巅峰夜"], en: ["6.18 sale"] },
  "Double 12": { zh: ["双 12 返场"], en: ["Double 12"] },
  "12.12 Sale": { zh: ["双 12 返场"], en: ["12.12 birthday sale", "12.12 live sale"] },
  "9.9 Sale": { zh: ["9.9 大促"], en: ["9.9 super sale"] },
  "10.10 Sale": { zh: ["10.10 大促"], en: ["10.10 brand day"] },
  "Black Friday": { zh: ["黑五专场"], en: ["Black Friday live", "Black Friday night deals"] },
  "Cyber Monday": { zh: ["网络星期一专场"], en: ["Cyber Monday"] },
  "White Friday": { zh: ["白色星期五"], en: ["White Friday sale"] },
  "Buen Fin": { zh: ["墨西哥购物节"], en: ["Buen Fin live"] },
  "Dia das Mães": { zh: ["母亲节专场"], en: ["Dia das Mães live"] },
  "Dia do Consumidor": { zh: ["消费者日"], en: ["Dia do Consumidor"] },
  Diwali: { zh: ["排灯节专场"], en: ["Diwali sale night"] },
  Dhanteras: { zh: ["排灯节前夕"], en: ["Dhanteras gold rush"] },
};

const celebrating: Readonly<Record<string, { readonly zh: readonly string[]; readonly en: readonly string[] }>> = {
  "Valentine's Day": { zh: ["情人节专场", "情人节恋爱夜"], en: ["Valentine's night"] },
  "520 Day": { zh: ["520 告白夜", "520 甜蜜专场"], en: ["520 night"] },
  "Qixi Festival": { zh: ["七夕游园会", "七夕鹊桥夜"], en: ["Qixi night"] },
  "New Year's Eve": { zh: ["跨年夜", "跨年演唱会直播"], en: ["New Year's Eve party", "Countdown live"] },
  "Lantern Festival": { zh: ["元宵灯会"], en: ["Lantern night"] },
  "National Day": { zh: ["国庆嘉年华"], en: ["National day show"] },
  "Mid-autumn Festival": { zh: ["中秋团圆夜"], en: ["Mid-autumn night"] },
  "Songkran Festival": { zh: ["宋干节"], en: ["Songkran party"] },
  "Vietnamese New Year": { zh: ["越南春节"], en: ["Tết gala"] },
  Diwali: { zh: ["排灯节之夜"], en: ["Diwali night"] },
  Holi: { zh: ["洒红节"], en: ["Holi colours live"] },
  "End of Ramadan (Eid al-Fitr)": { zh: ["开斋节之夜"], en: ["Eid night"] },
  Carnival: { zh: ["狂欢节"], en: ["Carnaval special"] },
  "Independence Day": { zh: ["独立日"], en: ["Independence day live"] },
  "Christmas Eve": { zh: ["平安夜"], en: ["Christmas Eve songs"] },
  "Christmas Day": { zh: ["圣诞夜"], en: ["Christmas party"] },
  Halloween: { zh: ["万圣夜"], en: ["Halloween night"] },
  "Thanksgiving Day": { zh: ["感恩节"], en: ["Thanksgiving live"] },
  "Dia dos Namorados": { zh: ["巴西情人节"], en: ["Dia dos Namorados"] },
  "Amor y Amistad": { zh: ["爱与友谊日"], en: ["Amor y Amistad"] },
  "Korean Thanksgiving": { zh: ["韩国中秋"], en: ["Chuseok special"] },
  "Founding Day": { zh: ["建国日"], en: ["Founding day night"] },
};

/** Names under which a scenario celebrates a holiday; none = it does not. */
export function holidayOccasions(language: Language, scenario: Scenario, holiday: Holiday): readonly string[] {
  if (scenario === "education" || scenario === "conversational_ai") return [];
  return ((scenario === "commerce_live" ? selling : celebrating)[holiday.name.en] ?? { zh: [], en: [] })[language];
}

/** Names of a scenario's own events that fit a month (1–12); there is always one. */
export function ownOccasions(language: Language, scenario: Scenario, month: number): readonly string[] {
  return ownNames[language][scenario].flatMap((entry) => {
    const [name = "", months] = entry.split("@");
    return months === undefined || months.split(",").includes(String(month)) ? [name] : [];
  });
}
