/** What was promised at a review. */
export const promisedTitles: Readonly<Record<"zh" | "en", readonly string[]>> = {
  zh: [
    "提供晚高峰分运营商质量周报",
    "主区域扩容到预测 p90 的 1.2 倍",
    "协助升级到最新稳定版 SDK",
    "双方联合压测一次，覆盖活动峰值",
    "把故障通报群的值班表对齐到 7×24",
    "新增备用边缘节点并给出切换演练记录",
    "整理弱网参数建议并陪同灰度",
    "给出首帧时间优化方案",
  ],
  en: [
    "Send a weekly report of evening quality by carrier",
    "Raise the main region's capacity to 1.2 × the forecast p90",
    "Help with the upgrade to the latest stable SDK",
    "Hold one load test together that covers the event peak",
    "Bring the duty roster of the incident group to 24×7",
    "Add a standby edge and hand over the record of a fail-over drill",
    "Write down settings for weak networks and accompany the gradual release",
    "Propose how the first frame gets faster",
  ],
};

/** What colleagues remarked while it was written. */
export const reviewRemarks: Readonly<Record<"zh" | "en", readonly string[]>> = {
  zh: ["增长里有多少来自新开的区域？开会时肯定会被问到。", "这一条请再和运维核对一次。"],
  en: ["How much of the growth is the new region? They will ask.", "Please check this one with operations again."],
};
