/** 指标如何描述故障发生的那些小时。 */
export const incidentEvidence = {
  "impact.title": "影响",
  "impact.asOf": "截至 {{time}}，{{age}}前",
  "impact.reach": "涉及 {{parts}}",
  "impact.noData": "— 本机没有这些小时的数据。",
  "impact.usual": "一切如常：没有指标超出正常范围（查看了 {{rows}} 个小时）。",
  "impact.worst": "{{metric}}，最差时",
  "impact.normal": "该时段的正常值",
  "impact.users": "受影响用户",
  "impact.hours#other": "{{count, number}} 个小时超出范围，占故障 {{minutes}} 分；查看了 {{rows}} 个小时",
  "impact.open": "查看这部分的质量",
  "parts.what": "这些小时里按平台与 SDK 的{{metric}}，n = {{n}} 次会话",
  "parts.sessions": "n = {{n}} 次会话",
} as const;
