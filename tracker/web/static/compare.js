// The workbench: stepping, filtering in place, lit quotes, notes on a selection, the strip along the scroll edge.
// Everything here is an addition; the page reads, links, filters, notes and prints without it.

const bench = document.querySelector('#workbench');
const rows = document.querySelector('#rows');
const map = document.querySelector('.map');
const strip = document.querySelector('#strip');
const keys = document.querySelector('#keys');
const counters = document.querySelectorAll('[data-counter]');
const chips = [...document.querySelectorAll('.chip')];
const changes = [...rows.querySelectorAll('.judged[data-change]')];
const links = [...map.querySelectorAll('a[data-map]')];

document.documentElement.classList.add('js');
for (const hidden of bench.querySelectorAll('.stepper, .thumb')) hidden.hidden = false;

// Measuring the page waits for the next frame, once: a filter answers before the strip does.
const waiting = new Map();
const later = (work) => {
  cancelAnimationFrame(waiting.get(work));
  waiting.set(work, requestAnimationFrame(work));
};
const rowOf = (change) => change.closest('.row');
const tagsOf = (element) => element.dataset.tags.split(' ');
const answers = (element, wanted) => wanted === 'all' || wanted === 'changed' || tagsOf(element).includes(wanted);

let wanted = chips.find((chip) => chip.getAttribute('aria-current'))?.dataset.show ?? 'all';
let shown = changes.filter((change) => answers(change, wanted));
let at = -1;

function count() {
  const said = shown.length ? `${at + 1} / ${shown.length}` : '0 / 0';
  for (const out of counters) out.textContent = at < 0 && shown.length ? `– / ${shown.length}` : said;
}

function goTo(index, { scroll = true } = {}) {
  if (!shown.length) { at = -1; count(); return; }
  at = (index + shown.length) % shown.length;
  const current = shown[at];
  for (const row of rows.querySelectorAll('.row.here, .judged.here')) row.classList.remove('here');
  rowOf(current).classList.add('here');
  if (rowOf(current).querySelectorAll('.judged').length > 1) current.classList.add('here');
  for (const link of [...links, ...strip.querySelectorAll('a')]) {
    const here = (link.dataset.map ?? link.dataset.change) === current.dataset.change;
    link.classList.toggle('on', here);
    if (here) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current');
  }
  count();
  if (!scroll) return;
  const row = rowOf(current);
  row.scrollIntoView({ block: 'start' });
  // Rows above that were never drawn get their real height only now: once more, from there.
  requestAnimationFrame(() => row.scrollIntoView({ block: 'start' }));
  history.replaceState(null, '', `#${encodeURIComponent(current.dataset.change)}`);
}

function show(filter) {
  wanted = filter;
  shown = changes.filter((change) => answers(change, filter));
  for (const chip of chips) {
    if (chip.dataset.show === filter) chip.setAttribute('aria-current', 'true'); else chip.removeAttribute('aria-current');
  }
  for (const row of rows.querySelectorAll('.row')) {
    row.hidden = !(filter === 'all' || (filter === 'changed' ? row.matches('.chg, .moved') : answers(row, filter)));
  }
  rows.classList.toggle('filtering', filter !== 'all');
  document.querySelector('#nothing').hidden = filter === 'all' || Boolean(rows.querySelector('.row:not([hidden])'));
  const kept = new Set([...rows.querySelectorAll('.row:not([hidden])')].map((row) => row.id));
  map.classList.toggle('filtered', filter !== 'all');
  for (const link of links) link.classList.toggle('keep', kept.has(link.dataset.map));
  const address = new URL(location.href);
  if (filter === 'all') address.searchParams.delete('show'); else address.searchParams.set('show', filter);
  history.replaceState(null, '', address);
  at = -1;
  count();
  later(drawStrip);
}

// ---- the strip: where the changes lie in the whole text ----
const view = Object.assign(document.createElement('div'), { className: 'view' });
const looks = { strengthened: 'str', softened: 'sof', mixed: 'mix', neutral: 'neu', unclear: 'unc' };

function drawStrip() {
  const height = document.documentElement.scrollHeight;
  const places = shown.map((change) => rowOf(change).getBoundingClientRect().top + scrollY);
  strip.hidden = !shown.length;
  strip.replaceChildren(view, ...shown.map((change, n) => {
    const mark = Object.assign(document.createElement('a'), { href: `#${change.dataset.change}`, tabIndex: -1 });
    mark.className = tagsOf(change).map((tag) => looks[tag]).find(Boolean) ?? '';
    mark.dataset.change = change.dataset.change;
    mark.style.top = `${(100 * places[n]) / height}%`;
    mark.style.height = '7px';
    mark.ariaLabel = change.dataset.number;
    return mark;
  }));
  drawView();
}

function drawView() {
  const height = document.documentElement.scrollHeight;
  view.style.top = `${(100 * scrollY) / height}%`;
  view.style.height = `${(100 * innerHeight) / height}%`;
}

// ---- reasons: opening one lights its own quotes on both sides ----
rows.addEventListener('toggle', (event) => {
  const why = event.target.closest('.why');
  if (!why) return;
  const row = why.closest('.row');
  row.classList.add('picked');
  const open = [...row.querySelectorAll('.why[open]')].map((one) => one.dataset.of);
  for (const mark of row.querySelectorAll('mark.q')) {
    mark.classList.toggle('lit', mark.dataset.of.split(' ').some((of) => open.includes(of)));
  }
}, true);

// ---- a note: the one form, put where it is wanted, with the selected words ----
const form = document.querySelector('#note-form');

function selection(key) {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  const from = range.startContainer.parentElement?.closest('.w');
  if (!from || !from.contains(range.endContainer)) return null;
  const row = from.closest('.row');
  const mine = key === undefined ? row.querySelector('.judged') : [...row.querySelectorAll('.judged')].find((one) => one.dataset.key === key);
  if (!mine) return null;
  const before = range.cloneRange();
  before.selectNodeContents(from);
  before.setEnd(range.startContainer, range.startOffset);
  return { exact: range.toString(), start: before.toString().length, side: from.closest('.old') ? 'old' : 'new', change: mine };
}

function write(opener, found) {
  const made = form.content.firstElementChild.cloneNode(true);
  const key = opener.dataset.note;
  made.elements.change.value = key;
  if (!key) made.querySelector('.quote-in')?.remove();
  if (found && key) {
    const [left, right] = key.split('~');
    const unit = found.side === 'old' ? left : right;
    const cell = found.change.closest('.row').querySelector(`.${found.side} [data-at="${CSS.escape(unit)}"]`);
    if (cell) {
      made.elements.exact.value = found.exact;
      made.elements.side.value = found.side;
      made.elements.start.value = found.start;
    }
  }
  made.querySelector('[data-cancel]').addEventListener('click', (event) => { event.preventDefault(); made.replaceWith(opener); opener.focus(); });
  opener.replaceWith(made);
  made.elements.body.focus({ preventScroll: true });
}

// A click would lose the selection: it is read when the button goes down.
let held = null;
document.addEventListener('pointerdown', (event) => {
  const opener = event.target.closest('[data-note]');
  if (opener) held = selection(opener.dataset.note);
});

document.addEventListener('click', (event) => {
  const chip = event.target.closest('.chip');
  const step = event.target.closest('[data-step]');
  const link = event.target.closest('a[data-map], .mini a, .ledger a');
  const opener = event.target.closest('a[data-note]');
  if (chip) { event.preventDefault(); show(chip.dataset.show); }
  if (step) goTo(at + Number(step.dataset.step));
  if (opener && form) { event.preventDefault(); write(opener, held); held = null; }
  if (link) {
    const id = decodeURIComponent(link.hash.slice(1));
    if (rows.querySelector(`.row[hidden]#${CSS.escape(id)}`)) show('all');
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
    const change = found?.change ?? shown[at];
    const opener = change?.querySelector('a[data-note]');
    if (opener && form) write(opener, found);
  },
  '?': () => keys.showModal(),
};

document.addEventListener('keydown', (event) => {
  if (event.target.closest?.('input, textarea, select, dialog') || event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  if (event.key === 'F7') { event.preventDefault(); commands[event.shiftKey ? 'k' : 'j'](); return; }
  if (/^[0-5]$/.test(event.key)) {
    const filter = filters[Number(event.key)];
    if (chips.some((chip) => chip.dataset.show === filter)) show(filter);
    return;
  }
  const command = commands[event.key.toLowerCase()];
  if (command) { event.preventDefault(); command(); }
});

for (const select of document.querySelectorAll('.picks select')) select.addEventListener('change', () => select.form.requestSubmit());

// Where the map has no rail of its own it starts folded.
const fold = document.querySelector('.mapfold');
const narrow = matchMedia('(max-width: 1180px)');
const setFold = () => { fold.open = !narrow.matches; };
narrow.addEventListener('change', setFold);
setFold();

addEventListener('scroll', () => later(drawView), { passive: true });
addEventListener('resize', () => later(drawStrip));
new ResizeObserver(() => later(drawStrip)).observe(rows);

function arrive() {
  const linked = shown.findIndex((change) => change.dataset.change === decodeURIComponent(location.hash.slice(1)));
  if (linked >= 0) goTo(linked, { scroll: false }); else count();
}
addEventListener('hashchange', arrive);
arrive();
if (wanted !== 'all') rows.classList.add('filtering');
drawStrip();
