import { proseCss } from './prose-style.ts';

/** A text inside a CSS string, inside a `style` element. */
const quoted = (text: string): string =>
	`"${text.replace(/[\\"<>&\n\r]/g, (sign) => `\\${sign.codePointAt(0)!.toString(16)} `)}"`;

/** The style of the sheets: A4 when printed, the same sheets on a desk when read on a screen. Always on white paper. */
export const sheetCss = (runningTitle: string): string =>
	[pages(runningTitle), base, cover, contents, articles, proseCss, screen].join('');

/** The cover fills its page and has neither running title nor number. */
const pages = (title: string) => `
@page{size:A4;margin:24mm 17mm 21mm;
@top-left{content:${quoted(title)};font:600 8.5pt 'Atkinson Hyperlegible Next',sans-serif;color:#5c554b;vertical-align:middle}
@bottom-right{content:counter(page);font:700 10pt 'Atkinson Hyperlegible Next',sans-serif;color:#1c1a17;vertical-align:middle}}
@page cover{margin:0;@top-left{content:none}@bottom-right{content:none}}`;

const base = `
*,*::before,*::after{box-sizing:border-box;margin:0}
:root{color-scheme:only light;--paper:#fff;--ink:#1c1a17;--ink-soft:#5c554b;--line:.35mm solid #cfc6b6;--sunk:#f3ede2;
--accent:#1c1a17;--who:#5c554b;--title:'Bricolage Grotesque',sans-serif;--title-weight:700;--title-heavy:780;
--text:'Source Serif 4',Georgia,serif;--interface:'Atkinson Hyperlegible Next',Arial,sans-serif}
html{print-color-adjust:exact;-webkit-print-color-adjust:exact;background:var(--paper);color:var(--ink);font:400 10.5pt/1.45 var(--text)}
h1,h2,h3,h4,h5,h6{font-family:var(--title);font-weight:var(--title-weight);letter-spacing:-.018em;line-height:1.1;text-wrap:balance;break-after:avoid;break-inside:avoid}
p{orphans:3;widows:3;text-wrap:pretty;overflow-wrap:break-word}
a{color:inherit;text-decoration:underline;text-decoration-thickness:.2mm;text-underline-offset:.18em}
ul,ol{padding:0;list-style:none}
img,svg{display:block;max-width:100%}
picture{display:block}
figcaption{margin-top:1.5mm;font:400 8.5pt/1.35 var(--interface);color:var(--ink-soft)}
.trait{display:flex;align-items:center;gap:2mm;font:600 8.5pt/1.3 var(--interface);color:var(--ink-soft)}
.bar{display:inline-flex;flex:none;height:1.1mm}
.bar b{width:5mm;background:var(--who)}
.bar b:first-child{border-radius:.6mm 0 0 .6mm}
.bar b:last-child{border-radius:0 .6mm .6mm 0}
.bar b:only-child{width:8mm;border-radius:.6mm}
.page-number{font-variant-numeric:lining-nums tabular-nums}`;

/** Everything on the cover is sized from its own width (1cqw is 2.1 mm), so that it is the same on any screen. */
const cover = `
.cover{page:cover;container-type:inline-size;position:relative;display:flex;flex-direction:column;width:100%;aspect-ratio:210/296.9;overflow:hidden;break-after:page;background:var(--paper)}
.folio{display:flex;justify-content:space-between;align-items:center;gap:3cqw;padding:5.2cqw 8cqw 0;font:600 2cqw/1.3 var(--interface);color:var(--ink-soft)}
.folio .trait{gap:1.4cqw;font-size:2cqw}
.folio .bar{height:.8cqw}.folio .bar b{width:3.6cqw}.folio .bar b:only-child{width:6cqw}
.number{white-space:nowrap}
.cover h1{padding:3.4cqw 8cqw 0;font-size:14.6cqw;font-weight:var(--title-heavy);line-height:.9;letter-spacing:-.05em;overflow-wrap:anywhere}
.tagline{padding:2.4cqw 8cqw 0;font:400 2.6cqw/1.35 var(--text);color:var(--ink-soft)}
.cover .image{position:relative;flex:1;min-height:0;margin-top:6.5cqw}
.cover .image picture{position:absolute;inset:0}
.cover .image img{width:100%;height:100%;object-fit:cover}
.band{position:absolute;top:-3.4cqw;left:-4cqw;display:flex;width:108cqw;height:7cqw;rotate:-3deg}
.band b{flex:1;background:var(--who)}
[data-picture='no'] .image{background:var(--accent)}
[data-picture='no'] .band{top:38%;height:24cqw;left:-10cqw;width:120cqw;rotate:-8deg;outline:1.2cqw solid var(--paper)}
.inside{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:2.2cqw 5cqw;align-items:end;padding:4.4cqw 8cqw 6cqw}
.headline{grid-column:1/-1;font:750 4.6cqw/1.08 var(--title);letter-spacing:-.025em;text-wrap:balance}
.inside ul{display:grid;gap:1.1cqw}
.inside li{padding-left:2.4cqw;border-left:.6cqw solid var(--accent);font:500 2.35cqw/1.3 var(--interface)}
.inside .page-number{color:var(--ink-soft);white-space:nowrap}
.publisher{justify-self:end;font:700 2.2cqw/1.2 var(--interface);color:var(--accent);text-align:right}
.publisher img{width:auto;max-width:26cqw;height:auto;max-height:11cqw;object-fit:contain}`;

const contents = `
.contents{display:flex;flex-direction:column;gap:12mm;break-after:page}
.contents h2{font-size:24pt;font-weight:var(--title-heavy)}
.contents ol{margin-top:6mm}
.contents li a{display:flex;justify-content:space-between;gap:6mm;padding-block:2.1mm;border-top:var(--line);font:500 11.5pt/1.25 var(--interface);text-decoration:none}
.contents [data-level='1']{break-after:avoid}
.contents [data-level='1'] a{padding-top:5mm;border-top:0;font:700 9.5pt/1.2 var(--interface);color:var(--accent)}
.contents .page-number{font-weight:700;color:var(--accent)}
.contents .imprint{display:grid;grid-template-columns:minmax(0,1fr) 62mm;gap:3mm 10mm;margin-top:auto;padding-top:5mm;border-top:1mm solid var(--accent);break-inside:avoid}
.contents .imprint h2{grid-column:1/-1;font-size:11pt;font-weight:var(--title-weight)}
.contents .imprint dl{display:grid;gap:1.2mm;align-content:start}
.contents .imprint div{font:400 8.5pt/1.4 var(--interface)}
.contents .imprint dt{display:inline;font-weight:700}
.contents .imprint dt::after{content:' '}
.contents .imprint dd{display:inline}
.online{display:flex;gap:4mm;align-items:center}
.online svg{flex:none;width:24mm;height:24mm}
.online p{overflow-wrap:anywhere}
@media print{.contents{min-height:250mm}}`;

const articles = `
.columns{columns:2;column-gap:8mm}
.editorial{padding-bottom:8mm}
.editorial h2{margin-bottom:5mm;padding-top:4mm;border-top:1.4mm solid var(--accent);font-size:26pt;font-weight:var(--title-heavy)}
.portrait img{width:26mm;height:32mm;object-fit:cover;margin-bottom:3mm;border-radius:1mm}
.signature{margin-top:3mm;font:600 9.5pt/1.35 var(--interface);color:var(--ink-soft)}
.part{margin-block:7mm 5mm;font-size:19pt;font-weight:var(--title-heavy);color:var(--accent)}
.part span{display:block;padding-top:3mm;border-top:1.4mm solid var(--accent)}
.body>article,.text{padding-block:7mm 8mm;border-top:var(--line)}
.part+*,.body>:first-child{padding-top:0!important;border-top:0!important}
.head{display:grid;gap:2.2mm;margin-bottom:5mm;break-inside:avoid;break-after:avoid}
.head .title{font-size:24pt;max-width:160mm}
[data-form='lead'] .title{font-size:33pt;font-weight:var(--title-heavy);line-height:1;letter-spacing:-.03em}
.text .title{margin-bottom:4mm;font-size:18pt}
.plain{margin:0 0 3mm;padding:0;list-style:none}
.plain li{margin-bottom:2.5mm;break-inside:avoid}
.figure{font-size:18pt;color:var(--accent)}
.mark{width:16mm;height:1.2mm;margin:5mm 0;border:0;background:var(--accent)}
.kicker{font:600 9.5pt/1.3 var(--interface);color:var(--accent)}
.standfirst{max-width:158mm;font:400 13pt/1.4 var(--text)}
.corrected{padding-left:3mm;border-left:1mm solid #9c2a10;font:600 9pt/1.4 var(--interface)!important;color:#9c2a10}
.byline{font:400 9pt/1.3 var(--interface);color:var(--ink-soft)}
.body>article>figure{margin-bottom:5mm;break-inside:avoid}
.body>article>figure img{width:100%;max-height:88mm;object-fit:cover}
.more{margin-top:3mm;break-before:avoid;font:650 10pt/1.3 var(--interface);color:var(--accent)}
.summaries{display:grid;grid-template-columns:1fr 1fr;gap:8mm;padding-block:5mm 8mm}
.summaries article{display:grid;gap:1.6mm;align-content:start;break-inside:avoid}
.summaries img{width:100%;aspect-ratio:9/4;height:auto;object-fit:cover;margin-bottom:1mm}
.summaries .title{font-size:14.5pt;line-height:1.14}
.summaries p:not(.trait){font-size:10pt;line-height:1.42}
.summaries article:last-child:nth-child(odd){grid-column:1/-1;grid-template-columns:1fr 1fr;column-gap:8mm;grid-template-rows:auto auto 1fr}
.summaries article:last-child:nth-child(odd):has(picture)>*{grid-column:2}
.summaries article:last-child:nth-child(odd)>picture{grid-column:1;grid-row:1/4}
.title a{text-decoration:none}
.titles{padding-bottom:6mm}
.titles article{display:flex;justify-content:space-between;align-items:baseline;gap:6mm;padding-block:2.4mm;border-top:var(--line);break-inside:avoid}
.titles .title{font-size:11.5pt;line-height:1.25}
.titles .trait{flex:none;max-width:45%}`;

const screen = `
@media screen{
html{background:#e9e2d6;font-size:12pt}
main{display:grid;gap:1.6rem;justify-content:center;padding:1.2rem clamp(.5rem,3vw,2rem) 4rem}
.sheet{width:min(210mm,100vw - clamp(1rem,6vw,4rem));background:var(--paper);box-shadow:0 18px 40px -22px rgb(0 0 0/.55)}
.sheet:not(.cover){padding:clamp(1.2rem,6vw,17mm)}
.contents{min-height:min(297mm,90vh)}
.tools{display:flex;flex-wrap:wrap;gap:.6rem 1.4rem;align-items:center;max-width:210mm;margin:0 auto;padding:1rem clamp(.5rem,3vw,2rem) 0;font:400 1rem/1.5 var(--interface);color:#1c1a17}
.tools p{flex:1 1 22rem}
.tools a{display:inline-flex;align-items:center;min-height:2.75rem}
.tools .button{padding:.5rem 1.15rem;border-radius:999px;background:var(--accent);color:var(--on-accent,#fff);font-weight:600;text-decoration:none}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.number,.inside li,.publisher{min-width:0}
figcaption,.trait,.contents .imprint div,.byline{font-size:max(.9375rem,8.5pt)}
.cover :is(.trait,.number){font-size:max(11px,2cqw)}
}
@media screen and (width<48rem){
.columns{columns:1}
.summaries,.summaries article:last-child:nth-child(odd),.contents .imprint{grid-template-columns:minmax(0,1fr)}
.summaries article:last-child:nth-child(odd)>*{grid-area:auto!important}
.titles article{display:grid;gap:.3rem}
.titles .trait{max-width:none}
.head .title{font-size:1.7rem}
[data-form='lead'] .title{font-size:2.1rem}
}
@media print{.tools{display:none}}`;
