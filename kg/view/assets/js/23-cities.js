// Municipalities side by side: all in one table, and two of them held against each other.
let cityFacts = null;

function factsOfCities() {
  if (cityFacts && cityFacts.ready) return cityFacts;
  cityFacts = DATA.cities.map(() => ({ types: new Map(), relations: new Map(), groups: new Map(), status: [0, 0, 0], funds: 0, roubles: 0, nodes: [] }));
  const add = (map, key) => map.set(key, (map.get(key) || 0) + 1);
  for (let n = 0; n < NODE_COUNT; n++) for (const city of NODES.cities[n]) { add(cityFacts[city].types, NODES.type[n]); cityFacts[city].nodes.push(n); }
  for (let c = 0; c < CLAIM_COUNT; c++) {
    const city = sourceCity(c);
    if (city < 0 || implied[c]) continue;
    add(cityFacts[city].relations, CLAIMS.relation[c]);
    cityFacts[city].status[CLAIMS.status[c]]++;
    if (CLAIMS.relation[c] === 'funds') cityFacts[city].funds++;
    if (CLAIMS.relation[c] === 'targets') add(cityFacts[city].groups, NODES.id[CLAIMS.o[c]].split(/[#/]/).pop());
  }
  for (const [, , value, unit, , , quote] of evidence().figures) {
    const city = unit === 'RUB' && quote >= 0 ? (DATA.sources[evidence().sentences[quote][0]] || [])[2] : -1;
    if (city >= 0) cityFacts[city].roubles += value;
  }
  cityFacts.ready = whole();
  return cityFacts;
}

function renderCities() {
  const pair = state.compare.length === 2 ? state.compare : DATA.cities.length > 1 ? [0, 1] : [];
  replace(by('view-cities'), h('div', { class: 'page-head' }, h('h2', {}, t('cities')), h('p', { class: 'lead' }, t('citiesLead'))),
    DATA.cities.length ? null : h('p', { class: 'note' }, t('emptyGraph')),
    pair.length ? [pickers(pair), comparison(pair)] : null, DATA.cities.length ? allCities() : null);
}

function pickers(pair) {
  const select = (side) => h('select', { id: 'cmp-' + side, 'aria-label': `${t('compare')} ${side + 1}`, on: { change: (event) => change({ compare: side ? [pair[0], Number(event.target.value)] : [Number(event.target.value), pair[1]] }) } },
    DATA.cities.map((_, city) => h('option', { value: String(city), selected: pair[side] === city }, cityName(city))));
  return h('div', { class: 'pickers' }, select(0), h('span', {}, t('with')), select(1));
}

function comparison([a, b]) {
  const facts = factsOfCities(), [left, right] = [facts[a], facts[b]];
  return h('div', { class: 'comparison' },
    versus('byType', [a, b], (one) => one.types, typeName, glyph), versus('byRelation', [a, b], (one) => one.relations, relationName),
    versus('groups', [a, b], (one) => one.groups, (group) => (words().groups[group] || [group])[0]),
    h('section', { class: 'card' }, h('h3', {}, t('funding')), h('table', { class: 'versus' }, h('tbody', {},
      bar(t('fundLinks'), left.funds, right.funds), bar(t('moneySum'), left.roubles, right.roubles, 2 * Math.max(left.roubles, right.roubles, 1))))),
    h('section', { class: 'card' }, h('h3', {}, t('status')), h('table', { class: 'versus' }, h('tbody', {}, words().status.map((name, i) => bar(name, left.status[i], right.status[i]))))),
    h('section', { class: 'card wide' }, h('h3', {}, t('central')), h('div', { class: 'columns' }, [left, right].map((one) => rankedList(one.nodes.filter((n) => !['Place', GROUP].includes(NODES.type[n])).slice(0, 6), (n) => NODES.degree[n])))),
    only([a, b], left, right));
}

function versus(key, [a, b], counts, name, icon) {
  const [left, right] = [counts(factsOfCities()[a]), counts(factsOfCities()[b])];
  const keys = [...new Set([...left.keys(), ...right.keys()])].sort((x, y) => (right.get(y) || 0) + (left.get(y) || 0) - (right.get(x) || 0) - (left.get(x) || 0) || (x < y ? -1 : 1));
  if (!keys.length) return null;
  const top = Math.max(...left.values(), ...right.values());
  return h('section', { class: 'card' }, h('h3', {}, t(key)), h('table', { class: 'versus' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, cityName(a)), h('td', {}), h('th', { scope: 'col' }, cityName(b)))),
    h('tbody', {}, keys.map((one) => bar(h('span', { class: 'what' }, icon ? icon(one, 14) : null, name(one)), left.get(one) || 0, right.get(one) || 0, top)))));
}

function bar(name, left, right, top = Math.max(left, right, 1)) {
  const meter = (value, side) => {
    const parts = [h('span', { class: 'n' + (value ? '' : ' zero') }, value ? number(value) : t('nothing')), h('i', { style: { width: `${(46 * value) / top}%` } })];
    return h('td', { class: 'side ' + side }, side === 'left' ? parts : parts.reverse());
  };
  return h('tr', {}, meter(left, 'left'), h('th', { scope: 'row' }, name), meter(right, 'right'));
}

// What one has and the other lacks: kinds of actors, relations and groups.
function only([a, b], left, right) {
  const lacks = (one, other) => [
    ...[...one.types.keys()].filter((key) => !other.types.has(key)).map(typeName),
    ...[...one.relations.keys()].filter((key) => !other.relations.has(key)).map(relationName),
    ...[...one.groups.keys()].filter((key) => !other.groups.has(key)).map((key) => (words().groups[key] || [key])[0])];
  const side = (city, list) => h('div', {}, h('h4', {}, t('onlyIn', { city: cityName(city) })), list.length ? h('ul', { class: 'pills' }, list.map((name) => h('li', {}, name))) : h('p', { class: 'dim' }, t('nothing')));
  return h('section', { class: 'card wide' }, h('div', { class: 'columns' }, side(a, lacks(left, right)), side(b, lacks(right, left))));
}

function allCities() {
  const facts = factsOfCities();
  const columns = [...typeCounts.keys()].filter((type) => ![GROUP, 'Place'].includes(type)).sort((x, y) => typeCounts.get(y) - typeCounts.get(x)).slice(0, 9);
  const rows = DATA.cities.map((_, city) => city).sort((x, y) => facts[y].nodes.length - facts[x].nodes.length).slice(0, 100);
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('allCities') }, h('table', { class: 'grid cities' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('city')), columns.map((type) => h('th', { scope: 'col', title: typeName(type) }, glyph(type), h('span', {}, typeName(type)))), [['done', 0], ['planned', 1], ['failed', 2]].map(([key]) => h('th', { scope: 'col' }, t(key))))),
    h('tbody', {}, rows.map((city) => h('tr', {}, h('th', { scope: 'row' }, h('button', { type: 'button', class: 'node-link', on: { click: () => change({ view: 'network', city, node: -1, steps: 0, path: -1 }) } }, cityName(city))),
      columns.map((type) => h('td', {}, number(facts[city].types.get(type) || 0))), facts[city].status.map((count) => h('td', {}, number(count))))))));
}
