'use strict';
(() => {
  const table = document.getElementById('all');
  if (!window.aerobase || !table) return;
  const { data, trace } = window.aerobase;
  const body = table.tBodies[0];
  const STEP = 60;
  const KEYS = { Day: 0, Time: 2, Pace: 3, HR: 4, Aerobic: 5, Climb: 6, Feel: 7 };
  const more = document.getElementById('more');
  const find = document.getElementById('find'), month = document.getElementById('month');
  const found = document.getElementById('found');
  const only = [...document.querySelectorAll('#runs .only')];
  const heads = [...table.tHead.rows[0].cells], names = heads.map(head => head.textContent);
  const state = { find: '', month: '', only: [], sort: 0, down: true, shown: STEP };
  let open = null;

  // The address keeps what is chosen: #runs?month=2026-05&only=long&find=hills&sort=pace
  function read() {
    const [name, query] = location.hash.slice(1).split('?');
    if (name !== 'runs' || query === undefined) return false;
    if (location.hash === address()) return false;
    const asked = new URLSearchParams(query);
    state.find = asked.get('find') || '';
    state.month = asked.get('month') || '';
    state.only = (asked.get('only') || '').split(',').filter(Boolean);
    const sort = asked.get('sort') || '';
    state.down = !sort.startsWith('-');
    state.sort = names.findIndex(one => one.toLowerCase() === sort.replace('-', ''));
    if (state.sort < 0) state.sort = 0;
    return true;
  }
  function address() {
    const kept = new URLSearchParams();
    if (state.month) kept.set('month', state.month);
    if (state.only.length) kept.set('only', state.only.join(','));
    if (state.find) kept.set('find', state.find);
    if (state.sort !== 0 || !state.down) kept.set('sort', `${state.down ? '' : '-'}${names[state.sort].toLowerCase()}`);
    return `#runs?${kept}`;
  }

  function chosen(all) {
    const words = state.find.toLowerCase().split(/\s+/).filter(Boolean);
    const rows = [];
    for (let i = 0; i < all.find.length; i++) {
      if (state.month && all.month[i] !== state.month) continue;
      if (state.only.some(mark => !all.marks[i].includes(mark))) continue;
      if (words.every(word => all.find[i].includes(word))) rows.push(i);
    }
    const name = names[state.sort], sign = state.down ? -1 : 1;
    if (name === 'Name') {
      rows.sort((a, b) => sign * (all.find[a] < all.find[b] ? 1 : all.find[a] > all.find[b] ? -1 : 0));
    } else if (state.sort !== 0 || !state.down) {
      const key = KEYS[name] ?? 1;
      rows.sort((a, b) => {
        const one = all.keys[a][key], other = all.keys[b][key];
        if (one === null || other === null) return (one === null) - (other === null);
        return sign * (one - other) || a - b;
      });
    }
    return rows;
  }

  function close() {
    if (!open) return;
    open.detail.remove();
    open.button.setAttribute('aria-expanded', 'false');
    open = null;
  }
  function openable(row) {
    const cell = row.cells[0], button = document.createElement('button');
    button.type = 'button';
    button.append(...cell.childNodes);
    button.setAttribute('aria-expanded', 'false');
    cell.append(button);
  }
  function made(html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    return template.content;
  }

  async function show() {
    const all = await data('runs');
    close();
    const rows = chosen(all);
    const fresh = made(rows.slice(0, state.shown).map(i => all.html[i]).join(''));
    for (const row of fresh.querySelectorAll('tr')) openable(row);
    body.replaceChildren(fresh);
    if (more) more.hidden = rows.length <= state.shown;
    found.textContent = rows.length === all.find.length ? '' : `${rows.length} of ${all.find.length}`;
  }
  async function change() {
    state.shown = STEP;
    history.replaceState(null, '', address());
    await show();
  }
  function press() {
    find.value = state.find;
    month.value = state.month;
    for (const button of only) button.setAttribute('aria-pressed', String(state.only.includes(button.dataset.only)));
    heads.forEach((head, i) => {
      if (i === state.sort) head.setAttribute('aria-sort', state.down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
  }

  find.addEventListener('input', () => { state.find = find.value; change(); });
  month.addEventListener('change', () => { state.month = month.value; change(); });
  for (const button of only) {
    button.addEventListener('click', () => {
      const name = button.dataset.only;
      state.only = state.only.includes(name) ? state.only.filter(one => one !== name) : [...state.only, name];
      press();
      change();
    });
  }
  heads.forEach((head, i) => {
    const button = document.createElement('button');
    button.textContent = names[i];
    button.type = 'button';
    const how = head.querySelector('a');
    head.replaceChildren(button);
    if (how) {
      how.textContent = '?';
      how.setAttribute('aria-label', `How ${names[i]} is made`);
      head.append(how);
    }
    button.addEventListener('click', () => {
      state.down = state.sort === i ? !state.down : true;
      state.sort = i;
      press();
      change();
    });
  });
  more?.addEventListener('click', () => { state.shown += 4 * STEP; show(); });

  // The runs most like one: of its sport, within a tenth of its distance, the nearest before it.
  function alike(all, at) {
    const [day, far] = all.keys[at];
    if (!far) return [];
    return all.keys.map((keys, i) => i)
      .filter(i => i !== at && all.sport[i] === all.sport[at] && all.keys[i][0] < day && Math.abs(all.keys[i][1] / far - 1) <= 0.1)
      .slice(0, 4);
  }
  async function toggle(button) {
    const row = button.closest('tr');
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
    const [all, traces] = await Promise.all([data('runs'), data('traces')]);
    const at = all.row.indexOf(row.id), place = traces.rows.indexOf(row.id);
    const details = {};
    for (const [key, column] of Object.entries(traces.columns)) {
      if (column[place] !== null) details[key] = column[place];
    }
    const tables = trace(inner, details, traces.texts, traces.unit, button.textContent);
    const hows = document.getElementById('run-hows');
    inner.append(hows.content.cloneNode(true));
    const near = alike(all, at);
    if (!near.length) return;
    const like = document.createElement('table');
    like.innerHTML = '<caption>Runs like it</caption>';
    const line = like.createTHead().insertRow();
    for (const head of heads) {
      const name = document.createElement('th');
      name.scope = 'col';
      name.className = head.className;
      name.textContent = names[heads.indexOf(head)];
      line.append(name);
    }
    const rows = like.createTBody();
    rows.append(made(near.map(i => all.html[i]).join('')));
    for (const one of rows.rows) one.removeAttribute('id');
    tables.append(like);
  }
  body.addEventListener('click', event => {
    const button = event.target.closest('tr:not(.detail) > td:first-child > button');
    if (button) toggle(button);
  });

  for (const row of body.rows) openable(row);
  press();
  if (read()) { press(); show(); document.getElementById('runs').scrollIntoView(); }
  addEventListener('hashchange', () => { if (read()) { press(); show(); } });
})();
