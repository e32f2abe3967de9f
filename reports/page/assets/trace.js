'use strict';
(() => {
  if (!window.aerobase) return;
  const SVG = 'http://www.w3.org/2000/svg';
  const LEFT = 44, RIGHT = 8, GAP = 22, TOP = 16;

  function element(name, text, parent, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    parent.append(made);
    return made;
  }
  function shape(name, parent, attributes, text) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    parent.append(made);
    return made;
  }
  const raw = text => text ? Uint8Array.from(atob(text), letter => letter.charCodeAt(0)) : [];
  const beats = text => Array.from(raw(text), value => value || null);
  const scaled = kept => kept ? Array.from(raw(kept[2]), value => value ? kept[0] + (value - 1) * kept[1] : null) : [];
  const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
  const long = seconds => seconds < 3600 ? clock(seconds)
    : `${Math.floor(seconds / 3600)}:${clock(seconds % 3600).padStart(5, '0')}`;

  // Mean heart rate of the two halves that a drift is made of: after ten minutes, by valid samples.
  function means(step, used) {
    const valid = used.map((bpm, i) => i).filter(i => used[i] && (i + 0.5) * step >= 600);
    const middle = Math.floor(valid.length / 2);
    return [valid.slice(0, middle), valid.slice(middle)].filter(part => part.length).map(part => ({
      from: part[0], to: part[part.length - 1],
      bpm: part.reduce((sum, i) => sum + used[i], 0) / part.length,
    }));
  }

  function picture(trace, unit, day, heard, width) {
    const used = beats(trace.u), refused = beats(trace.r), speed = scaled(trace.p), height = scaled(trace.h);
    const count = Math.max(used.length, refused.length, speed.length, height.length);
    const pace = speed.map(v => v ? unit.metres / v : null);
    const panels = [
      { name: 'heart rate', unit: 'bpm', size: 150, lines: [[used, 'used'], [refused, 'raw']], band: trace.b },
      { name: 'pace', unit: `/${unit.name}`, size: 80, lines: [[pace, 'pace']], down: true },
      { name: 'height', unit: unit.height, size: 56, lines: [[height, 'height']], filled: true },
    ].filter(panel => panel.lines.some(([values]) => values.some(Boolean)));
    if (!panels.length) return null;
    const whole = panels.reduce((sum, panel) => sum + panel.size + GAP, 0) + 18;
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', `0 0 ${width} ${whole}`);
    svg.setAttribute('class', 'trace');
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', `Heart rate, pace and height of ${day}`);
    const x = seconds => LEFT + seconds / trace.s * (width - LEFT - RIGHT);
    const at = i => x((i + 0.5) * trace.s / count);
    let top = TOP;
    for (const panel of panels) {
      const foot = top + panel.size;
      const known = panel.lines.flatMap(([values]) => values).filter(Boolean).sort((a, b) => a - b);
      // A stop is no pace: the slowest twentieth does not stretch the axis.
      let low = known[0], high = panel.down ? known[Math.floor(0.95 * (known.length - 1))] * 1.08 : known[known.length - 1];
      if (panel.band) { low = Math.min(low, panel.band[0]); high = Math.max(high, panel.band[1]); }
      if (high - low < 4) { low -= 2; high += 2; }
      const y = value => {
        const share = Math.max(0, Math.min(1, (value - low) / (high - low)));
        return panel.down ? top + share * panel.size : foot - share * panel.size;
      };
      if (panel.band) shape('rect', svg, { class: 'band', x: LEFT, width: width - LEFT - RIGHT, y: y(panel.band[1]), height: y(panel.band[0]) - y(panel.band[1]) });
      if (panel.band) {
        for (const value of panel.band) shape('text', svg, { class: 'end', x: width - RIGHT - 3, y: y(value) + (value === panel.band[1] ? -3 : 11) }, value);
      }
      if (panel.unit === 'bpm') {
        for (const [start, end] of trace.x || []) shape('rect', svg, { class: 'left', x: x(start), width: Math.max(1, x(end) - x(start)), y: top, height: panel.size });
      }
      for (const value of [low, high]) {
        const said = panel.down ? clock(value) : Math.round(value);
        shape('path', svg, { class: 'grid', d: `M${LEFT} ${y(value)}H${width - RIGHT}` });
        shape('text', svg, { class: 'end', x: LEFT - 5, y: y(value) + 4 }, said);
      }
      shape('text', svg, { x: LEFT, y: top - 5 }, `${panel.name} (${panel.unit})`);
      for (const [values, kind] of panel.lines) {
        let d = '', pen = 'M', first = null, last = null;
        values.forEach((value, i) => {
          if (!value) { pen = 'M'; return; }
          d += `${pen}${at(i).toFixed(1)} ${y(value).toFixed(1)}${pen === 'M' ? 'h.01' : ''}`;
          pen = 'L';
          first ??= at(i); last = at(i);
        });
        if (d && panel.filled) d = `${d.replaceAll('h.01', '').replaceAll(/(?!^)M/g, 'L')}L${last} ${foot}L${first} ${foot}z`;
        if (d) shape('path', svg, { class: kind, d });
      }
      if (panel.unit === 'bpm' && trace.d !== undefined) {
        for (const half of means(trace.s / count, used)) {
          shape('path', svg, { class: 'half', d: `M${at(half.from)} ${y(half.bpm)}H${at(half.to)}` });
          shape('text', svg, { x: at(half.from) + 4, y: foot - 4 }, `${half.bpm.toFixed(0)} bpm`);
        }
      }
      top = foot + GAP;
    }
    const minutes = trace.s / 60, by = [5, 10, 15, 20, 30, 60, 120, 240].find(size => minutes / size * 60 <= width) || 480;
    for (let minute = 0; minute <= minutes; minute += by) {
      shape('text', svg, { class: 'mid', x: x(60 * minute), y: top - 4 }, minute === 0 ? '0 min' : minute);
    }
    const here = shape('path', svg, { class: 'here', d: '' });
    svg.addEventListener('pointermove', event => {
      const box = svg.getBoundingClientRect();
      const share = ((event.clientX - box.left) / box.width * width - LEFT) / (width - LEFT - RIGHT);
      const i = Math.max(0, Math.min(count - 1, Math.floor(share * count)));
      here.setAttribute('d', `M${at(i)} ${TOP}V${top - GAP}`);
      const parts = [long((i + 0.5) * trace.s / count)];
      if (used[i]) parts.push(`${used[i]} bpm`);
      if (refused[i]) parts.push(`${refused[i]} bpm written, not judged`);
      if (pace[i]) parts.push(`${clock(pace[i])} /${unit.name}`);
      if (height[i]) parts.push(`${height[i].toFixed(0)} ${unit.height}`);
      heard.textContent = parts.join(', ');
    });
    return svg;
  }

  function facts(trace, texts, place) {
    const list = element('ul', '', place, 'traced');
    element('li', `Class: ${texts[trace.w]}`, list);
    if (trace.b) element('li', `Shaded: the band of that day, ${trace.b[0]}-${trace.b[1]} bpm`, list);
    for (const [start, end, why] of trace.x || []) {
      element('li', `Not judged from ${long(start)} to ${long(end)}: ${texts[why]}`, list);
    }
    if (trace.d !== undefined) element('li', `Drift from the first half to the second, the first ten minutes out: ${trace.d} % less speed per beat (dashed: each half\u2019s mean heart rate)`, list);
    if (trace.e !== undefined) element('li', `No drift given: ${texts[trace.e]}`, list);
    for (const note of trace.n || []) element('li', texts[note], list);
    if (trace.v !== undefined) element('li', `Recorded by ${texts[trace.v]}`, list);
  }

  function table(place, caption, names, rows) {
    const made = element('table', '', place);
    element('caption', caption, made);
    const head = made.createTHead().insertRow();
    for (const name of names) element('th', name, head).scope = 'col';
    const body = made.createTBody();
    for (const cells of rows) {
      const row = body.insertRow();
      for (const cell of cells) row.insertCell().textContent = cell;
    }
    return made;
  }

  // One session's own picture and words; file texts only ever become text nodes.
  window.aerobase.trace = (place, trace, texts, unit, day) => {
    const heard = element('p', '', place, 'heard');
    const drawn = picture(trace, unit, day, heard, Math.max(280, Math.round(place.clientWidth) || 760));
    if (drawn) place.append(drawn);
    if (!trace.u && !trace.r) element('p', 'No heart rate in this session.', place, 'nothing');
    facts(trace, texts, place);
    const tables = element('div', '', place, 'tables');
    if (trace.k) {
      table(tables, 'Splits', [unit.name, 'Pace', 'Mean HR'],
        trace.k.map(([seconds, bpm], i) => [i + 1, clock(seconds), bpm || '-']));
    }
    if (trace.l) {
      table(tables, 'Laps', ['Lap', 'Kind', 'Time', 'Distance', 'Mean HR'], trace.l.map(([seconds, metres, bpm, kind], i) =>
        [i + 1, texts[kind], clock(seconds), metres === null ? '-' : `${(metres / unit.metres).toFixed(2)} ${unit.name}`, bpm ?? '-']));
    }
    return tables;
  };
})();
