// The same as the picture, as tables: for screen readers, for sorting, for print.
const ROWS = 300;
let order = { key: '', down: false };

const COLUMNS = {
  nodes: [['name', (n) => label(n)], ['type', (n) => typeName(NODES.type[n])], ['city', (n) => NODES.cities[n].map(cityName).join(', ')],
    ['degree', (n) => NODES.degree[n]], ['betweenness', (n) => NODES.between[n]], ['reach', (n) => NODES.reach[n]]],
  claims: [['subject', (c) => label(CLAIMS.s[c])], ['relation', (c) => relationName(CLAIMS.relation[c])], ['object', (c) => label(CLAIMS.o[c])],
    ['status', (c) => words().status[CLAIMS.status[c]]], ['quote', (c) => sentence(c).replace(/\s+/g, ' ')],
    ['document', (c) => (CLAIMS.source[c] >= 0 ? DATA.sources[CLAIMS.source[c]][1] : '')], ['yearOne', (c) => yearsOf(c)[0] || '']],
};

function tableRows(kind) {
  const { claims, list } = visible();
  const rows = kind === 'nodes' ? list.slice() : [];
  if (kind === 'claims') for (let c = 0; c < CLAIM_COUNT; c++) if (claims[c] && (!implied[c] || state.implied)) rows.push(c);
  const column = COLUMNS[kind].find(([key]) => key === order.key);
  if (!column) return rows;
  const value = new Map(rows.map((row) => [row, column[1](row)]));
  const compare = new Intl.Collator(language, { numeric: true }).compare;
  const sign = order.down ? -1 : 1;
  return rows.sort((a, b) => sign * (typeof value.get(a) === 'number' ? value.get(a) - value.get(b) : compare(String(value.get(a)), String(value.get(b)))) || a - b);
}

function renderTable() {
  const kind = state.table, rows = tableRows(kind);
  const tab = (name, key) => h('button', { type: 'button', 'aria-pressed': String(kind === name), on: { click: () => { order = { key: '', down: false }; change({ table: name }); } } }, t(key));
  replace(by('view-table'),
    h('div', { class: 'page-head' }, h('h2', {}, t('table')), h('span', { class: 'segment', role: 'group' }, tab('nodes', 'actors'), tab('claims', 'links'))),
    rows.length > ROWS ? h('p', { class: 'dim' }, t('rows', { shown: number(ROWS), total: number(rows.length) })) : null,
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('table') }, h('table', { class: 'grid ' + kind }, headRow(kind), h('tbody', {}, rows.slice(0, ROWS).map((row) => bodyRow(kind, row))))),
    rows.length ? null : h('p', { class: 'note' }, t(NODE_COUNT ? 'emptyFiltered' : 'emptyGraph')));
}

function headRow(kind) {
  return h('thead', {}, h('tr', {}, COLUMNS[kind].map(([key]) => h('th', { scope: 'col', class: 'c-' + key, 'aria-sort': order.key === key ? (order.down ? 'descending' : 'ascending') : 'none' },
    h('button', { type: 'button', on: { click: () => { order = { key, down: order.key === key ? !order.down : ['degree', 'betweenness', 'reach'].includes(key) }; renderTable(); } } }, t(key))))));
}

function bodyRow(kind, row) {
  return h('tr', {}, COLUMNS[kind].map(([key, value]) => {
    const content = key === 'name' ? nodeLink(row) : key === 'subject' ? nodeLink(CLAIMS.s[row]) : key === 'object' ? nodeLink(CLAIMS.o[row])
      : key === 'betweenness' ? number(value(row) * 100, 1) + ' %' : key === 'status' ? h('span', { class: 'status ' + ['done', 'plan', 'fail'][CLAIMS.status[row]] }, h('i', {}), value(row))
        : typeof value(row) === 'number' && key !== 'yearOne' ? number(value(row)) : key === 'quote' || key === 'document' ? h('span', { class: 'cell-' + key, title: key === 'document' ? plain(value(row)) : null }, isolate(value(row))) : isolate(String(value(row)));
    return h('td', { class: 'c-' + key, 'data-name': t(key) }, content);
  }));
}
