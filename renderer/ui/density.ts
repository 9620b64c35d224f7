import { createContext, useContext } from "react";

/** Heights of `size` in shared/design/tokens.json that scripts must know, in px. A test holds them equal. */
export const rowHeights = { compact: 32, comfortable: 40 } as const;
export const groupHeaderHeight = 28;
export const columnHeaderHeight = 28;

export type Density = keyof typeof rowHeights;
export const DensityContext = createContext<Density>("compact");

export function useRowHeight(): number {
  return rowHeights[useContext(DensityContext)];
}
