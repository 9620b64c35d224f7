import { nameOccurrences } from "../../knowledge/customer-names.ts";
import { foldText } from "../../search/search-key.ts";
import { evidenceWords } from "../words/evidence-words.ts";

/** Words of the trade, of carriers and systems, and of the files themselves: in any review, whoever it is for. */
const ofTheTrade = `
live stream streaming video audio voice chat room meet meeting class game games music sport sports news shop store cloud edge network host user users
show studio media social world global asia europe china india america africa north south east west central telecom mobile unicom android ios windows
mac linux web mini program wifi quarter month week day night evening holiday event campaign black friday singles new year spring festival summer
autumn winter ramadan eid diwali team support service success customer account partner review report summary cover contents section page note notes
title subtitle text table chart picture slide layout master theme office default normal heading header footer list bullet number footnote endnote
workbook sheet column row series category value legend axis accent light dark arial calibri cambria times new roman courier segoe symbol wingdings
word excel powerpoint microsoft headroom high medium low open closed good watch risk critical target actual forecast capacity peak test demo sample
直播 视频 音频 语音 通话 连麦 聊天 秀场 课堂 教育 会议 游戏 音乐 体育 电商 社交 出海 云 边缘 网络 主机 用户 观众 主播 电信 移动 联通 广电 安卓 苹果 小程序 网页
华南 华东 华北 华中 西南 西北 东北 港澳 亚洲 欧洲 中国 全球 海外 本季 上季 季度 月度 晚高峰 节假日 春节 国庆 双十一 大促 活动 团队 支持 服务 客户 封面 目录 标题
正文 表格 图表 宋体 黑体 微软雅黑 等线 楷体 仿宋
`;

let ordinaryText: string | null = null;

/**
 * Whether a name cannot be told from what stands in every review: it is a word of the review's own wording or of the trade, or digits alone. Such a
 * name is not looked for; the customer's other names and code are.
 */
export function isOrdinaryName(name: string): boolean {
  const folded = foldText(name);
  ordinaryText ??= foldText(`${JSON.stringify(evidenceWords)} ${ofTheTrade}`);
  return !/\p{L}/u.test(folded) || nameOccurrences(ordinaryText, folded, 1).length > 0;
}
