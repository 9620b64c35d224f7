import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { Navigation } from "../ui/navigation.ts";

import { parseRoute, routePath } from "../ui/routes.ts";

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}

/** The place lives in the fragment of the address: back, forward and reload keep it, and no request is made. Today when it names none. */
export function useHashNavigation(): Navigation {
  const path = useSyncExternalStore(subscribe, () => location.hash);
  const navigate = useCallback<Navigation["navigate"]>((route, options) => {
    const hash = `#${routePath(route)}`;
    if (options?.replace !== true) {
      location.hash = hash;
      return;
    }
    history.replaceState(null, "", hash);
    dispatchEvent(new HashChangeEvent("hashchange"));
  }, []);
  return useMemo(
    () => ({ route: parseRoute(path.slice(1)) ?? { screen: "today" }, navigate, back: () => history.back() }),
    [path, navigate],
  );
}
