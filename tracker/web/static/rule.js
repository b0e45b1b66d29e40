// Putting right: the two forms of a correction, opened at a change by link or key, or by dragging one provision on another.

const form = document.querySelector('#rule-form');
const lists = { old: document.querySelector('#old-places'), new: document.querySelector('#new-places') };

// The places one can name: every provision on the page, with its first words.
function fillLists() {
  for (const [side, list] of Object.entries(lists)) {
    if (!list || list.children.length) continue;
    for (const unit of document.querySelectorAll(`.cell.${side} [data-at]`)) {
      const words = unit.querySelector('.w')?.textContent.trim().slice(0, 30) ?? '';
      list.append(Object.assign(document.createElement('option'), { value: unit.dataset.at, label: words }));
    }
  }
}

export function correct(change, { pairing = false, old, young } = {}) {
  if (!form || !change) return;
  for (const open of document.querySelectorAll('td.fix')) open.remove();
  fillLists();
  const made = form.content.firstElementChild.cloneNode(true);
  const { key } = change.dataset;
  const [left, right] = key.split('~');
  for (const input of made.querySelectorAll('[name=change]')) input.value = key;
  made.querySelector('[name=old]').value = old ?? left;
  made.querySelector('[name=new]').value = young ?? right;
  if (old || young) made.querySelector('[name=act][value=re-pair]').checked = true;
  for (const cancel of made.querySelectorAll('[data-cancel]')) {
    cancel.addEventListener('click', (event) => { event.preventDefault(); cell.remove(); change.querySelector('.rule-link')?.focus(); });
  }
  const cell = Object.assign(document.createElement('td'), { className: 'fix', colSpan: 3 });
  cell.append(made);
  change.closest('.row').append(cell);
  made.querySelector(pairing ? '.pairing input[type=radio]' : 'input[type=radio]').focus();
  made.scrollIntoView({ block: 'nearest' });
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-rule]');
  if (!link || !form) return;
  event.preventDefault();
  const changes = [...document.querySelectorAll('.judged')];
  correct(changes.find((one) => one.dataset.key === link.dataset.rule));
});

// ---- dragging the number of a provision onto one of the other text ----
let held = null;
if (form) {
  for (const number of document.querySelectorAll('.cell .no')) { number.draggable = true; number.classList.add('grip'); }
}
const unitOf = (target) => target.closest?.('.cell [data-at]');
const sideOf = (unit) => (unit.closest('.old') ? 'old' : 'new');

document.addEventListener('dragstart', (event) => {
  held = event.target.closest?.('.grip') ? unitOf(event.target) : null;
  if (held) event.dataTransfer.setData('text/plain', held.dataset.at);
});
document.addEventListener('dragover', (event) => {
  const over = unitOf(event.target);
  if (!held || !over || sideOf(over) === sideOf(held)) return;
  event.preventDefault();
  over.classList.add('over');
});
document.addEventListener('dragleave', (event) => unitOf(event.target)?.classList.remove('over'));
document.addEventListener('drop', (event) => {
  const over = unitOf(event.target);
  if (!held || !over) return;
  event.preventDefault();
  over.classList.remove('over');
  const [old, young] = sideOf(held) === 'old' ? [held, over] : [over, held];
  const change = over.closest('.row').querySelector('.judged') ?? held.closest('.row').querySelector('.judged');
  correct(change, { pairing: true, old: old.dataset.at, young: young.dataset.at });
  held = null;
});
