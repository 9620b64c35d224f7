import { strictModule } from "./strict.ts";

interface MenuItemOptions {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly submenu?: readonly MenuItemOptions[];
  readonly click?: (item: MenuItem) => void;
}

class MenuItem {
  readonly id: string;
  readonly label: string;
  readonly role: string | undefined;
  readonly submenu: Menu | null;
  readonly click: () => void;
  constructor(options: MenuItemOptions) {
    this.id = options.id ?? "";
    this.label = options.label ?? "";
    this.role = options.role;
    this.submenu = options.submenu === undefined ? null : new Menu(options.submenu);
    this.click = () => options.click?.(this);
  }
}

/** The structure of the menu, so that tests can look at it and click; the system draws it only in the real Electron. */
class Menu {
  readonly items: readonly MenuItem[];
  constructor(template: readonly MenuItemOptions[]) {
    this.items = template.map((options) => new MenuItem(options));
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      if (item.id === id) return item;
      const inside = item.submenu?.getMenuItemById(id) ?? null;
      if (inside !== null) return inside;
    }
    return null;
  }
}

let applicationMenu: Menu | null = null;

const menuModule = strictModule("Menu", {
  buildFromTemplate: (template: readonly MenuItemOptions[]): Menu => new Menu(template),
  setApplicationMenu: (menu: Menu | null): void => {
    applicationMenu = menu;
  },
  getApplicationMenu: (): Menu | null => applicationMenu,
});
export { menuModule as Menu };
