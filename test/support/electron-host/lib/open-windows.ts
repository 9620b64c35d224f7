/** A window as the application object sees it: apart, so that `app` and `BrowserWindow` need not import each other. */
export interface OpenWindow {
  /** Asks the window to close; false = its `close` listener or the page said no. */
  requestClose(): Promise<boolean>;
}

const windows = new Set<OpenWindow>();

export function openWindows(): readonly OpenWindow[] {
  return [...windows];
}
export function addOpenWindow(window: OpenWindow): void {
  windows.add(window);
}
/** Returns how many are left. */
export function removeOpenWindow(window: OpenWindow): number {
  windows.delete(window);
  return windows.size;
}
