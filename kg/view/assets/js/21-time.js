// Programmes, projects, events and documents on a scale of years: a bar for a stated period, a dot for a year.
const TIMED = ['Program', 'Project', 'Event', 'Document'];
const TIME_ROWS = 250;

function timeOf(node) {
  const { claims } = visible();
  const time = { from: 0, until: 0, years: new Map() };
  for (const claim of claimsOf(node)) {
    if (!claims[claim]) continue;
    const [year, from, until] = CLAIMS.years[claim] || [0, 0, 0];
    if (from || until) {
      time.from = Math.min(time.from || Infinity, from || until);
      time.until = Math.max(time.until, until || from);
    } else {
      const when = year || sourceYear(claim);
      if (when) time.years.set(when, Math.min(time.years.get(when) ?? FAILED, CLAIMS.status[claim]));
    }
  }
  const named = /((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)/.exec(NODES.label[node]);
  // a programme that names its years has no need of a claim for them
  if (!time.from && named) [time.from, time.until] = [Number(named[1]), Number(named[2])];
  return time;
}

function timeRows() {
  const rows = visible().list.filter((node) => TIMED.includes(NODES.type[node])).map((node) => ({ node, ...timeOf(node) }));
  for (const row of rows) row.start = row.from || Math.min(...row.years.keys());
  return rows.filter((row) => Number.isFinite(row.start) && row.start > 0)
    .sort((a, b) => TIMED.indexOf(NODES.type[a.node]) - TIMED.indexOf(NODES.type[b.node]) || a.start - b.start || a.node - b.node);
}

function renderTime() {
  const rows = timeRows();
  const years = rows.flatMap((row) => [row.from, row.until, ...row.years.keys()]).filter(Boolean);
  const low = Math.min(...years) - 1, high = Math.max(...years) + 1;
  replace(by('view-time'), h('div', { class: 'page-head' }, h('h2', {}, t('time')), h('p', { class: 'lead' }, t('timeLead'))),
    rows.length ? [timeKey(), timeChart(rows, low, high)] : h('p', { class: 'note' }, t('noTime')),
    rows.length > TIME_ROWS ? h('p', { class: 'dim' }, t('rows', { shown: TIME_ROWS, total: rows.length })) : null);
}

const timeKey = () => h('ul', { class: 'time-key' }, words().status.map((name, i) => h('li', {}, h('i', { class: 'dot ' + ['done', 'plan', 'fail'][i] }), name)), h('li', {}, h('i', { class: 'span action' }), t('period')));

function timeChart(rows, low, high) {
  const at = (year) => `${(100 * (year - low)) / (high - low)}%`;
  const room = Math.max(3, Math.floor((by('view-time').clientWidth * 0.5) / 52));
  const step = Math.ceil((high - low) / room);
  const ticks = [];
  for (let year = low; year <= high; year += step) ticks.push(year);
  const scale = () => ticks.map((year) => h('i', { class: 'tick', style: { left: at(year) } }));
  const body = [];
  let kind = '';
  for (const row of rows.slice(0, TIME_ROWS)) {
    if (NODES.type[row.node] !== kind) {
      kind = NODES.type[row.node];
      body.push(h('div', { class: 'time-kind', role: 'row' }, h('span', { role: 'rowheader' }, typeName(kind))));
    }
    body.push(timeRow(row, at, scale));
  }
  return h('div', { class: 'timeline', role: 'table', 'aria-label': t('time') },
    h('div', { class: 'time-head', 'aria-hidden': 'true' }, h('span', {}), h('div', { class: 'track' }, ticks.map((year) => h('b', { style: { left: at(year) } }, String(year))))), body);
}

function timeRow(row, at, scale) {
  const spoken = [row.from ? `${row.from}–${row.until}` : '', ...[...row.years].map(([year, status]) => `${year} (${words().status[status]})`)].filter(Boolean).join(', ');
  const span = row.from ? h('i', { class: 'span ' + familyOf(NODES.type[row.node]), style: { left: at(row.from), right: `calc(100% - ${at(row.until)})` } }) : null;
  const dots = [...row.years].map(([year, status]) => h('i', { class: 'dot ' + ['done', 'plan', 'fail'][status], style: { left: at(year) } }));
  return h('div', { class: 'time-row', role: 'row' }, h('div', { role: 'rowheader' }, nodeLink(row.node)),
    h('div', { class: 'track', role: 'cell', title: spoken }, scale(), span, dots, h('span', { class: 'quiet' }, spoken)));
}
