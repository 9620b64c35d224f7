import { createContext, useContext } from "react";
import type { Route } from "./routes.ts";

export interface Navigation {
  readonly route: Route;
  /** Opens a place. `replace` keeps the place before it as the one to go back to. */
  navigate(route: Route, options?: { readonly replace?: boolean }): void;
  back(): void;
}

/** Given by the composition root; screens never touch the address themselves. */
export const NavigationContext = createContext<Navigation | null>(null);

function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === null) throw new Error("NavigationContext is missing");
  return navigation;
}

export function useRoute(): Route {
  return useNavigation().route;
}

export function useNavigate(): Navigation["navigate"] {
  return useNavigation().navigate;
}

export function useBack(): Navigation["back"] {
  return useNavigation().back;
}
