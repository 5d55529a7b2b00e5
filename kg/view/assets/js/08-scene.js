// What the picture holds: nodes with positions, and links drawn once for each pair, relation and status.
const overviewAt = new Map(DATA.overview.map(([node, x, y]) => [node, [x, y]]));
let sceneKey = '', sceneNow = null;

function scene() {
  visible();
  const key = [passedKey, state.steps ? state.node : '', state.steps, state.path >= 0 ? [state.node, state.path] : ''].join('|');
  if (key !== sceneKey) { sceneKey = key; sceneNow = { ...makeScene(), key }; }
  return sceneNow;
}

function makeScene() {
  if (state.path >= 0 && state.node >= 0) return pathScene(pathBetween(state.node, state.path) || []);
  if (state.node >= 0 && state.steps) return ringScene();
  const { list } = visible();
  const still = [...overviewAt.keys()].filter((node) => visible().nodes[node]);
  // what stays of the overview stays where it is, as long as there is enough of it
  const chosen = !filtered() || (state.city < 0 && list.length > LIMIT && still.length > LIMIT / 2) ? still : pick(list);
  const links = linksAmong(chosen);
  const known = chosen.every((node) => overviewAt.has(node)) && (state.city < 0 || DATA.cities.length < 2);
  if (known) return { kind: 'overview', nodes: chosen, positions: overviewAt, links, total: list.length };
  const inCity = cityPositions(chosen, links);
  if (inCity) return { kind: 'city', nodes: chosen, positions: inCity, links, total: list.length };
  // where nearly every node has a municipality of its own, islands would say nothing
  const grouped = new Set(chosen.map(home)).size <= MUNICIPALITIES + 1;
  const positions = arrange(chosen, links.map((link) => [link.s, link.o]), grouped);
  return { kind: grouped ? 'arranged' : 'mixed', nodes: chosen, positions, links, total: list.length };
}

// A city whose nodes are all in the overview looks as it does there; what it shares with others stands around it.
const cityAt = new Map();
function cityPositions(chosen, links) {
  const own = chosen.filter((node) => home(node) === state.city), known = cityAt.get(state.city);
  if (state.city < 0 || !own.length || !own.every((node) => overviewAt.has(node))) return null;
  if (!known || !chosen.every((node) => known.has(node))) cityAt.set(state.city, ringed(own, chosen.filter((node) => home(node) !== state.city), links));
  return cityAt.get(state.city);
}

function ringed(own, others, links) {
  const positions = new Map(own.map((node) => [node, overviewAt.get(node)])), xs = own.map((node) => overviewAt.get(node)[0]), ys = own.map((node) => overviewAt.get(node)[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [x, y, rx, ry] = [(left + right) / 2, (top + bottom) / 2, (right - left) * 0.56 + 130, (bottom - top) * 0.56 + 110];
  const toward = new Map(others.map((node) => [node, [0, 0]]));
  for (const { s, o } of links) {
    for (const [node, other] of [[s, o], [o, s]]) {
      if (!toward.has(node) || !positions.has(other)) continue;
      toward.get(node)[0] += (positions.get(other)[0] - x) / rx;
      toward.get(node)[1] += (positions.get(other)[1] - y) / ry;
    }
  }
  const slots = Math.max(others.length, Math.floor((Math.PI * (rx + ry)) / 130)), free = new Set(Array.from({ length: slots }, (_, i) => i));
  const apart = (a, b) => Math.min(Math.abs(a - b), slots - Math.abs(a - b));
  others.forEach((node, i) => {
    const [dx, dy] = toward.get(node), turn = dx || dy ? Math.atan2(dy, dx) : i * GOLDEN;
    const wanted = ((((turn / (2 * Math.PI)) % 1) + 1) % 1) * slots;
    const slot = [...free].sort((a, b) => apart(a, wanted) - apart(b, wanted) || a - b)[0];
    free.delete(slot);
    const angle = (slot / slots) * 2 * Math.PI;
    positions.set(node, [x + rx * Math.cos(angle), y + ry * Math.sin(angle)]);
  });
  return positions;
}

// As in the overview: each of the largest municipalities gives one node in turn until the picture is full.
function pick(list) {
  if (list.length <= LIMIT) return list;
  const groups = new Map([[-1, []]]);
  for (const node of list) {
    if (!groups.has(home(node))) groups.set(home(node), []);
    groups.get(home(node)).push(node);
  }
  const kept = [...groups].sort((a, b) => (b[0] === -1) - (a[0] === -1) || b[1].length - a[1].length || a[0] - b[0]).slice(0, MUNICIPALITIES + 1);
  const chosen = [];
  for (let turn = 0; chosen.length < LIMIT && kept.some(([, nodes]) => turn < nodes.length); turn++) {
    for (const [, nodes] of kept) if (turn < nodes.length && chosen.length < LIMIT) chosen.push(nodes[turn]);
  }
  return chosen.sort((a, b) => a - b);
}
const MUNICIPALITIES = 24;

function ringScene() {
  let back = walk(state.node, state.steps);
  const total = back.size;
  if (total > LIMIT) back = new Map([...back].slice(0, LIMIT));
  const nodes = [...back.keys()];
  return { kind: 'rings', nodes, positions: rings(state.node, back), links: linksAmong(nodes), total };
}

function pathScene(claims) {
  const nodes = [state.node];
  for (const claim of claims) nodes.push(otherEnd(claim, nodes[nodes.length - 1]));
  if (!claims.length) nodes.push(state.path);
  const positions = new Map(nodes.map((node, i) => [node, [i * 260, (i % 2 ? 60 : -60)]]));
  return { kind: 'path', nodes, positions, links: linksAmong(nodes), total: nodes.length };
}

function linksAmong(nodes) {
  const { claims } = visible();
  const inside = new Set(nodes), links = new Map(), kinds = DATA.relations.length * 3;
  for (const node of nodes) {
    for (const claim of claimsOf(node)) {
      if (!claims[claim] || CLAIMS.s[claim] !== node || !inside.has(CLAIMS.o[claim])) continue;
      const key = (node * NODE_COUNT + CLAIMS.o[claim]) * kinds + relationCode[claim] * 3 + CLAIMS.status[claim];
      if (links.has(key)) links.get(key).claims.push(claim);
      else links.set(key, { id: key, s: node, o: CLAIMS.o[claim], relation: CLAIMS.relation[claim], status: CLAIMS.status[claim], claims: [claim] });
    }
  }
  return bend([...links.values()]);
}

// Links of one pair lie beside one another.
function bend(links) {
  const pairs = new Map();
  for (const link of links) {
    const pair = Math.min(link.s, link.o) + ',' + Math.max(link.s, link.o);
    if (!pairs.has(pair)) pairs.set(pair, []);
    pairs.get(pair).push(link);
  }
  for (const group of pairs.values()) {
    group.forEach((link, i) => {
      const turn = link.s < link.o ? 1 : -1;
      link.curve = group.length === 1 ? 0 : turn * (i - (group.length - 1) / 2) * 0.3;
    });
  }
  return links;
}
