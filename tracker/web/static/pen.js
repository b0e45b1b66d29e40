// Writing a note: the one form of the page, put where it is wanted, with the selected words in it.

const form = document.querySelector('#note-form');

// The words selected inside one provision, their side and place, and the change or row they stand in.
export function selection(opener) {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  const from = range.startContainer.parentElement?.closest('.w');
  if (!from || !from.contains(range.endContainer)) return null;
  const row = from.closest('.row');
  if (opener && opener.closest('.row') !== row) return null;
  const before = range.cloneRange();
  before.selectNodeContents(from);
  before.setEnd(range.startContainer, range.startOffset);
  return {
    row,
    exact: range.toString(),
    start: before.toString().length,
    side: from.closest('.old') ? 'old' : 'new',
    place: from.closest('[data-at]').dataset.at,
  };
}

// Where a note on selected words is written: at a change of that provision, else at its row.
export function openerFor(found) {
  const at = [...found.row.querySelectorAll('.judged')].find((one) => {
    const [old, young] = one.dataset.key.split('~');
    return found.place === (found.side === 'old' ? old : young);
  });
  return (at ?? found.row).querySelector('a[data-note]');
}

export function write(opener, found) {
  if (!form || !opener) return;
  const made = form.content.firstElementChild.cloneNode(true);
  const { note, spot } = opener.dataset;
  made.elements.change.value = note;
  if (spot) {
    made.elements.spot.value = spot;
    made.querySelector('[name=side]').closest('label').remove();
  } else if (!note) made.querySelector('.quote-in')?.remove();
  fill(made, note, spot, found);
  made.querySelector('[data-cancel]').addEventListener('click', (event) => {
    event.preventDefault();
    made.replaceWith(opener);
    opener.focus();
  });
  opener.replaceWith(made);
  made.elements.body.focus({ preventScroll: true });
}

function fill(made, note, spot, found) {
  if (!found) return;
  if (note) {
    const [old, young] = note.split('~');
    if (found.place !== (found.side === 'old' ? old : young)) return;
    made.elements.side.value = found.side;
  } else if (spot) made.elements.spot.value = `${found.side}:${found.place}`;
  else return;
  made.elements.exact.value = found.exact;
  made.elements.start.value = found.start;
}

// A click would lose the selection: it is read when the button goes down.
let held = null;
document.addEventListener('pointerdown', (event) => {
  const opener = event.target.closest('a[data-note]');
  if (opener) held = selection(opener);
});

document.addEventListener('click', (event) => {
  const opener = event.target.closest('a[data-note]');
  if (!opener || !form) return;
  event.preventDefault();
  write(opener, held);
  held = null;
});

