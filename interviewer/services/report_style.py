"""The look of an HTML report: light and dark, narrow and wide, and on paper."""

from interviewer.services.report_elements import StyleSheet

STYLE = StyleSheet(
    """
:root {
  color-scheme: light dark;
  --page: #fbfaf8; --card: #ffffff; --ink: #1d1d1f; --soft: #5b5b63; --line: #d9d6cf;
  --accent: #2a5db0; --bar: #2a5db0; --track: #ecebe6;
  --earned: #1b6e3c; --earned-ground: #dff2e4;
  --partly: #7a5200; --partly-ground: #fbeecb;
  --lost: #a3231d; --lost-ground: #fbe0dd;
  --withheld: #5b4a8a; --withheld-ground: #ebe6f7;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #16171a; --card: #1f2125; --ink: #e8e6e1; --soft: #a9a7a0; --line: #3a3c42;
    --accent: #8db4f5; --bar: #7aa6f0; --track: #2d3036;
    --earned: #8fdba8; --earned-ground: #173a25;
    --partly: #f0cd7d; --partly-ground: #40320f;
    --lost: #ffaba5; --lost-ground: #4a1d1b;
    --withheld: #c9bcf2; --withheld-ground: #322a4d;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 52rem; padding: 1rem; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3, h4 { line-height: 1.25; margin: 1.6em 0 .5em; text-wrap: balance; }
h1 { font-size: 1.6rem; margin-top: .5rem; }
h2 { font-size: 1.35rem; border-bottom: 2px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: 1.1rem; }
h4 { font-size: 1rem; margin: 0; }
p { margin: .35rem 0; }
ul, ol { margin: .35rem 0; padding-left: 1.4rem; }
li { margin: .25rem 0; }
a { color: var(--accent); }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.soft { color: var(--soft); font-size: .875rem; }
.score { font-size: 1.5rem; font-weight: 650; line-height: 1.3; }
.as-typed { white-space: pre-wrap; }
figure { margin: 1rem 0; }
figcaption { font-weight: 600; margin-bottom: .25rem; }
svg { display: block; width: 100%; overflow: hidden; }
svg text { fill: var(--ink); font-size: 13px; font-family: inherit; }
svg .soft { fill: var(--soft); font-size: 12px; }
.track { fill: var(--track); }
.unaided { fill: var(--bar); stroke: var(--bar); }
.aided { fill: none; stroke: var(--bar); stroke-width: 1.5; }
.axis { stroke: var(--line); }
.pass { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 3 3; }
.path { stroke: var(--bar); stroke-width: 2; }
.path.with-help { stroke-dasharray: 5 4; stroke-width: 1.5; }
.ring { fill: var(--page); stroke: var(--bar); stroke-width: 2; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; margin: 1rem 0; }
thead th { white-space: nowrap; overflow-wrap: normal; }
td.number { white-space: nowrap; }
caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
th, td {
  text-align: left; vertical-align: top; padding: .3rem .5rem .3rem 0;
  border-bottom: 1px solid var(--line);
}
.question {
  background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
  padding: .9rem 1rem; margin: 1rem 0;
}
.piece { margin: .8rem 0; }
.who { font-size: .8rem; font-weight: 650; color: var(--soft); margin: 0; }
.candidate { border-left: 4px solid var(--bar); padding-left: .75rem; }
.model { border: 1px dashed var(--line); border-radius: .4rem; padding: .6rem .75rem; }
.coach { border: 2px solid var(--accent); border-radius: .4rem; padding: .5rem .75rem; }
.aside { font-style: italic; }
.headline { font-weight: 650; }
.lines { list-style: none; padding: 0; font-size: .925rem; }
.lines li, .ideas dt { display: grid; grid-template-columns: 3.2rem 1fr; }
.ideas dt { grid-template-columns: 2.2rem 1fr; }
.sign { font-weight: 700; white-space: nowrap; }
li > .sign:first-child { padding-right: .6rem; }
.lines .earned .sign { color: var(--earned); }
.lines .partly .sign { color: var(--partly); }
.lines .lost .sign { color: var(--lost); }
.lines .withheld .sign { color: var(--withheld); }
mark {
  color: inherit; border-radius: .2em; padding: 0 .12em; text-decoration-thickness: 2px;
  text-underline-offset: .2em; -webkit-box-decoration-break: clone; box-decoration-break: clone;
}
mark::before { font-size: .75em; font-weight: 700; vertical-align: .3em; }
mark.earned { background: var(--earned-ground); text-decoration: underline solid var(--earned); }
mark.partly { background: var(--partly-ground); text-decoration: underline dotted var(--partly); }
mark.lost { background: var(--lost-ground); text-decoration: underline wavy var(--lost); }
mark.withheld {
  background: var(--withheld-ground); text-decoration: underline dashed var(--withheld);
}
mark.earned::before { content: "+"; color: var(--earned); }
mark.partly::before { content: "\\2248"; color: var(--partly); }
mark.lost::before { content: "\\2212"; color: var(--lost); }
mark.withheld::before { content: "~"; color: var(--withheld); }
.ideas { margin: .6rem 0 0; font-size: .925rem; }
.ideas dt { font-weight: 600; margin-top: .6rem; }
.ideas dd { margin: 0 0 0 2.2rem; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .5rem; }
@media (max-width: 30rem) {
  body { padding: .75rem; }
  .question { padding: .7rem .75rem; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: grid; grid-template-columns: 1fr 1.2fr 1fr; border-bottom: 1px solid var(--line); }
  th, td { border: 0; }
  tbody th { font-weight: 600; grid-column: 1 / -1; padding-bottom: 0; }
  .in-unaided::after { content: " unaided"; }
  .in-help::after { content: " with help"; }
}
@media print {
  @page { margin: 16mm 14mm; }
  :root { --page: #ffffff; --track: #eeeeee; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; line-height: 1.4; }
  a { color: inherit; text-decoration: none; }
  nav { display: none; }
  h2, h3, h4, h4 + .soft, .who, .headline, figcaption, caption { break-after: avoid; }
  .interviewer { break-inside: avoid; break-after: avoid; }
  figure, tr, .lines li, .ideas dd, .coach { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  .question { border-width: 0 0 1px; border-radius: 0; padding: .4rem 0; }
  .session + .session { break-before: page; }
  mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
)
