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
    const buttons = made.layout.xaxis.rangeselector;
    if (buttons) Object.assign(buttons, { bgcolor: css('--card'), activecolor: css('--grid'), bordercolor: css('--rule'), borderwidth: 1, font: { color: ink, size: 12 } });
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

  const places = [...document.querySelectorAll('.plot[data-chart]')];
  const drawn = new Set();
  function show(place) {
    drawn.add(place);
    return draw(place, data.charts[place.dataset.chart]);
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
