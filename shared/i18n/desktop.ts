/** What the desktop itself says: menu, dialogs and system messages. The window's own texts are in its catalogues. */
export interface DesktopText {
  readonly menuFile: string;
  readonly menuEdit: string;
  readonly menuView: string;
  readonly menuGo: string;
  readonly menuHelp: string;
  readonly settings: string;
  readonly palette: string;
  readonly syncNow: string;
  readonly lockNow: string;
  readonly shortcuts: string;
  readonly undo: string;
  readonly redo: string;
  readonly print: string;
  readonly trayOpen: string;
  readonly trayPauseHour: string;
  readonly trayPauseTomorrow: string;
  readonly trayResume: string;
  readonly trayQuit: string;
  readonly today: string;
  readonly accounts: string;
  readonly incidents: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly zoomReset: string;
  readonly crashTitle: string;
  readonly crashBody: string;
  /** What the browser shows when it comes back from the identity provider. */
  readonly signInPage: { readonly title: string; readonly done: string; readonly failed: string; readonly stranger: string };
}

export const desktopText: { readonly en: DesktopText; readonly "zh-CN": DesktopText } = {
  en: {
    menuFile: "File",
    menuEdit: "Edit",
    menuView: "View",
    menuGo: "Go",
    menuHelp: "Help",
    settings: "Settings…",
    palette: "Command Palette…",
    syncNow: "Sync Now",
    lockNow: "Lock Now",
    shortcuts: "Keyboard Shortcuts",
    undo: "Undo",
    redo: "Redo",
    print: "Print…",
    trayOpen: "Open Headroom",
    trayPauseHour: "Pause Notifications for 1 Hour",
    trayPauseTomorrow: "Pause Notifications until Tomorrow, 8:00",
    trayResume: "Resume Notifications",
    trayQuit: "Quit",
    today: "Today",
    accounts: "Accounts",
    incidents: "Incidents",
    zoomIn: "Zoom In",
    zoomOut: "Zoom Out",
    zoomReset: "Actual Size",
    crashTitle: "Headroom has to close",
    crashBody: "An unexpected error stopped the desktop. Your edits are saved. Start Headroom again; the log folder says more.",
    signInPage: {
      title: "Headroom",
      done: "You can close this window and go back to Headroom.",
      failed: "You are not signed in. Close this window; Headroom says what to do next.",
      stranger: "There is nothing here. Sign in from Headroom itself.",
    },
  },
  "zh-CN": {
    menuFile: "文件",
    menuEdit: "编辑",
    menuView: "显示",
    menuGo: "前往",
    menuHelp: "帮助",
    settings: "设置…",
    palette: "命令面板…",
    syncNow: "立即同步",
    lockNow: "立即锁定",
    shortcuts: "键盘快捷键",
    undo: "撤销",
    redo: "重做",
    print: "打印…",
    trayOpen: "打开 Headroom",
    trayPauseHour: "暂停通知 1 小时",
    trayPauseTomorrow: "暂停通知至明早 8 点",
    trayResume: "恢复通知",
    trayQuit: "退出",
    today: "今日",
    accounts: "客户",
    incidents: "故障",
    zoomIn: "放大",
    zoomOut: "缩小",
    zoomReset: "实际大小",
    crashTitle: "Headroom 需要关闭",
    crashBody: "意外错误使桌面程序停止。您的编辑已保存。请重新启动 Headroom；日志文件夹中有详细信息。",
    signInPage: {
      title: "Headroom",
      done: "可以关闭此窗口，回到 Headroom。",
      failed: "未能登录。请关闭此窗口，Headroom 会说明下一步。",
      stranger: "此处没有内容，请从 Headroom 发起登录。",
    },
  },
};
