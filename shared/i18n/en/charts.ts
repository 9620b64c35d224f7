export const charts = {
  "unit.users": "PCU",
  "unit.sessions": "sessions",
  "unit.ratio": "%",
  "unit.ms": "ms",
  "unit.points": "points of 100",
  gap: "{{duration}} missing",
  noData: "No data in this period",

  showTable: "Show as table",
  showChart: "Show as chart",
  copyImage: "Copy as image",
  copyCsv: "Save as CSV",
  imageCopied: "Chart copied as an image",
  time: "Time",

  yours: "yours {{time}}",
  instructions: "Left and right arrows move the cursor, Home and End go to the ends.",

  capacity: "provisioned {{value}}",
  "forecast.actual": "actual",
  "forecast.whatIf": "what if",
  "forecast.supposed": "what if {{value}}",
  "forecast.now": "now {{time}}",
} as const;
