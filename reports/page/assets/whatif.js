'use strict';
(() => {
  const slider = document.getElementById('ceiling');
  if (!window.aerobase || !slider) return;
  const { data } = window.aerobase;
  let all = null;
  const minutes = seconds => Math.round(seconds / 60);
  const time = seconds => {
    const m = minutes(seconds);
    return m < 60 ? `${m} min` : `${Math.floor(m / 60)} h ${String(m % 60).padStart(2, '0')} min`;
  };
  // Cut, never rounded up: 89.9 % is not a reached 90 %.
  const percent = frac => frac === null ? '-' : `${(Math.floor(frac * 1000 + 1e-6) / 10).toFixed(1)} %`;

  function judged([ago, duration, low, seconds, mixedFrom, aerobicFrom], ceiling) {
    let under = 0, total = 0;
    seconds.forEach((value, i) => { total += value; if (low + i <= ceiling) under += value; });
    const scale = total > duration ? duration / total : 1;
    const kind = !aerobicFrom ? 'unknown' : ceiling >= aerobicFrom ? 'aerobic'
      : ceiling >= mixedFrom ? 'mixed' : 'anaerobic';
    return { ago, kind, aerobic: under * scale, above: (total - under) * scale,
      unknown: duration - Math.min(total, duration), known: total > 0 };
  }

  function summed(runs) {
    const sum = { runs: runs.length, aerobic: 0, above: 0, unknown: 0 };
    for (const run of runs) {
      sum.aerobic += run.aerobic; sum.above += run.above; sum.unknown += run.unknown;
    }
    const known = sum.aerobic + sum.above;
    return { ...sum, share: known > 0 ? sum.aerobic / known : null };
  }

  // Everything under one ceiling: two windows, the classes, and each week by its distance back.
  function under(ceiling) {
    const runs = all.runs.map(run => judged(run, ceiling));
    const weeks = new Map();
    for (const run of runs) {
      const back = Math.floor((run.ago + 6 - all.weekday) / 7);
      if (!weeks.has(back)) weeks.set(back, []);
      weeks.get(back).push(run);
    }
    const classes = { aerobic: 0, mixed: 0, anaerobic: 0, unknown: 0 };
    for (const run of runs) classes[run.kind] += 1;
    return {
      days7: summed(runs.filter(run => run.ago < 7)),
      weeks4: summed(runs.filter(run => run.ago < 28)),
      whole: summed(runs),
      classes,
      weeks: [...weeks].map(([back, found]) => ({ start: monday(back), ...summed(found) }))
        .sort((one, two) => one.start < two.start ? -1 : 1),
    };
  }

  function monday(back) {
    const day = new Date(`${all.today}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() - all.weekday - 7 * back);
    return day.toISOString().slice(0, 10);
  }

  // The last 26 weeks, each as tall as its known time is whole; the line is the target.
  function picture(weeks) {
    const by = new Map(weeks.map(week => [week.start, week]));
    let under = '', above = '';
    for (let back = 0; back < 26; back++) {
      const share = by.get(monday(back))?.share;
      if (share === undefined || share === null) continue;
      const x = 10 * (25 - back), split = 40 * (1 - share);
      under += `M${x} 40V${split}h8V40z`;
      if (split) above += `M${x} ${split}V0h8V${split}z`;
    }
    const line = 40 * (1 - all.target);
    return `<svg viewBox="0 0 258 40" preserveAspectRatio="none" aria-hidden="true"><path class="aerobic" d="${under}"/><path class="above" d="${above}"/><path class="k" d="M0 ${line}H258"/></svg>`;
  }

  function row(name, sum) {
    const line = document.createElement('tr');
    const cells = [name, sum.runs, percent(sum.share), time(sum.aerobic), time(sum.above), time(sum.unknown)];
    for (const cell of cells) line.insertCell().textContent = cell;
    return line;
  }

  let pending = false;
  function show() {
    pending = false;
    const ceiling = Number(slider.value);
    const found = under(ceiling);
    document.getElementById('ceiling-value').textContent = `${ceiling} bpm`;
    slider.setAttribute('aria-valuetext', `${ceiling} bpm`);
    document.getElementById('whatif-rows').replaceChildren(
      row('7 days', found.days7), row('4 weeks', found.weeks4), row('All runs', found.whole));
    document.getElementById('whatif-classes').textContent = Object.entries(found.classes)
      .map(([name, count]) => `${count} ${name}`).join(', ');
    document.getElementById('whatif-weeks').innerHTML = picture(found.weeks);
  }
  async function ready() {
    all ??= await data('whatif');
  }
  const fold = slider.closest('details');
  fold.addEventListener('toggle', () => { if (fold.open) ready().then(show); });
  slider.addEventListener('input', () => {
    if (all && !pending) { pending = true; requestAnimationFrame(show); }
  });
  window.aerobase.under = async ceiling => { await ready(); return under(ceiling); };
})();
