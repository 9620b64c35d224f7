/** A line (capacity) and a peak below it, 32 px, as PNG in base64: the icon beside the system's clock. */
export const trayIconPng =
  "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAYAAABzenr0AAAAZElEQVR4nO2VSwoAIAhEu1e369Btax9IiZ8xmActHR9k2Roh1ehjruhDgdoC5CugdwsfLuiEnw3hAqkSUiO4QIrErQFcIFTiNThEQPvWTX+Dxyo11XvtcbiAlBVTpMi0ZhHizgazmD451ZrqEAAAAABJRU5ErkJggg==";
