// The filters, which are the legend as well.
const countBy = (values) => values.reduce((counts, value) => counts.set(value, (counts.get(value) || 0) + 1), new Map());
const typeCounts = countBy(NODES.type);
const relationCounts = countBy(CLAIMS.relation.filter((_, claim) => !implied[claim]));

function resetFilters() {
  const { city, from, to, types, relations, status, confidence, community } = initial();
  change({ city, from, to, types, relations, status, confidence, community });
}

// The controls are made once for each language; after a change each takes over what the state says.
let controls = [], controlsLanguage = '';
const kept = (element, take) => {
  controls.push(() => take(element));
  return element;
};

function renderFilters() {
  if (controlsLanguage !== language) buildFilters();
  for (const take of controls) take();
}

function buildFilters() {
  const opened = new Set([...by('filters').querySelectorAll('details[open]')].map((one) => one.id));
  controls = [];
  controlsLanguage = language;
  replace(by('filters'),
    h('header', { class: 'filters-head' }, h('h2', {}, t('filters')), kept(button(t('reset'), resetFilters, { class: 'button small', id: 'reset' }), (one) => { one.hidden = !filtered(); }),
      h('button', { type: 'button', class: 'icon-button only-narrow', 'aria-label': t('close'), on: { click: closeDrawers } }, '×')),
    DATA.cities.length > 1 ? cityFilter() : null, YEARS[1] > YEARS[0] ? yearFilter() : null, statusFilter(), typeFilter(), relationFilter(opened), confidenceFilter());
}

const group = (name, ...body) => h('fieldset', {}, h('legend', {}, t(name)), body);

function cityFilter() {
  const option = (city, name) => h('option', { value: String(city) }, name);
  return group('city', kept(h('select', { id: 'f-city', 'aria-label': t('city'), on: { change: (event) => change({ city: Number(event.target.value), steps: 0, path: -1 }) } },
    option(-1, t('allCities')), DATA.cities.map((_, city) => option(city, cityName(city)))), (one) => { one.value = String(state.city); }));
}

function yearFilter() {
  const years = Array.from({ length: YEARS[1] - YEARS[0] + 1 }, (_, i) => YEARS[0] + i);
  const select = (key) => kept(h('select', { id: 'f-' + key, 'aria-label': t(key), on: { change: (event) => change(limits(key, Number(event.target.value))) } },
    years.map((year) => h('option', { value: String(year) }, String(year)))), (one) => { one.value = String(state[key]); });
  return group('year', h('div', { class: 'pair' }, h('span', {}, t('from')), select('from'), h('span', {}, t('to')), select('to')));
}
const limits = (key, year) => (key === 'from' ? { from: year, to: Math.max(year, state.to) } : { to: year, from: Math.min(year, state.from) });

const check = (id, checked, action, ...body) => h('label', { class: 'check' },
  kept(h('input', { type: 'checkbox', id, on: { change: (event) => action(event.target.checked) } }), (one) => { one.checked = checked(); }), body);

function statusFilter() {
  return group('status', words().status.map((name, i) => check('f-status-' + i, () => state.status[i],
    (on) => change({ status: state.status.map((value, j) => (i === j ? on : value)) }),
    h('i', { class: 'line ' + ['done', 'plan', 'fail'][i] }), h('span', { class: 'name' }, name))));
}

function toggled(set, names, on) {
  const next = new Set(set);
  for (const name of names) if (on) next.delete(name); else next.add(name);
  return next;
}

function typeFilter() {
  const families = Object.keys(FAMILIES).map((family) => [family, Object.keys(TYPES).filter((type) => familyOf(type) === family && typeCounts.has(type))]);
  return group('types', families.filter(([, types]) => types.length).map(([family, types]) => h('div', { class: 'family' },
    types.length > 1 ? h('p', { class: 'family-name' }, words().families[family]) : null,
    types.map((type) => h('div', { class: 'row' }, check('f-type-' + type, () => !state.types.has(type), (on) => change({ types: toggled(state.types, [type], on) }),
      glyph(type), h('span', { class: 'name' }, typeName(type)), h('span', { class: 'count' }, number(typeCounts.get(type)))), onlyButton('types', type, [...typeCounts.keys()]))))));
}

const onlyButton = (key, name, all) => h('button', { type: 'button', class: 'only', 'aria-label': `${t('only')}: ${name}`, on: { click: () => change({ [key]: new Set(all.filter((other) => other !== name)) }) } }, t('only'));

function relationFilter(opened) {
  const families = Object.keys(EDGE_COLOURS).map((family) => [family, Object.keys(RELATIONS).filter((relation) => RELATIONS[relation] === family && relationCounts.has(relation))]);
  return h('details', { id: 'f-relations', class: 'group', open: opened.has('f-relations') || state.relations.size > 0 }, h('summary', {}, t('relations')),
    families.filter(([, relations]) => relations.length).map(([family, relations]) => h('div', { class: 'family' },
      relations.map((relation) => h('div', { class: 'row' }, check('f-rel-' + relation, () => !state.relations.has(relation), (on) => change({ relations: toggled(state.relations, [relation], on) }),
        h('i', { class: 'stroke ' + family }), h('span', { class: 'name' }, relationName(relation)), h('span', { class: 'count' }, number(relationCounts.get(relation)))),
        onlyButton('relations', relation, [...relationCounts.keys()]))))),
    CLAIMS.implied.length ? h('div', { class: 'family', title: t('impliedHint') }, check('f-implied', () => state.implied, (on) => change({ implied: on }), h('span', { class: 'name' }, t('implied')))) : null);
}

function confidenceFilter() {
  const tell = (value) => { by('f-conf-out').textContent = value + '\u00a0%'; };
  const slider = h('input', { id: 'f-conf', type: 'range', min: 0, max: 100, step: 5, 'aria-label': t('confidence'),
    on: { change: (event) => change({ confidence: Number(event.target.value) }), input: (event) => tell(event.target.value) } });
  return group('confidence', h('div', { class: 'pair' }, kept(slider, (one) => { one.value = String(state.confidence); tell(state.confidence); }), h('output', { id: 'f-conf-out' })));
}
