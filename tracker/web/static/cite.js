// Citing: opening a citation copies it with its address; without a script, or where the browser says no, it is
// there to be selected.

document.addEventListener('toggle', async (event) => {
  const cite = event.target;
  if (!cite.matches?.('details.cite') || !cite.open) return;
  const lines = [...cite.querySelectorAll('[data-copy]')].map((one) => one.textContent.trim());
  const said = cite.querySelector('[data-said]');
  try {
    await navigator.clipboard.writeText(lines.join('\n'));
    said.textContent = said.dataset.said;
  } catch {
    getSelection()?.selectAllChildren(cite.querySelector('[data-copy]'));
  }
}, true);
