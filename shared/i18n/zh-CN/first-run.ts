import type { Translation } from "../catalogue.ts";
import type { firstRun as english } from "../en/first-run.ts";

export const firstRun: Translation<typeof english> = {
  title: "Headroom",
  lead: "有网没网都能用的客户成功工作台。",
  "demo.action": "体验演示公司",
  "demo.text": "六个区域的客户、13 个月的每小时用量、故障与一个季度的质量数据。全部在本机生成，不外传。",
  "signIn.action": "登录你的公司",
  "signIn.text": "需要公司地址，可向管理员索取；然后用公司账号或访问令牌登录。",
  "signIn.continue": "继续",
  "signIn.asking": "正在询问",
  "signIn.change": "修改地址",
  "signIn.url": "地址",
  "signIn.url.hint": "https://headroom.example.com",
  "signIn.url.invalid": "请写完整地址，以 https:// 或 http:// 开头。",
  "making.title": "正在生成演示公司",
  "making.ownTitle": "正在打开你的数据",
  "making.open": "正在打开本机服务",
  "making.migrate": "正在准备数据表",
  "making.demo": "正在写入客户、故障与用量",
  "making.count": "{{done}} / {{total}}",
  "making.sync": "正在读入本窗口",
  "making.safe": "只做一次，几秒即可。",
  failed: "演示公司未能生成",
};
