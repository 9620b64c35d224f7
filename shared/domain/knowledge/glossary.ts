/**
 * Words of the trade that mean the same in both languages, so that a report in one finds an article in the other. The first word of each list is
 * how the thing is named to the reader; English phrases are written as they are after folding.
 */
const glossary = {
  join: { zh: ["进房", "加入房间", "进频道"], en: ["join", "joins", "joining"] },
  publish: { zh: ["推流", "开播"], en: ["publish", "publishing", "publisher"] },
  pull: { zh: ["拉流", "播放失败"], en: ["pull stream", "playback", "subscribe"] },
  freeze: { zh: ["卡顿", "画面卡", "断续"], en: ["freeze", "freezes", "freezing", "choppy", "stutter"] },
  firstFrame: { zh: ["首帧", "起播"], en: ["first frame", "start-up"] },
  blackScreen: { zh: ["黑屏", "不出画"], en: ["black screen", "black picture", "stays black", "is black"] },
  delay: { zh: ["时延", "延迟", "抢话"], en: ["delay", "latency", "talk over"] },
  loss: { zh: ["丢包"], en: ["packet loss", "loss"] },
  jitter: { zh: ["抖动"], en: ["jitter"] },
  crash: { zh: ["崩溃", "闪退"], en: ["crash", "crashes"] },
  echo: { zh: ["回声", "啸叫"], en: ["echo", "howling", "howls"] },
  audio: { zh: ["音频", "语音", "声音", "断音"], en: ["audio", "voice", "sound"] },
  video: { zh: ["视频", "画面"], en: ["video", "picture"] },
  bluetooth: { zh: ["蓝牙", "耳机"], en: ["bluetooth", "headset"] },
  speaker: { zh: ["外放", "扬声器", "免提"], en: ["loudspeaker", "speaker", "hands-free"] },
  record: { zh: ["录制", "回放文件"], en: ["recording", "recordings", "replay", "replays"] },
  callback: { zh: ["回调"], en: ["callback", "callbacks", "webhook"] },
  billing: { zh: ["账单", "计费", "对账"], en: ["bill", "billing", "fees", "metering"] },
  quota: { zh: ["扩容", "提额", "并发上限", "配额"], en: ["capacity", "quota", "concurrency", "raise the limit"] },
  loadTest: { zh: ["压测"], en: ["load test"] },
  upgrade: { zh: ["升级", "兼容性"], en: ["upgrade", "compatibility", "migration"] },
  packageSize: { zh: ["安装包", "精简包", "包体积"], en: ["package", "app size"] },
  message: { zh: ["弹幕", "消息"], en: ["chat", "message", "messages"] },
  gift: { zh: ["礼物"], en: ["gift", "gifts"] },
  whiteboard: { zh: ["白板", "翻页"], en: ["whiteboard", "turns the page"] },
  courseware: { zh: ["课件", "转码失败"], en: ["slides", "courseware"] },
  transcode: { zh: ["转码"], en: ["transcoder", "transcoding", "conversion"] },
  mixer: { zh: ["混音", "合流"], en: ["mixer", "mixers", "mixing"] },
  agent: { zh: ["智能体", "应答"], en: ["agent", "agent answers"] },
  interrupt: { zh: ["打断"], en: ["barge-in", "interruption"] },
  recognition: { zh: ["语音识别", "识别服务"], en: ["speech recognition", "recognition"] },
  vad: { zh: ["静音检测"], en: ["silence threshold", "voice activity"] },
  edgeSite: { zh: ["机房", "边缘节点", "掉电"], en: ["edge site", "site unreachable", "power loss", "racks", "site"] },
  route: { zh: ["路由", "调度"], en: ["route", "routes", "routed", "routing"] },
  leasedLine: { zh: ["专线", "光缆", "海缆", "熔接"], en: ["leased route", "fibre", "cable", "splice"] },
  carrierNetwork: { zh: ["运营商", "骨干", "省际"], en: ["carrier", "carriers", "last mile", "isp"] },
  evening: { zh: ["晚高峰"], en: ["evening", "evenings"] },
  signalling: { zh: ["信令"], en: ["signalling"] },
  reconnect: { zh: ["重连", "重试"], en: ["reconnect", "reconnects", "reconnection", "retry", "retries"] },
  shard: { zh: ["分片", "主从"], en: ["shard", "fail-over", "replica"] },
  token: { zh: ["鉴权", "令牌"], en: ["token", "tokens"] },
  expiry: { zh: ["过期", "有效期"], en: ["expiry", "expires", "expired"] },
  clock: { zh: ["时钟", "校时"], en: ["clock drift", "ntp", "device clock"] },
  firewall: { zh: ["防火墙", "代理"], en: ["firewall", "proxy"] },
  relay: { zh: ["中继"], en: ["tcp relay", "relay", "tcp fallback"] },
  codec: { zh: ["编码", "h.265", "硬解", "解码"], en: ["codec", "h.265", "hevc", "decoding", "decoder", "encoding"] },
  keyFrame: { zh: ["关键帧"], en: ["key frame", "key frames", "keyframe"] },
  bitrate: { zh: ["码率", "清晰度"], en: ["bitrate", "resolution", "rendition"] },
  weakNetwork: { zh: ["弱网"], en: ["weak network", "weak networks", "poor network"] },
  background: { zh: ["切后台", "后台"], en: ["background"] },
  capture: { zh: ["采集"], en: ["capture"] },
  camera: { zh: ["相机", "摄像头"], en: ["camera"] },
  microphone: { zh: ["麦克风", "上麦", "连麦"], en: ["microphone", "microphones", "guest call", "taking a seat"] },
  beauty: { zh: ["美颜"], en: ["beauty"] },
  permission: { zh: ["权限"], en: ["permission", "permissions"] },
  cdn: { zh: ["cdn", "旁路"], en: ["cdn"] },
  dns: { zh: ["dns", "预解析"], en: ["dns", "prefetch"] },
  peak: { zh: ["峰值", "大促", "预热"], en: ["peak", "sale", "pre-warm", "warm-up"] },
  release: { zh: ["灰度", "发版"], en: ["rollout", "release"] },
  telecom: { zh: ["电信"], en: ["china telecom"] },
  mobile: { zh: ["移动"], en: ["china mobile"] },
  unicom: { zh: ["联通"], en: ["china unicom"] },
} as const satisfies Record<string, { readonly zh: readonly string[]; readonly en: readonly string[] }>;

const firstHan = 0x3400;
const none: readonly Phrase[] = [];

export type Concept = keyof typeof glossary;
export const conceptNames = Object.keys(glossary) as readonly Concept[];

/** How the reader's language names a concept. */
export function conceptWord(concept: Concept, language: "zh" | "en"): string {
  return glossary[concept][language][0];
}

interface Phrase {
  readonly text: string;
  readonly concept: Concept;
}

/** Phrases by their first word, and Chinese ones by their first character: most words of a text begin none. */
const byWord = new Map<string, Phrase[]>();
const byCharacter = new Map<number, Phrase[]>();
for (const concept of conceptNames) {
  for (const text of [...glossary[concept].zh, ...glossary[concept].en]) {
    const code = text.charCodeAt(0);
    const phrase = { text, concept };
    if (code >= firstHan) byCharacter.set(code, [...(byCharacter.get(code) ?? []), phrase]);
    else {
      const [word = ""] = /^[a-z0-9]+/.exec(text) ?? [];
      byWord.set(word, [...(byWord.get(word) ?? []), phrase]);
    }
  }
}
const word = /[a-z0-9]+/g;

/** Concepts that a folded text names (see `foldText`), each once. */
export function conceptsOf(folded: string): readonly Concept[] {
  const found = new Set<Concept>();
  for (let at = 0; at < folded.length; at += 1) {
    const code = folded.charCodeAt(at);
    if (code < firstHan) continue;
    for (const { text, concept } of byCharacter.get(code) ?? none) if (folded.startsWith(text, at)) found.add(concept);
  }
  for (const match of folded.matchAll(word)) {
    for (const { text, concept } of byWord.get(match[0]) ?? none) {
      if (folded.startsWith(text, match.index) && !/[a-z0-9]/.test(folded.charAt(match.index + text.length))) found.add(concept);
    }
  }
  return [...found];
}
