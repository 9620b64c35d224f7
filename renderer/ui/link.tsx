import type { MouseEvent, ReactNode } from "react";
import { cx } from "./cx.ts";
import styles from "./link.module.css";
import { useNavigate } from "./navigation.ts";
import type { Route } from "./routes.ts";
import { routePath } from "./routes.ts";

/** A place to go, as a real link: it can be focused, read out and opened with Enter. `quiet` = the colour of its surroundings. */
export function Link({
  route,
  quiet,
  children,
}: {
  readonly route: Route;
  readonly quiet?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const navigate = useNavigate();
  const open = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    navigate(route);
  };
  return (
    <a className={cx(styles.link, quiet === true && styles.quiet)} href={`#${routePath(route)}`} onClick={open}>
      {children}
    </a>
  );
}
