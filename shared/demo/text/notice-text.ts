/** Notices of the cloud to its customers, in both languages. */
export const noticeTexts = {
  release: {
    zh: [
      "SDK 4.10.0 发布：弱网抗性与首帧优化",
      "4.10.0 版本改进了 70% 丢包下的语音连续性，首帧时间中位数缩短约 18%。建议在下一个发版窗口升级；升级前请在测试环境验证美颜与混流回调。",
    ],
    en: [
      "SDK 4.10.0: steadier on weak networks, faster first frame",
      "Version 4.10.0 keeps voice going at 70 % packet loss and shortens the median time to the first frame by about 18 %. Please plan it for your next release; check beauty filters and mixing callbacks in your test environment first.",
    ],
  },
  vulnerability: {
    zh: [
      "HRSA-2026-007：4.8.x 信令解析漏洞，请升级至 4.9.0 或以上",
      "4.8.0 至 4.8.x 在解析特定信令时可能导致客户端崩溃，不涉及数据泄露。4.9.0 已修复。请优先升级 Android 与 iOS 端。",
    ],
    en: [
      "HRSA-2026-007: a fault in signalling of 4.8.x, please upgrade to 4.9.0 or later",
      "From 4.8.0 up to 4.9.0 a crafted signalling message may crash the client; no data is exposed. It is mended in 4.9.0. Please upgrade Android and iOS first.",
    ],
  },
  maintenance: {
    zh: [
      "新加坡机房网络设备维护",
      "维护期间新加坡区域可能出现 1–2 次、每次不超过 30 秒的重连，期间不受理临时扩容。请避开此时段安排大型活动。",
    ],
    en: [
      "Maintenance of network equipment in Singapore",
      "One or two reconnects of up to 30 seconds are possible in the Singapore region, and no capacity is added at short notice meanwhile. Please keep large events out of this window.",
    ],
  },
  change: {
    zh: ["旧版混流接口将停止服务", "基于 v1 的云端混流接口将在该日期停止服务，请迁移至 v2：参数兼容，回调字段有新增。"],
    en: [
      "The old mixing interface will be retired",
      "Cloud mixing by v1 ends on this date. Please move to v2: parameters are compatible, callbacks have new fields.",
    ],
  },
} as const;
