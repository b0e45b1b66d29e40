// The strip along the scroll edge: where the changes lie in the whole text.

const looks = { strengthened: 'str', softened: 'sof', mixed: 'mix', neutral: 'neu', unclear: 'unc' };
const view = Object.assign(document.createElement('div'), { className: 'view' });
const strip = document.querySelector('#strip');

export const marks = () => strip.querySelectorAll('a');

export function drawStrip(shown) {
  const height = document.documentElement.scrollHeight;
  const places = shown.map((change) => change.closest('.row').getBoundingClientRect().top + scrollY);
  strip.hidden = !shown.length;
  strip.replaceChildren(view, ...shown.map((change, n) => {
    const mark = Object.assign(document.createElement('a'), { href: `#${change.dataset.change}`, tabIndex: -1 });
    mark.className = change.dataset.tags.split(' ').map((tag) => looks[tag]).find(Boolean) ?? '';
    mark.dataset.change = change.dataset.change;
    mark.style.top = `${(100 * places[n]) / height}%`;
    mark.style.height = '7px';
    mark.ariaLabel = change.dataset.number;
    return mark;
  }));
  drawView();
}

export function drawView() {
  const height = document.documentElement.scrollHeight;
  view.style.top = `${(100 * scrollY) / height}%`;
  view.style.height = `${(100 * innerHeight) / height}%`;
}
