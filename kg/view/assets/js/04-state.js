// What is looked at, kept in the address so that a view can be linked to.
const VIEWS = ['network', 'table', 'time', 'map', 'cities'];
const initial = () => ({
  view: 'network', node: -1, steps: 0, path: -1, city: -1, from: YEARS[0], to: YEARS[1],
  types: new Set(), relations: new Set(), status: [true, true, true], confidence: 0, implied: false,
  table: 'nodes', compare: [], community: -1,
});
let state = initial();
const listeners = [];
const onChange = (listener) => listeners.push(listener);

// The address follows when what was asked for is on the screen: to write it takes as long as to draw.
let writing = 0;
function writeSoon() {
  clearTimeout(writing);
  writing = setTimeout(writeHash, 80);
}

function change(part) {
  Object.assign(state, part);
  writeSoon();
  for (const listener of listeners) listener();
}

const filtered = () =>
  state.city >= 0 || state.from > YEARS[0] || state.to < YEARS[1] || state.types.size > 0 || state.relations.size > 0 ||
  state.confidence > 0 || state.community >= 0 || !state.status.every(Boolean);

const nodeNumber = new Map();
const nodeOf = (id) => {
  if (!nodeNumber.size) NODES.id.forEach((name, node) => nodeNumber.set(name, node));
  return nodeNumber.has(id) ? nodeNumber.get(id) : -1;
};
const nodeId = (node) => (node >= 0 ? NODES.id[node] : '');

function writeHash() {
  clearTimeout(writing);
  const base = initial();
  const parts = new URLSearchParams();
  const put = (name, value, usual) => { if (value !== usual && value !== '') parts.set(name, value); };
  put('v', state.view, base.view);
  put('n', nodeId(state.node), '');
  put('steps', state.steps, 0);
  put('path', nodeId(state.path), '');
  put('city', state.city >= 0 ? nodeId(DATA.cities[state.city]) : '', '');
  put('from', state.from, base.from);
  put('to', state.to, base.to);
  put('hide', [...state.types].sort().join(','), '');
  put('cut', [...state.relations].sort().join(','), '');
  put('status', state.status.map(Number).join(''), '111');
  put('conf', state.confidence, 0);
  put('implied', state.implied ? 1 : 0, 0);
  put('table', state.table, base.table);
  put('com', state.community, -1);
  put('cmp', state.compare.map((city) => nodeId(DATA.cities[city])).join(','), '');
  put('lang', language, DATA.start.lang);
  const hash = '#' + parts.toString();
  if (hash !== (location.hash || '#')) history.replaceState(null, '', hash);
}

function readHash(hash = location.hash) {
  clearTimeout(writing);
  const parts = new URLSearchParams(hash.slice(1));
  const get = (name) => parts.get(name) || '';
  const integer = (name, usual) => (/^\d+$/.test(get(name)) ? Number(get(name)) : usual);
  const list = (name) => get(name).split(',').filter(Boolean);
  const city = (id) => cityOfNode.get(nodeOf(id)) ?? -1;
  const next = initial();
  if (VIEWS.includes(get('v'))) next.view = get('v');
  next.node = nodeOf(get('n'));
  next.steps = Math.min(3, integer('steps', 0));
  next.path = nodeOf(get('path'));
  next.city = city(get('city'));
  next.from = integer('from', next.from);
  next.to = integer('to', next.to);
  next.types = new Set(list('hide'));
  next.relations = new Set(list('cut'));
  if (/^[01]{3}$/.test(get('status'))) next.status = [...get('status')].map((sign) => sign === '1');
  next.confidence = Math.min(100, integer('conf', 0));
  next.implied = get('implied') === '1';
  next.community = integer('com', -1);
  if (get('table') === 'claims') next.table = 'claims';
  next.compare = list('cmp').map(city).filter((number) => number >= 0).slice(0, 2);
  if (I18N[get('lang')]) language = get('lang');
  state = next;
}
