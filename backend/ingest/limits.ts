/** What one import may cost at most. A file beyond a limit is reported and left out, never read until the process dies. */
export const limits = {
  /** Characters of one CSV line or record; a longer line is reported, passed over, and never held in memory. */
  lineChars: 1_000_000,
  /** Lines one quoted record may span before its opening quote counts as broken. */
  recordLines: 100,
  columns: 1_000,
  /** Inflated bytes per packed byte, checked once `inflatedFloorBytes` have come out. Tables pack 3- to 40-fold. */
  inflateRatio: 200,
  inflatedFloorBytes: 8 * 1024 * 1024,
  /** A workbook must be held whole: its packed bytes, the inflated bytes of all its parts, and the cells of its sheets. */
  xlsxBytes: 64 * 1024 * 1024,
  xlsxInflatedBytes: 384 * 1024 * 1024,
  xlsxSharedTextBytes: 64 * 1024 * 1024,
  xlsxCells: 5_000_000,
  xlsxParts: 2_000,
  /** Records handed to the store in one call. */
  batchRecords: 2_000,
  /** Hourly chunks held open while a usage file is read (744 hours × 12 bytes each). */
  openChunks: 512,
  /** Incident log rows held in memory before they move to temporary files. */
  eventsInMemory: 20_000,
  /** Keys remembered to find a second row of the same record in one run. */
  rememberedKeys: 200_000,
  /** Dropped rows told in the summary itself; `--report` has all of them. */
  reportedFaults: 20,
  mappingBytes: 1024 * 1024,
} as const;
