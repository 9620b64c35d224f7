import type { NativeImage } from "./native-image.ts";
import { StrictEmitter } from "./strict.ts";

/** Shown nowhere; keeps its menu, so that tests can look at it and click. */
export class Tray extends StrictEmitter {
  readonly image: NativeImage;
  contextMenu: unknown = null;
  constructor(image: NativeImage) {
    super();
    this.image = image;
  }
  setToolTip(_text: string): void {}
  setContextMenu(menu: unknown): void {
    this.contextMenu = menu;
  }
}
