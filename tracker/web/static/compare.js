// The workbench: stepping, filtering in place, lit quotes, keys. Everything here is an addition; the page reads, links,
// filters, notes and prints without it.

import { openerFor, selection, write } from './pen.js';
import { correct } from './rule.js';
import { Sift, changesOf, light, retag, sought, tagsOf } from './sift.js';
import { drawStrip, drawView, markOf } from './strip.js';

const bench = document.querySelector('#workbench');
const rows = document.querySelector('#rows');
const map = document.querySelector('.map');
const keys = document.querySelector('#keys');
const find = document.querySelector('#inside');
const counters = document.querySelectorAll('[data-counter]');
const chips = [...document.querySelectorAll('.chip[data-show]')];
const hider = document.querySelector('.chip[data-hide]');
const every = [...rows.querySelectorAll('.row')];
const changes = [...rows.querySelectorAll('.judged[data-change]')];
const links = [...map.querySelectorAll('a[data-map]')];
const linksTo = Map.groupBy ? Map.groupBy(links, (link) => link.dataset.map) : grouped(links);
function grouped(every) {
  const groups = new Map();
  for (const link of every) groups.set(link.dataset.map, [...(groups.get(link.dataset.map) ?? []), link]);
  return groups;
}

document.documentElement.classList.add('js');
for (const hidden of bench.querySelectorAll('.stepper, .thumb')) hidden.hidden = false;

// Measuring the page waits for the next frame, once: a filter answers before the strip does.
const waiting = new Map();
const later = (work) => {
  cancelAnimationFrame(waiting.get(work));
  waiting.set(work, requestAnimationFrame(work));
};
// What only tells where one is waits until the hand rests: drawing it measures every row.
const resting = new Map();
const atRest = (work) => {
  clearTimeout(resting.get(work));
  resting.set(work, setTimeout(work, 250));
};
const rowOf = (change) => change.closest('.row');

const sift = new Sift(location.search);
let shown = [];
let at = -1;
const strip = () => drawStrip(shown);
function dim() {
  const kept = new Set(every.filter((row) => !row.hidden).map((row) => row.id));
  map.classList.toggle('filtered', sift.asks);
  for (const link of links) link.classList.toggle('keep', kept.has(link.dataset.map));
}
const lights = () => light(every.filter((row) => !row.hidden), sift.words);

function answering() {
  return changes.filter((change) => !rowOf(change).hidden && sift.answers(tagsOf(change)));
}

function count() {
  const said = shown.length ? `${at + 1} / ${shown.length}` : '0 / 0';
  for (const out of counters) out.textContent = at < 0 && shown.length ? `– / ${shown.length}` : said;
}

let lit = [];
function pointAt(current) {
  for (const element of lit) { element.classList.remove('here', 'on'); element.removeAttribute('aria-current'); }
  const places = [...(linksTo.get(current.dataset.change) ?? []), markOf(current)].filter(Boolean);
  for (const place of places) { place.classList.add('on'); place.setAttribute('aria-current', 'true'); }
  rowOf(current).classList.add('here');
  if (changesOf(rowOf(current)).length > 1) current.classList.add('here');
  lit = [...places, rowOf(current), current];
}

function goTo(index, { scroll = true } = {}) {
  if (!shown.length) { at = -1; count(); return; }
  at = (index + shown.length) % shown.length;
  const current = shown[at];
  pointAt(current);
  count();
  if (!scroll) return;
  const row = rowOf(current);
  row.scrollIntoView({ block: 'start' });
  // Rows above that were never drawn get their real height only now: once more, from there.
  requestAnimationFrame(() => row.scrollIntoView({ block: 'start' }));
  history.replaceState(null, '', `#${encodeURIComponent(current.dataset.change)}`);
}

function mark(chip, on) {
  if (on) chip.setAttribute('aria-current', 'true'); else chip.removeAttribute('aria-current');
}

function show() {
  for (const chip of chips) mark(chip, chip.dataset.show === 'all' ? !sift.asks : sift.tags.includes(chip.dataset.show));
  if (hider) mark(hider, sift.hides);
  for (const row of every) {
    const hidden = !sift.shows(row);
    if (row.hidden !== hidden) row.hidden = hidden;
  }
  shown = answering();
  rows.classList.toggle('filtering', sift.asks);
  document.querySelector('#nothing').hidden = every.some((row) => !row.hidden);
  const address = new URL(location.href);
  address.search = sift.query;
  history.replaceState(null, '', address);
  if (find && document.activeElement !== find) find.value = sift.words;
  at = -1;
  count();
  for (const work of [dim, strip, lights]) atRest(work);
}

// ---- reasons: opening one lights its own quotes on both sides ----
rows.addEventListener('toggle', (event) => {
  const why = event.target.closest('.why');
  if (!why) return;
  const row = why.closest('.row');
  row.classList.add('picked');
  const open = [...row.querySelectorAll('.why[open]')].map((one) => one.dataset.of);
  for (const quote of row.querySelectorAll('mark.q')) {
    quote.classList.toggle('lit', quote.dataset.of.split(' ').some((of) => open.includes(of)));
  }
}, true);

document.addEventListener('click', (event) => {
  const chip = event.target.closest('.chip');
  const step = event.target.closest('[data-step]');
  const link = event.target.closest('a[data-map], .mini a, .ledger a');
  if (chip?.dataset.show) { event.preventDefault(); sift.toggle(chip.dataset.show); show(); }
  if (chip?.dataset.hide) { event.preventDefault(); sift.hides = !sift.hides; show(); }
  if (step) goTo(at + Number(step.dataset.step));
  if (link) {
    const id = decodeURIComponent(link.hash.slice(1));
    if (rows.querySelector(`.row[hidden]#${CSS.escape(id)}`)) { sift.only('all'); show(); }
    const index = shown.findIndex((change) => change.dataset.change === id);
    if (index >= 0) { event.preventDefault(); goTo(index); }
  }
  if (event.target.closest('[data-keys]')) keys.showModal();
});

const filters = ['all', 'strengthened', 'softened', 'mixed', 'neutral', 'unclear'];
const commands = {
  j: () => goTo(at + 1),
  k: () => goTo(at < 0 ? -1 : at - 1),
  o: () => { const why = shown[at]?.querySelector('.why'); if (why) why.open = !why.open; },
  n: () => {
    const found = selection();
    write(found ? openerFor(found) : shown[at]?.querySelector('a[data-note]'), found);
  },
  x: () => shown[at]?.querySelector('.tick')?.click(),
  v: () => correct(shown[at]),
  r: () => correct(shown[at], { pairing: true }),
  '/': () => find?.focus(),
  '?': () => keys.showModal(),
};

document.addEventListener('keydown', (event) => {
  if (event.target.closest?.('input, textarea, select, dialog') || event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  if (event.key === 'F7') { event.preventDefault(); commands[event.shiftKey ? 'k' : 'j'](); return; }
  if (/^[0-5]$/.test(event.key)) {
    const filter = filters[Number(event.key)];
    if (chips.some((chip) => chip.dataset.show === filter)) { sift.only(filter); show(); }
    return;
  }
  const command = commands[event.key.toLowerCase()];
  if (command) { event.preventDefault(); command(); }
});

// ---- checking off: the page stays where it is; without the script the form brings it back there ----
const checking = document.querySelector('#checking');
checking?.addEventListener('submit', async (event) => {
  const tick = event.submitter;
  event.preventDefault();
  const sent = new FormData(checking);
  sent.set(tick.name, tick.value);
  sent.set('quiet', '1');
  const answer = await fetch(checking.action, { method: 'POST', body: sent });
  if (!answer.ok) { location.reload(); return; }
  const done = tick.name === 'check';
  tick.setAttribute('aria-pressed', done);
  tick.textContent = bench.dataset[done ? 'checked' : 'check'];
  tick.name = done ? 'uncheck' : 'check';
  const change = tick.closest('.judged');
  const retagged = (element, has) => {
    const tags = tagsOf(element).filter((tag) => tag !== 'unchecked');
    retag(element, has ? [...tags, 'unchecked'] : tags);
  };
  retagged(change, !done);
  const row = rowOf(change);
  retagged(row, changesOf(row).some((one) => tagsOf(one).includes('unchecked')));
  const left = document.querySelector('.chip[data-show=unchecked] b');
  if (left) left.textContent = changes.filter((one) => tagsOf(one).includes('unchecked')).length;
});

if (find) {
  const search = () => { sift.words = find.value; show(); };
  find.form.addEventListener('submit', (event) => { event.preventDefault(); search(); });
  find.addEventListener('input', () => later(search));
  find.addEventListener('keydown', (event) => { if (event.key === 'Escape') { find.value = ''; search(); find.blur(); } });
}

for (const select of document.querySelectorAll('.picks select')) select.addEventListener('change', () => select.form.requestSubmit());

// Where the map has no rail of its own it starts folded.
const fold = document.querySelector('.mapfold');
const narrow = matchMedia('(max-width: 1180px)');
const setFold = () => { fold.open = !narrow.matches; };
narrow.addEventListener('change', setFold);
setFold();

addEventListener('scroll', () => later(drawView), { passive: true });
addEventListener('resize', () => atRest(strip));
new ResizeObserver(() => atRest(strip)).observe(rows);

function arrive() {
  const linked = shown.findIndex((change) => change.dataset.change === decodeURIComponent(location.hash.slice(1)));
  if (linked >= 0) goTo(linked, { scroll: false }); else count();
}
shown = answering();
addEventListener('hashchange', arrive);
arrive();
rows.classList.toggle('filtering', sift.asks);
lights();
atRest(strip);
// The words of a long text are gathered while nobody waits, so that the first search is as quick as the next.
const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 500));
const gather = (from) => (left) => {
  let n = from;
  while (n < every.length && (left?.timeRemaining?.() ?? 0) > 2) sought(every[n++]);
  if (n < every.length && left?.timeRemaining) idle(gather(n));
};
idle(gather(0));
