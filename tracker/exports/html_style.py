"""The look of a comparison as one HTML file: print-like, light and dark, A4 and phone; no script, nothing fetched."""

STYLE = """
:root { color-scheme: light dark; --ink: #1c1b19; --faint: #6b675f; --line: #d9d4c7; --paper: #fffdf8; --quiet: #f6f2e8;
  --gone: #a3231c; --came: #174e9c; --up: #8c1d18; --down: #1d6336; --mixed: #7a5200; --plain: #57534b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e5db; --faint: #a29d92; --line: #45413a; --paper: #1b1a17;
  --quiet: #24221e; --gone: #ff8f86; --came: #8fbcff; --up: #ff9d95; --down: #82d39c;
  --mixed: #f0c060; --plain: #bdb8ac; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem; max-width: 76rem; color: var(--ink); background: var(--paper);
  font: 16px/1.75 "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", SimSun, Georgia, serif; }
h1 { margin: 0 0 1.2rem; font-size: 1.7rem; line-height: 1.35; }
h2 { margin: 3rem 0 1rem; padding-bottom: .35rem; border-bottom: 2px solid var(--ink); font-size: 1.2rem; }
.ui, th, .badge, .facts, .where, footer { font-family: "Source Han Sans SC", "Noto Sans CJK SC", "PingFang SC",
  "Microsoft YaHei", system-ui, sans-serif; font-size: .84rem; line-height: 1.55; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; margin: 0; }
.facts dt { color: var(--faint); } .facts dd { margin: 0; }
.bar { display: flex; height: .7rem; margin: 1.2rem 0 .4rem; border: 1px solid var(--line); }
.bar span { display: block; }
article { margin: 1.6rem 0 0; border-top: 1px solid var(--line); padding-top: .8rem; }
.where { display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: baseline; margin: .9rem 0 .4rem;
  font-size: .9rem; break-after: avoid; }
.where strong { font-size: 1rem; }
.badge { padding: .05rem .5rem; border: 1px solid currentColor; border-radius: .2rem; white-space: nowrap; }
.strengthened { color: var(--up); } .softened, .dropped { color: var(--down); } .mixed { color: var(--mixed); }
.neutral, .unclear, .kept { color: var(--plain); } .new { color: var(--came); }
.unclear.badge { border-style: dashed; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.6rem; margin: .6rem 0; }
.pair > div { min-width: 0; overflow-wrap: anywhere; }
.pair p { margin: 0; white-space: pre-line; text-align: justify; }
.pair .absent { color: var(--faint); }
.pair small { color: var(--faint); }
del { color: var(--gone); text-decoration: line-through; } ins { color: var(--came); text-decoration: underline; }
ul.why { margin: .3rem 0 0; padding-left: 1.1rem; color: var(--plain); }
ul.why q { color: var(--ink); }
table { width: 100%; border-collapse: collapse; margin: .8rem 0; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--faint); font-weight: 500; } .n { text-align: right !important; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; } .tight { white-space: nowrap; } .place { min-width: 7rem; }
.notice { padding: .6rem .9rem; background: var(--quiet); border-left: 3px solid var(--faint); }
footer { margin-top: 3rem; padding-top: .8rem; border-top: 1px solid var(--line); color: var(--faint);
  overflow-wrap: anywhere; }
@media (max-width: 44rem) { body { padding: 1.2rem 1rem; } .pair { grid-template-columns: 1fr; gap: .6rem; }
  .pair > div::before { content: attr(data-side); color: var(--faint); font-size: .8rem; }
  .facts { grid-template-columns: 1fr; } .facts dd { margin-bottom: .4rem; } }
@page { size: A4; margin: 18mm 16mm; }
@media print { :root { --paper: #fff; --quiet: #fff; --ink: #000; --faint: #444; --line: #999; --gone: #a3231c;
  --came: #174e9c; --up: #8c1d18; --down: #1d6336; --mixed: #7a5200; --plain: #333; }
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.6; } h2 { break-after: avoid; }
  tr, .pair { break-inside: avoid; } thead { display: table-header-group; } }
"""
