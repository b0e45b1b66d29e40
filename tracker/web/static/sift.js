// Sifting in place: the same questions the address asks, answered without asking the server again.

const DIRECTIONS = ['strengthened', 'softened', 'mixed', 'neutral', 'unclear'];
const RELATIONS = ['unchanged', 'renumbered', 'amended', 'moved', 'split', 'merged', 'added', 'deleted'];

// Which question a tag answers: within a question one tag is enough, every question must have its say.
function groupOf(tag) {
  if (DIRECTIONS.includes(tag)) return 'direction';
  if (RELATIONS.includes(tag)) return 'relation';
  return /^(D\d|severity-|bears-)/.exec(tag)?.[1].replace(/\d/, '') ?? tag;
}

const folded = (words) => words.replace(/\s+/g, '').toLowerCase();
// A long text has a thousand rows and a filter asks them all: what a row is, is read from the page once.
const read = new WeakMap();
export function tagsOf(element) {
  if (!read.has(element)) read.set(element, element.dataset.tags.split(' '));
  return read.get(element);
}

export function retag(element, tags) {
  element.dataset.tags = tags.join(' ');
  read.set(element, tags);
}

export const changesOf = (row) => row.judgedOnes ??= [...row.querySelectorAll('.judged')];
const isLoud = (row) => row.loud ??= row.matches('.chg, .moved');
const hasMoved = (row) => row.hasMoved ??= row.matches('.moved');

export class Sift {
  constructor(search) {
    const asked = new URLSearchParams(search);
    this.tags = (asked.get('show') ?? '').split(' ').filter(Boolean);
    this.words = asked.get('find') ?? '';
    this.hides = asked.get('hide') === 'renumbering';
    this.view = asked.get('view') ?? '';
  }

  get asks() { return Boolean(this.tags.length || this.words || this.hides); }

  toggle(tag) {
    if (tag === 'all') { this.tags = []; this.words = ''; this.hides = false; return; }
    this.tags = this.tags.includes(tag) ? this.tags.filter((one) => one !== tag) : [...this.tags, tag];
  }

  only(tag) { this.tags = tag === 'all' ? [] : [tag]; if (tag === 'all') { this.words = ''; this.hides = false; } }

  answers(tags) {
    if (!this.tags.length && !this.hides) return true;
    const groups = new Map();
    for (const tag of this.tags) {
      if (tag !== 'changed') groups.set(groupOf(tag), groups.get(groupOf(tag)) || tags.includes(tag));
    }
    return [...groups.values()].every(Boolean) && !(this.hides && tags.includes('renumbering'));
  }

  shows(row) {
    if (this.words && !sought(row).includes(folded(this.words))) return false;
    const changes = changesOf(row);
    if (this.hides && (changes.length ? changes.every((one) => tagsOf(one).includes('renumbering')) : tagsOf(row).includes('renumbered'))) return false;
    if (this.tags.includes('changed') && !isLoud(row)) return false;
    if (!this.tags.some((tag) => tag !== 'changed')) return true;
    const own = tagsOf(row).filter((tag) => hasMoved(row) || tag === 'noted' || tag === 'open-notes');
    return changes.some((one) => this.answers(tagsOf(one))) || this.answers(own);
  }

  get query() {
    const asked = new URLSearchParams();
    if (this.tags.length) asked.set('show', this.tags.join(' '));
    if (this.words) asked.set('find', this.words);
    if (this.hides) asked.set('hide', 'renumbering');
    if (this.view) asked.set('view', this.view);
    return asked.toString();
  }
}

export const sought = (row) => row.sought ??= folded(words(row));

function words(row) {
  return [...row.querySelectorAll('.w, .wi')].map((one) => one.textContent).join('\n');
}

// Who searches 的 in a long law wants no eight thousand marks: the first rows are lit, the others are shown all the same.
const MOST_LIT = 200;

// Found words are lit without touching the page: a browser that cannot shows the rows all the same.
export function light(rows, sought) {
  if (!CSS.highlights) return;
  CSS.highlights.delete('found');
  const wanted = folded(sought);
  if (!wanted) return;
  const found = new Highlight();
  for (const row of rows.slice(0, MOST_LIT)) {
    for (const text of row.querySelectorAll('.w, .wi')) for (const range of inText(text, wanted)) found.add(range);
  }
  CSS.highlights.set('found', found);
}

function inText(element, wanted) {
  if (!folded(element.textContent).includes(wanted)) return [];
  const spots = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let all = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    [...node.data].forEach((char, at) => {
      if (!/\s/.test(char)) { all += char.toLowerCase(); spots.push([node, at]); }
    });
  }
  const ranges = [];
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + wanted.length)) {
    const [first, last] = [spots[at], spots[at + wanted.length - 1]];
    if (!first || !last) break;
    const range = new Range();
    range.setStart(first[0], first[1]);
    range.setEnd(last[0], last[1] + 1);
    ranges.push(range);
  }
  return ranges;
}
