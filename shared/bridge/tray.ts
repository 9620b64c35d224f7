import { z } from "zod";

export const trayRequests = {
  /** What needs the user now, for the menu of the icon beside the system's clock; a click opens `route`. */
  "tray.set": {
    args: z.object({
      items: z
        .array(
          z.object({
            label: z.string().max(120),
            route: z
              .string()
              .regex(/^\/[\w\-./:?=&%]*$/)
              .max(300),
          }),
        )
        .max(3),
    }),
    value: z.undefined(),
  },
} as const;
