// What the graph says at a glance, while nothing is chosen.
function digest() {
  const { claims, list } = visible();
  const done = [0, 0, 0];
  let shown = 0;
  for (let c = 0; c < CLAIM_COUNT; c++) if (claims[c] && !implied[c]) { done[CLAIMS.status[c]]++; shown++; }
  const actors = list.filter((node) => !['Place', GROUP].includes(NODES.type[node])).slice(0, 8)
    .sort((a, b) => NODES.degree[b] - NODES.degree[a] || a - b);
  return [
    h('header', { class: 'panel-head' }, h('h2', {}, state.city >= 0 ? cityName(state.city) : t('overview')), h('p', { class: 'lead' }, t('overviewLead'))),
    CLAIM_COUNT > DATA.many ? h('p', { class: 'note warn' }, t('heavy', { n: plural('claimsN', CLAIM_COUNT) })) : null,
    h('div', { class: 'tiles' }, tile(list.length, 'nodesN'), tile(shown, 'claimsN'), DATA.cities.length > 1 && state.city < 0 ? tile(DATA.cities.length, 'citiesN') : null),
    shown ? statusBar(done, shown) : null,
    block('mainActors', rankedList(actors, (node) => NODES.degree[node], plural('neighboursN', 2).replace(/^\S+\s/, ''))),
    DATA.cities.length > 1 && state.city < 0 ? brokersBlock(list) : null,
    helpedBlock(), communitiesBlock(list),
  ];
}

const tile = (count, key) => {
  const text = plural(key, count), name = text.slice(text.lastIndexOf(' ') + 1);
  return h('div', { class: 'tile' }, h('strong', {}, number(count)), h('span', {}, name));
};
const block = (key, ...body) => h('section', {}, h('h3', {}, t(key)), body);

function statusBar(done, total) {
  const kinds = ['done', 'plan', 'fail'];
  return h('section', {}, h('div', { class: 'status-bar', 'aria-hidden': 'true' }, done.map((count, i) =>
    (count ? h('i', { class: kinds[i], style: { 'flex-grow': String(Math.max(count, total / 60)) } }) : null))),
    h('ul', { class: 'status-key' }, done.map((count, i) => h('li', { class: kinds[i] }, h('i', {}), words().status[i], h('b', {}, number(count))))));
}

function rankedList(nodes, value) {
  const top = Math.max(1, ...nodes.map(value));
  return h('ol', { class: 'ranked' }, nodes.map((node) => h('li', {}, nodeLink(node),
    h('span', { class: 'meter', 'aria-hidden': 'true' }, h('i', { style: { width: `${(100 * value(node)) / top}%` } })), h('span', { class: 'value' }, number(value(node))))));
}

function brokersBlock(list) {
  const brokers = list.filter((node) => NODES.reach[node] > 1 && !['Place', GROUP].includes(NODES.type[node]))
    .sort((a, b) => NODES.reach[b] - NODES.reach[a] || a - b).slice(0, 6);
  return block('brokers', brokers.length ? rankedList(brokers, (node) => NODES.reach[node]) : h('p', { class: 'dim' }, t('noBrokers')));
}

function helpedBlock() {
  const { claims } = visible(), counts = new Map();
  for (let c = 0; c < CLAIM_COUNT; c++) if (claims[c] && CLAIMS.relation[c] === 'targets') counts.set(CLAIMS.o[c], (counts.get(CLAIMS.o[c]) || 0) + 1);
  const groups = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b).slice(0, 8);
  return groups.length ? block('helped', rankedList(groups, (node) => counts.get(node))) : null;
}

function communitiesBlock(list) {
  const members = new Map();
  for (const node of list) {
    const number = NODES.community[node];
    if (number < 0) continue;
    if (members.has(number)) members.get(number).push(node);
    else members.set(number, [node]);
  }
  const large = [...members].filter(([, nodes]) => nodes.length > 3).sort((a, b) => b[1].length - a[1].length).slice(0, 8);
  if (!large.length) return null;
  return block('communities', h('ul', { class: 'communities' }, large.map(([number, nodes]) => h('li', {},
    h('button', { type: 'button', class: 'community', 'aria-pressed': String(state.community === number), on: { click: () => change({ community: state.community === number ? -1 : number, node: -1, steps: 0, path: -1, view: 'network' }) } },
      h('strong', {}, isolate(shorten(label(nodes[0]), 70))), h('span', { class: 'dim' }, plural('nodesN', nodes.length)))))));
}
