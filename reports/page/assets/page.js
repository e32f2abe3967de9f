'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const root = document.documentElement;
  root.classList.add('js');
  const css = name => getComputedStyle(root).getPropertyValue(name).trim();

  // A figure's colours stand for roles; the theme's own are put in their place.
  function themed(figure) {
    let text = JSON.stringify(figure);
    for (const [role, colour] of Object.entries(data.colours)) {
      text = text.replaceAll(`"${colour}"`, `"${css('--c-' + role)}"`);
    }
    const made = JSON.parse(text);
    const ink = css('--ink'), soft = css('--soft');
    Object.assign(made.layout, {
      paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: getComputedStyle(document.body).fontFamily, size: 13, color: soft },
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
    loading ??= new Promise(done => {
      const script = document.createElement('script');
      script.textContent = document.getElementById('plotly-source').textContent;
      document.head.append(script);
      done(window.Plotly);
    });
    return loading;
  }
  const config = { displayModeBar: false, responsive: true, displaylogo: false, doubleClick: 'reset' };

  async function draw(place, figure) {
    const library = await plotly();
    const made = themed(figure);
    if (!place.classList.contains('js-plotly-plot')) place.replaceChildren();
    await library.react(place, made.data, made.layout, config);
    place.closest('.chart')?.classList.add('live');
  }

  // How far one looks back: the part shown at first, its last quarter, or everything.
  function spans(place, figure) {
    const range = figure.layout.xaxis.range;
    if (figure.layout.xaxis.type !== 'date' || !range || place.previousElementSibling?.classList.contains('spans')) return;
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
    place.before(group);
  }

  const places = [...document.querySelectorAll('.plot[data-chart]')];
  const drawn = new Set();
  async function show(place) {
    drawn.add(place);
    const figure = data.charts[place.dataset.chart];
    await draw(place, figure);
    spans(place, figure);
  }
  const watcher = new IntersectionObserver(seen => {
    for (const entry of seen) {
      if (entry.isIntersecting && !drawn.has(entry.target)) show(entry.target);
    }
  }, { rootMargin: '300px' });
  // The words are painted first; the library is read when the page has been.
  requestAnimationFrame(() => setTimeout(() => places.forEach(place => watcher.observe(place)), 0));
  const again = () => drawn.forEach(show);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  window.aerobase = { data, draw, drawAll: () => Promise.all(places.map(show)) };
})();
