import type { Translation } from "../catalogue.ts";
import type { errors as english } from "../en/errors.ts";

export const errors: Translation<typeof english> = {
  "bridge.missing": "此页面在 Headroom 之外被打开。请用应用图标或「npm start」启动。",
  "bad-request": "地址或内容未被接受，请检查后重试。",
  unauthorized: "访问令牌未被接受，请向管理员索取新的令牌。",
  forbidden: "你的账号无权执行此操作，请联系主管或管理员。",
  "not-found": "此地址没有 Headroom 服务，请检查地址。",
  conflict: "他人同时修改了此处，请查看两个值后选择。",
  "too-large": "内容过大，无法发送，请缩短后重试。",
  "too-many-requests": "服务繁忙，稍后会自动重试。",
  "mutation-gap": "服务缺少你的一处修改，会再次索取，没有丢失。",
  unavailable: "暂时连不上服务。可以继续工作，修改会留在本机等待。",
  internal: "Headroom 内部出错。你写下的内容是安全的，请重试。",
  cancelled: "没有任何改动。",
  "disk-full": "磁盘已满。请腾出空间后重试，已保存的内容没有丢失。",
  io: "文件无法写入。请检查磁盘与文件夹权限后重试。",
  invalid: "此内容未被接受，请检查后重试。",
  "not-allowed": "你的角色不能修改此处，请联系主管或管理员。",
  "not-durable": "修改未能存到本机，已撤回。请复制你的文字后重试。",
  wipe: "公司已要求销毁这台电脑上的本地数据。请重新登录，从头开始。",
  "wrong-passcode": "口令不正确，请检查后重试。",
  "screen.missing": "这里没有内容：可能已被移除，或不在你的范围内。",
};
