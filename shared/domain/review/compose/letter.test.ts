import { expect, test } from "vitest";
import { september, starisle, syntheticSnapshot } from "../evidence/synthetic-snapshot.ts";
import { composeReview } from "./compose-review.ts";
import { documentText } from "./document-text.ts";
import type { ReviewLocale } from "./review-document.ts";

/** A letter as its reader has it up to the charts: cover and summary, then what each other page concludes. */
function letter(locale: ReviewLocale): string {
  const document = composeReview(syntheticSnapshot(starisle, september), {
    locale,
    audience: "customer",
    review: { kind: "letter", order: [], hidden: [] },
    sections: [],
  });
  const [cover, summary, ...others] = document.sections;
  const whole = [cover, summary].flatMap((section) => (section === undefined ? [] : [section]));
  return [
    documentText({ ...document, sections: whole }),
    ...others.map(({ name, title }) => `${name}: ${title.map(({ text }) => text).join("")}`),
  ].join("\n");
}

test("a monthly letter greets, concludes and asks in English", () => {
  expect(letter("en")).toBe(`# Starisle Live: quality letter, September 2026

Starisle Live · September 2026 · snapshot S-7F2C0A11

## 1 Cover [cover]
Starisle Live: quality letter, September 2026

To the team at Starisle Live: this is how your users experienced September 2026, what we saw behind it, and what comes next.
Period: 1 Sep 2026 to 30 Sep 2026 (Shanghai UTC+8)
Data as of: 28 Oct 2026 18:00
Snapshot S-7F2C0A11, taken 28 Oct 2026 18:00; its numbers do not move
Prepared by Lin Ruoxi

(Source: the snapshot’s rows, 1 Sep 2026 to 30 Sep 2026 (Asia/Shanghai) · snapshot S-7F2C0A11)

> Read the letter once aloud before you send it: it should sound like you. Every number in it can be opened to its rows.

## 2 Summary [statement]
South China’s evening freeze rate was [3.3%], above the target of [2.0%]

= User-hours: [65.5 M] (August 2026: [67.5 M])
= Evening freeze rate: [2.5%] (target ≤ [2.0%]) risk
= SLA attainment: [100%] (target ≥ [95%]) good
= Highest use of capacity: [93%] (target ≤ [85%]) risk

* Quality by region
  South China’s evening freeze rate was [3.3%], above the target of [2.0%].
  [4] weeks were above target, with [110,400] evening sessions.
* What stood out
  [34%] of users run an SDK version with a known open vulnerability.
* Incident timeline
  Incidents fell to [1] from [4] in August 2026.
  Resolving one took [3 h] on average.
* Our ask
  Upgrade the app to SDK 4.9.0.

(Source: the snapshot’s rows, 1 Sep 2026 to 30 Sep 2026 (Asia/Shanghai) · snapshot S-7F2C0A11)

> The conclusion stands in the title; words of your own belong under it.
> The findings stand in the order of their weight; each has its own page with its rows.
> Say by when you need the answer.
Quality by region: South China’s evening freeze rate rose to 3.3%, above the 2.0% target, 2.4× the other regions
Quality: carrier × SDK: No quality by carrier and SDK was measured in September 2026
SLA attainment: All 2 promises were kept, none of them narrowly
Incident timeline: Incidents fell to 1 from 4 in August 2026; resolving one took 16% less time, 3 h on average
Action items: 2 items are open; the next is due on 15 Nov 2026
Appendix: How the numbers are made: definitions, rows, and what was left out`);
});

test("and in Chinese", () => {
  expect(letter("zh-CN")).toBe(`# Starisle Live：2026 年 9 月质量简报

Starisle Live · 2026 年 9 月 · 快照 S-7F2C0A11

## 1 封面 [cover]
Starisle Live：2026 年 9 月质量简报

Starisle Live 的各位伙伴：这份简报说明 2026 年 9 月用户的实际体验、背后的原因，以及接下来的安排。
统计周期：2026 年 9 月 1 日至 2026 年 9 月 30 日（中国时间 UTC+8）
数据截至：2026 年 10 月 28 日 18:00
快照 S-7F2C0A11，生成于 2026 年 10 月 28 日 18:00，数字不再变动
报告人：Lin Ruoxi

(来源：快照内全部数据，2026 年 9 月 1 日至 2026 年 9 月 30 日（Asia/Shanghai）· 快照 S-7F2C0A11)

> 发出前通读一遍，语气要像自己写的信。信中的每个数字都能追溯到明细。

## 2 摘要 [statement]
华南晚高峰卡顿率为 [3.3%]，高于 [2.0%] 的目标

= 用户小时: [6,550 万] (2026 年 8 月：[6,750 万])
= 晚高峰卡顿率: [2.5%] (目标 ≤ [2.0%]) risk
= SLA 达成率: [100%] (目标 ≥ [95%]) good
= 容量最高使用率: [93%] (目标 ≤ [85%]) risk

* 质量：区域
  华南晚高峰卡顿率为 [3.3%]，高于 [2.0%] 的目标。
  共 [4] 周超出目标，涉及 [110,400] 次晚高峰会话。
* 值得关注
  [34%] 的用户仍在使用存在已知漏洞的 SDK 版本。
* 故障时间线
  故障由 2026 年 8 月的 [4] 起降至 [1] 起。
  平均恢复用时 [3 小时]。
* 我们的请求
  将应用升级到 SDK 4.9.0。

(来源：快照内全部数据，2026 年 9 月 1 日至 2026 年 9 月 30 日（Asia/Shanghai）· 快照 S-7F2C0A11)

> 结论已在标题中，自己的话写在标题下方。
> 各项发现按轻重排列，细节见后面各页。
> 写明需要答复的时间。
质量：区域: 华南晚高峰卡顿率升至 3.3%，高于 2.0% 的目标，是其他区域的 2.4 倍
质量：运营商 × SDK: 2026 年 9 月没有分运营商与 SDK 的质量数据
SLA 达成: 2 项服务承诺全部达成，没有险些超时的情况
故障时间线: 故障由 2026 年 8 月的 4 起降至 1 起，平均恢复用时 3 小时，缩短 16%
行动项: 2 项未完成，最近一项 2026 年 11 月 15 日到期
附录: 数字的由来：定义、行数与未计入的数据`);
});
