'use strict';
(() => {
  const table = document.getElementById('all');
  if (!table) return;
  const { data, draw } = window.aerobase;
  const body = table.tBodies[0];
  const runs = [...body.rows];
  const found = document.getElementById('found');
  let open = null;

  // "1 h 05 min" is 65, "-" is unknown, anything else the number it begins with.
  function amount(text) {
    const long = /^(\d+) h (\d+) min/.exec(text);
    if (long) return Number(long[1]) * 60 + Number(long[2]);
    const value = parseFloat(text.replaceAll(',', ''));
    return Number.isNaN(value) ? null : value;
  }

  function close() {
    if (!open) return;
    open.detail.remove();
    open.button.setAttribute('aria-expanded', 'false');
    open = null;
  }

  // Sorting: a click on a column's name, a second one turns it round; unknown values come last.
  [...table.tHead.rows[0].cells].forEach((head, index) => {
    const button = document.createElement('button');
    button.textContent = head.textContent;
    button.type = 'button';
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      close();
      const down = head.getAttribute('aria-sort') !== 'descending';
      for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const numeric = head.dataset.kind === 'number';
      const key = row => {
        const text = row.cells[index].textContent;
        return numeric ? amount(text) : text.toLowerCase();
      };
      const compare = (one, two) => {
        const a = key(one), b = key(two);
        if (a === null || b === null) return (a === null) - (b === null);
        const order = a < b ? -1 : a > b ? 1 : 0;
        return down ? -order : order;
      };
      runs.sort(compare);
      body.append(...runs);
    });
  });

  const search = document.getElementById('find');
  function filter() {
    close();
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of runs) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
      if (!row.hidden) count += 1;
    }
    found.textContent = words.length ? `${count} of ${runs.length}` : '';
  }
  search.addEventListener('input', filter);

  for (const row of runs) {
    const trace = data.traces.rows[row.id];
    if (!trace) continue;
    const cell = row.cells[0];
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = cell.textContent;
    button.setAttribute('aria-expanded', 'false');
    cell.replaceChildren(button);
    button.addEventListener('click', () => {
      const again = open?.button === button;
      close();
      if (again) return;
      const detail = body.insertRow(row.sectionRowIndex + 1);
      detail.className = 'detail';
      const wide = detail.insertCell();
      wide.colSpan = row.cells.length;
      const inner = document.createElement('div');
      wide.append(inner);
      open = { detail, button };
      button.setAttribute('aria-expanded', 'true');
      window.aerobase.trace(inner, trace, row.cells[0].textContent);
    });
  }
})();
