import type { ReviewLocale } from "../../compose/review-document.ts";
import { paperColours as c } from "../../layout/paper-colours.ts";
import { slideSizePt } from "../../layout/slide.ts";
import { insets, lineHeights } from "../../layout/slide-frame.ts";

const latin = `Inter,"Segoe UI","Helvetica Neue",Arial`;
const han = `"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei"`;
const fonts: Readonly<Record<ReviewLocale, string>> = {
  en: `${latin},${han},sans-serif`,
  "zh-CN": `"Han Punctuation",${latin},${han},sans-serif`,
};

/** Styles of a review as one file: slides as wide as the window on screen, each a page of its own on paper. `--pt` is a 960th of a slide's width. */
export function reviewCss(locale: ReviewLocale): string {
  // Bold Han shouts.
  const strong = locale === "zh-CN" ? 500 : 600;
  return `@font-face{font-family:"Han Punctuation";src:local("Noto Sans CJK SC"),local("NotoSansCJKsc-Regular"),local("PingFang SC"),local("Microsoft YaHei");unicode-range:U+2018-2019,U+201C-201D,U+2026}
@page{size:${slideSizePt.width}pt ${slideSizePt.height}pt;margin:0}
*{box-sizing:border-box}
html{background:${c.grid};-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0 auto;padding:24px;max-width:1160px;font:14px/1.5 ${fonts[locale]};color:${c.text};font-feature-settings:"tnum"}
header h1{margin:0;font-size:20px;line-height:1.3}header p{margin:2px 0 0;color:${c.text2}}
nav{margin:16px 0 24px}nav h2{margin:0 0 4px;font-size:14px}nav ol{margin:0;padding:0;list-style:none;columns:2;column-gap:32px}
nav li{display:flex;gap:8px;break-inside:avoid}nav li span{flex:none;min-width:1.6em;color:${c.text2};text-align:end}nav li .page-of{margin-inline-start:auto}
a{color:inherit;text-decoration-color:${c.axis}}a:hover{color:${c.accent}}a:focus-visible{outline:2px solid ${c.accent};outline-offset:2px}
.slide{position:relative;container-type:inline-size;width:100%;aspect-ratio:16/9;margin:0 0 20px;overflow:hidden;background:${c.surface};box-shadow:0 1px 2px #0a0e161a,0 6px 20px #0a0e161a}
.sheet{--pt:calc(100cqi/960);position:absolute;inset:0;font-size:calc(var(--pt)*12);overflow-wrap:anywhere;word-break:normal;line-break:strict}
.sheet>*{position:absolute;margin:0}
.title{font-weight:${strong};line-height:${lineHeights.title};text-wrap:balance}.n{white-space:nowrap}td .n,th .n{white-space:normal}
.kicker,.footer,.page{color:${c.text3};line-height:${lineHeights.small}}.page{text-align:end}
.caption,.subtitle{color:${c.text2};line-height:${lineHeights.small}}.cover .kicker{color:${c.accent};font-weight:${strong}}.cover .kicker,.cover .subtitle{line-height:${lineHeights.title}}
.accent{background:${c.accent}}.rule{background:${c.border}}
.text{line-height:${lineHeights.text}}.text h3{margin:0;font-size:inherit;font-weight:${strong};color:${c.accent}}.text p,.text li,.text ul{margin:0}
.text ul{padding:0 0 0 ${insets.itemEm}em;list-style:none}.text li{position:relative}.text li:before{content:"•";position:absolute;left:-1em;color:${c.accent}}
.text .next{margin-top:${insets.paragraphEm}em}
.figure dt{color:${c.text2};line-height:${lineHeights.small}}.figure dd{margin:0;padding-top:calc(var(--pt)*${insets.figureGap})}
.figure .value{font-weight:${strong};line-height:${lineHeights.figure}}.figure .note{color:${c.text3};line-height:${lineHeights.small}}
svg.verdict{width:calc(var(--pt)*9);height:calc(var(--pt)*9);margin-inline-end:calc(var(--pt)*5);overflow:visible}
figure svg{display:block;width:100%;height:100%;overflow:visible}.halo{paint-order:stroke;stroke:${c.surface};stroke-width:3;stroke-linejoin:round}
.sheet table{width:100%;border-collapse:collapse;table-layout:fixed;line-height:${lineHeights.table}}
.sheet th,.sheet td{padding:0 calc(var(--pt)*${insets.tableCellX});font-weight:400;text-align:start;vertical-align:middle;border-bottom:calc(var(--pt)*.75) solid ${c.border}}
.sheet thead th{color:${c.text3};font-weight:500;vertical-align:bottom;padding-bottom:calc(var(--pt)*3.5);border-color:${c.axis}}
.sheet .end{text-align:end}.sheet .strong>*{font-weight:${strong}}.sheet td a,.sheet th a{text-decoration:none}
b,.bold{font-weight:${strong}}i{font-style:${locale === "zh-CN" ? "normal;text-decoration:underline dotted" : "italic"}}
.notes{margin:-8px 0 28px;padding:12px 16px;background:${c.surface};border-inline-start:3px solid ${c.axis}}.notes strong{display:block;font-size:12px;color:${c.text2}}.notes p,.notes ul{margin:4px 0 0}
.data{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media print{html{background:none}body{margin:0;padding:0;max-width:none}header,nav,.notes,.data{display:none}
.slide{width:${slideSizePt.width}pt;height:${slideSizePt.height}pt;aspect-ratio:auto;margin:0;box-shadow:none;break-inside:avoid}.slide~.slide,section~section .slide{break-before:page}}
@media (max-width:700px){nav ol{columns:1}body{padding:12px}}`;
}
