'use strict';
(() => {
  const place = document.getElementById('calendar');
  if (!window.aerobase || !place) return;
  const said = document.getElementById('week-said');
  let at = null;

  // One week reads as a sentence: the one under the pointer, or the one the keys are on.
  function tell(row) {
    if (row?.dataset.said) said.textContent = row.dataset.said;
  }
  function rows() {
    return [...place.querySelectorAll('tbody tr')];
  }
  function hold(row) {
    if (at) at.tabIndex = -1;
    at = row;
    at.tabIndex = 0;
  }
  place.addEventListener('pointerover', event => tell(event.target.closest('tbody tr')));
  place.addEventListener('focusin', event => tell(event.target.closest('tbody tr')));
  place.addEventListener('click', event => {
    const row = event.target.closest('tbody tr');
    if (row) { hold(row); tell(row); }
  });
  place.addEventListener('keydown', event => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 4, PageUp: -4 }[event.key];
    if (!by || !event.target.closest('tbody tr')) return;
    event.preventDefault();
    const all = rows();
    const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(event.target.closest('tr')) + by))];
    hold(next);
    next.focus();
  });
  hold(rows()[0]);

  const earlier = document.getElementById('earlier');
  let years = 0;
  earlier?.addEventListener('click', async () => {
    const found = await window.aerobase.data('years');
    const made = document.createElement('template');
    made.innerHTML = found[years];
    years += 1;
    place.append(made.content);
    if (years === found.length) earlier.remove();
  });
})();
