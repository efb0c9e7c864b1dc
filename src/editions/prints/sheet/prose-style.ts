/** What the html channel gives, set for two columns of paper. */
export const proseCss = `
.prose{hanging-punctuation:first last}
.prose>*+*{margin-top:2.6mm}
.prose :is(h2,h3,h4,h5,h6){font-size:12.5pt;line-height:1.18}
.prose>:is(h2,h3,h4,h5,h6){margin-top:5mm}
.prose :is(h4,h5,h6){font-size:11pt}
.prose>:is(h2,h3,h4,h5,h6)+*{margin-top:1.4mm}
.prose :is(ul,ol):not(.gallery){padding-left:5mm}
.prose ul:not(.gallery)>li{list-style:'–  ' outside}
.prose ol>li{list-style:decimal outside}
.prose li+li{margin-top:1mm}
.prose hr{width:14mm;margin-block:5mm;border:0;border-top:1.1mm solid var(--accent)}
.prose :is(.quote,.key-figure,.aside,.image,table,tr){break-inside:avoid}
.prose .quote blockquote{font-size:12.5pt;font-style:italic;line-height:1.4}
.prose .quote figcaption::before{content:'— ' / ''}
.prose cite{font-style:normal}
.prose .image img{width:100%;height:auto;max-height:80mm;object-fit:contain;object-position:left}
.prose .gallery{display:grid;grid-template-columns:1fr 1fr;gap:3mm}
.prose .gallery img{aspect-ratio:3/2;object-fit:cover}
.prose .key-figure{display:grid;grid-template-columns:auto minmax(0,1fr);gap:1mm 4mm;align-items:center;padding-block:3mm;border-block:var(--line);font:400 9pt/1.4 var(--interface);color:var(--ink-soft)}
.prose .key-figure .value{font:800 24pt/1 var(--title);letter-spacing:-.04em;color:var(--accent)}
.prose .key-figure small{display:block;font-size:8.5pt}
.prose :is(.aside,.question-answer){font:400 9.5pt/1.45 var(--interface)}
.prose :is(.aside,.question-answer)>*+*{margin-top:1.6mm}
.prose .aside{padding:4mm 4.5mm;background:var(--sunk);border-radius:1mm}
.prose :is(.aside-title,.question){font-size:11pt}
.prose .question-answer{padding-left:3.5mm;border-left:var(--line)}
.prose .question{color:var(--accent)}
.prose .call-to-action a{display:inline-block;padding:1.8mm 4mm;border:.4mm solid var(--accent);border-radius:99mm;font:600 9.5pt/1.2 var(--interface);text-decoration:none}
.prose table{width:100%;border-collapse:collapse;font:400 9pt/1.35 var(--interface);font-variant-numeric:tabular-nums}
.prose caption{padding-bottom:1.5mm;font-weight:700;text-align:left}
.prose :is(td,th){padding:1.4mm 2mm 1.4mm 0;border-top:var(--line);text-align:left;vertical-align:top}
.prose .file-details,.prose .video-host{color:var(--ink-soft)}
.prose .passage{position:relative;padding-left:4mm}
.prose .passage>*+*{margin-top:2mm}
.prose .passage::before{content:'';position:absolute;inset:.6mm auto .6mm 0;width:1mm;border-radius:.5mm;background:var(--who)}
.prose .who{font:600 8.5pt/1.3 var(--interface);color:var(--who)}
.prose summary{list-style:none;font:600 9.5pt/1.3 var(--interface)}
[data-x='0']{object-position:0 50%}[data-x='10']{object-position:10% 50%}[data-x='20']{object-position:20% 50%}[data-x='30']{object-position:30% 50%}
[data-x='40']{object-position:40% 50%}[data-x='60']{object-position:60% 50%}[data-x='70']{object-position:70% 50%}[data-x='80']{object-position:80% 50%}
[data-x='90']{object-position:90% 50%}[data-x='100']{object-position:100% 50%}`;
