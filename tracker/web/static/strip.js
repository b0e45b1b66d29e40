// The strip along the scroll edge: where the changes lie in the whole text.

const looks = { strengthened: 'str', softened: 'sof', mixed: 'mix', neutral: 'neu', unclear: 'unc' };
const view = Object.assign(document.createElement('div'), { className: 'view' });
const strip = document.querySelector('#strip');
const marks = new Map();

export const markOf = (change) => marks.get(change);

function marked(change) {
  if (!marks.has(change)) {
    const mark = Object.assign(document.createElement('a'), { href: `#${change.dataset.change}`, tabIndex: -1 });
    mark.className = change.dataset.tags.split(' ').map((tag) => looks[tag]).find(Boolean) ?? '';
    mark.dataset.change = change.dataset.change;
    mark.style.height = '7px';
    mark.ariaLabel = change.dataset.number;
    marks.set(change, mark);
  }
  return marks.get(change);
}

// Measured first, drawn after: a row asked for its place once something was moved would be laid out again.
export function drawStrip(shown) {
  const height = document.documentElement.scrollHeight;
  const places = shown.map((change) => change.closest('.row').getBoundingClientRect().top + scrollY);
  strip.hidden = !shown.length;
  shown.forEach((change, n) => { marked(change).style.top = `${(100 * places[n]) / height}%`; });
  strip.replaceChildren(view, ...shown.map(marked));
  drawView();
}

export function drawView() {
  const height = document.documentElement.scrollHeight;
  view.style.top = `${(100 * scrollY) / height}%`;
  view.style.height = `${(100 * innerHeight) / height}%`;
}
