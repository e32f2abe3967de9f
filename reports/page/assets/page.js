'use strict';
(() => {
  // Without a way to unpack, the page stays what it is without scripts: words, tables, pictures.
  if (!window.DecompressionStream) return;
  const root = document.documentElement;
  root.classList.add('js');
  const css = name => getComputedStyle(root).getPropertyValue(name).trim();

  const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%:()*+-;.=,?@^_`{|}~';
  const digit = new Uint8Array(128);
  for (let i = 0; i < 85; i++) digit[LETTERS.charCodeAt(i)] = i;
  function bytes(text) {
    const missing = (5 - text.length % 5) % 5;
    const out = new Uint8Array((text.length + missing) / 5 * 4);
    const view = new DataView(out.buffer);
    for (let i = 0, at = 0; i < text.length; i += 5, at += 4) {
      let word = 0;
      for (let j = i; j < i + 5; j++) word = word * 85 + (j < text.length ? digit[text.charCodeAt(j)] : 84);
      view.setUint32(at, word);
    }
    return out.subarray(0, out.length - missing);
  }

  // Each packed text is unpacked once, when it is first asked for.
  const texts = new Map(), values = new Map();
  function unpacked(name) {
    if (!texts.has(name)) {
      const place = document.getElementById(`packed-${name}`);
      texts.set(name, place === null ? Promise.resolve(null) : new Response(
        new Blob([bytes(place.textContent)]).stream().pipeThrough(new DecompressionStream('gzip'))).text());
    }
    return texts.get(name);
  }
  function data(name) {
    if (!values.has(name)) values.set(name, unpacked(name).then(text => text && JSON.parse(text)));
    return values.get(name);
  }

  // A figure's colours stand for roles; the theme's own are put in their place.
  function themed(figure, colours) {
    let text = JSON.stringify(figure);
    for (const [role, colour] of Object.entries(colours)) {
      text = text.replaceAll(`"${colour}"`, `"${css('--c-' + role)}"`);
    }
    const made = JSON.parse(text);
    const ink = css('--ink'), soft = css('--soft');
    Object.assign(made.layout, {
      paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: getComputedStyle(document.body).fontFamily, size: 12, color: soft },
      hoverlabel: { bgcolor: css('--card'), bordercolor: css('--rule'), font: { color: ink }, align: 'left' },
      dragmode: false,
    });
    for (const note of made.layout.annotations || []) note.font = { ...note.font, color: ink };
    for (const [name, axis] of Object.entries(made.layout)) {
      if (/^[xy]axis/.test(name)) Object.assign(axis, { gridcolor: css('--grid'), linecolor: css('--rule'), automargin: false });
    }
    return made;
  }

  let loading = null;
  function plotly() {
    loading ??= unpacked('plotly').then(source => {
      const script = document.createElement('script');
      script.textContent = source;
      document.head.append(script);
      return window.Plotly;
    });
    return loading;
  }
  const config = { displayModeBar: false, responsive: true, displaylogo: false, doubleClick: 'reset' };

  // How far one looks back: the part shown at first, its last quarter, or everything.
  function spans(place, figure) {
    const range = figure.layout.xaxis.range;
    const chart = place.closest('.chart');
    if (figure.layout.xaxis.type !== 'date' || !range || chart.querySelector('.spans')) return;
    const group = document.createElement('p');
    group.className = 'spans';
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', 'How far back');
    const quarter = new Date(Date.parse(range[1]) - 92 * 864e5).toISOString().slice(0, 10);
    const axes = Object.entries(figure.layout).filter(([name]) => /^yaxis/.test(name));
    const fixed = Object.fromEntries(axes.map(([name, axis]) => [`${name}.range`, axis.range]));
    const free = Object.fromEntries(axes.filter(([name]) => !figure.layout.meta.fixed.includes(name))
      .map(([name]) => [`${name}.autorange`, true]));
    const first = figure.data.map(one => one.x0 || one.x?.[0]).filter(Boolean).sort()[0];
    const choices = [['3 months', [quarter, range[1]], fixed], ['1 year', range, fixed], ['all', [first, range[1]], free]];
    choices.forEach(([name, shown, axis], i) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = name;
      button.setAttribute('aria-pressed', String(i === 1));
      button.addEventListener('click', () => {
        for (const other of group.children) other.setAttribute('aria-pressed', String(other === button));
        window.Plotly.relayout(place, { 'xaxis.range': shown, ...axis });
      });
      group.append(button);
    });
    chart.querySelector('.stage').append(group);
  }

  // A picture comes alive when it is touched; until then, and without, it stands as it is.
  const drawn = new Map();
  async function draw(place) {
    const [found, library] = await Promise.all([data('charts'), plotly()]);
    const made = themed(found.figures[place.dataset.chart], found.colours);
    if (!place.classList.contains('js-plotly-plot')) {
      made.layout.height = Math.max(place.offsetHeight, 200);
      place.style.height = `${made.layout.height}px`;
      place.replaceChildren();
    } else {
      made.layout.height = place.offsetHeight;
    }
    await library.react(place, made.data, made.layout, config);
    place.closest('.chart').classList.add('live');
    spans(place, made);
  }
  function show(place) {
    if (!drawn.has(place)) drawn.set(place, draw(place));
    return drawn.get(place);
  }
  const places = [...document.querySelectorAll('.plot[data-chart]')];
  for (const place of places) {
    for (const touch of ['pointerenter', 'pointerdown', 'focus']) {
      place.addEventListener(touch, () => show(place), { once: true, passive: true });
    }
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.forEach((_, place) => draw(place)));

  // From a number to how it is made, and back to where one was: the browser scrolls, this focuses.
  let from = null;
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href^="#how-"]');
    if (link?.hash === location.hash) opened();
    else if (link) from = { link, hash: location.hash };
  });

  // A link into something folded opens it.
  function opened() {
    if (from && location.hash === from.hash) {
      from.link.focus({ preventScroll: true });
      from = null;
      return;
    }
    const name = decodeURIComponent(location.hash.slice(1).split('?')[0]);
    const place = name && document.getElementById(name);
    if (!place) return;
    for (let one = place; one; one = one.parentElement) if (one.tagName === 'DETAILS') one.open = true;
    const inside = place.querySelector(':scope > details.fold');
    if (inside) inside.open = true;
    place.scrollIntoView();
    if (place.tabIndex === -1 && place.hasAttribute('tabindex')) place.focus({ preventScroll: true });
  }
  addEventListener('hashchange', opened);
  if (location.hash.length > 1) opened();

  window.aerobase = { data, drawAll: () => Promise.all(places.map(show)) };
})();
