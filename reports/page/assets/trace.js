'use strict';
(() => {
  const { draw, data } = window.aerobase;
  const { colours, unit } = data;
  const { texts } = data.traces;

  function unpacked(text) {
    return text ? Array.from(atob(text), letter => letter.charCodeAt(0) || null) : [];
  }
  function element(name, text, parent, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    parent.append(made);
    return made;
  }
  const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;

  // Mean heart rate of the two halves that a drift is made of: after ten minutes, by valid samples.
  function means(minutes, used) {
    const valid = used.map((bpm, i) => i).filter(i => used[i] && minutes[i] >= 10);
    const middle = Math.floor(valid.length / 2);
    return [['first', valid.slice(0, middle)], ['second', valid.slice(middle)]]
      .filter(([, part]) => part.length)
      .map(([name, part]) => ({
        name, from: minutes[part[0]], to: minutes[part[part.length - 1]],
        bpm: part.reduce((sum, i) => sum + used[i], 0) / part.length,
      }));
  }

  function figure(trace) {
    const used = unpacked(trace.u), raw = unpacked(trace.r);
    const count = Math.max(used.length, raw.length);
    const minutes = Array.from({ length: count }, (_, i) => (i + 0.5) * trace.s / count / 60);
    const line = (y, name, colour, dash) => ({
      type: 'scatter', mode: 'lines', x: minutes, y, name, connectgaps: false,
      line: { color: colour, width: 2, dash }, hovertemplate: `%{y} bpm ${name}<extra></extra>`,
    });
    const shapes = [];
    if (trace.b) {
      shapes.push({ type: 'rect', xref: 'paper', x0: 0, x1: 1, y0: trace.b[0], y1: trace.b[1],
        fillcolor: colours.band, opacity: 0.55, line: { width: 0 }, layer: 'below' });
    }
    for (const [start, end] of trace.x || []) {
      shapes.push({ type: 'rect', yref: 'paper', y0: 0, y1: 1, x0: start / 60, x1: end / 60,
        fillcolor: colours.muted, opacity: 0.2, line: { width: 0 }, layer: 'below' });
    }
    let end = 0;
    for (const [seconds, , , , paused] of (trace.l || []).slice(0, -1)) {
      end += seconds + (paused ?? 0);
      shapes.push({ type: 'line', yref: 'paper', y0: 0, y1: 0.06, x0: end / 60, x1: end / 60,
        line: { color: colours.ink, width: 1 } });
    }
    const halves = trace.d === undefined ? [] : means(minutes, used);
    for (const half of halves) {
      shapes.push({ type: 'line', x0: half.from, x1: half.to, y0: half.bpm, y1: half.bpm,
        line: { color: colours.second, width: 2, dash: 'dash' } });
    }
    const heard = [...used, ...raw].filter(Boolean);
    const low = Math.min(...heard, trace.b ? trace.b[0] : 255) - 5;
    const high = Math.max(...heard, trace.b ? trace.b[1] : 0) + 5;
    const lines = [line(used, 'judged', colours.ink)];
    if (raw.length) lines.push(line(raw, 'as the sensor wrote it, not judged', colours.above, 'dot'));
    return {
      data: lines,
      layout: {
        annotations: halves.map(half => ({ x: half.from, y: 0.08, yref: 'paper', xanchor: 'left', yanchor: 'bottom',
          showarrow: false, text: `${half.name} half: ${half.bpm.toFixed(0)} bpm`, font: { size: 12 } })),
        height: 260, margin: { l: 44, r: 14, t: 10, b: 40 }, showlegend: false, hovermode: 'x', shapes,
        xaxis: { title: { text: 'minutes' }, range: [0, trace.s / 60], zeroline: false, showgrid: false },
        yaxis: { title: { text: 'bpm' }, range: [low, high], zeroline: false, fixedrange: true },
      },
    };
  }

  function facts(trace, place) {
    const list = element('ul', '', place, 'traced');
    element('li', `Class: ${texts[trace.w]}`, list);
    if (trace.b) element('li', `Shaded: the band of that day, ${trace.b[0]}-${trace.b[1]} bpm`, list);
    for (const [start, end, why] of trace.x || []) {
      element('li', `Not judged from ${clock(start)} to ${clock(end)}: ${texts[why]}`, list);
    }
    if (trace.d !== undefined) element('li', `Drift from the first half to the second, the first ten minutes out: ${trace.d} % less speed per beat (dashed: each half\u2019s mean heart rate)`, list);
    if (trace.e !== undefined) element('li', `No drift given: ${texts[trace.e]}`, list);
    for (const note of trace.n || []) element('li', texts[note], list);
    if (trace.v !== undefined) element('li', `Recorded by ${texts[trace.v]}`, list);
  }

  function laps(trace, place) {
    const table = element('table', '', place);
    element('caption', 'Laps', table);
    const head = table.createTHead().insertRow();
    for (const name of ['Lap', 'Kind', 'Time', 'Distance', 'Mean HR']) {
      element('th', name, head).scope = 'col';
    }
    const body = table.createTBody();
    trace.l.forEach(([seconds, metres, bpm, kind], i) => {
      const far = metres === null ? '-' : `${(metres / unit.metres).toFixed(2)} ${unit.name}`;
      const row = body.insertRow();
      for (const cell of [i + 1, texts[kind], clock(seconds), far, bpm ?? '-']) {
        row.insertCell().textContent = cell;
      }
    });
  }

  // One session's own picture and words; file texts only ever become text nodes.
  window.aerobase.trace = (place, trace, day) => {
    if (trace.u || trace.r) {
      const plot = element('div', '', place, 'plot');
      plot.setAttribute('role', 'img');
      plot.setAttribute('aria-label', `Heart rate of ${day}`);
      draw(plot, figure(trace));
    } else {
      element('p', 'No heart rate in this session.', place, 'nothing');
    }
    facts(trace, place);
    if (trace.l) laps(trace, place);
  };
})();
