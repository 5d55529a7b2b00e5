// Which claims and nodes pass the filters; computed once for each change of them.
let passedKey = '';
let passed = null;

const anyYear = () => state.from <= YEARS[0] && state.to >= YEARS[1];

// For each name of a list whether it is in a set.
const flags = (names, set) => Uint8Array.from(names, (name) => (set.has(name) ? 1 : 0));

function passingClaims(nodes) {
  const claims = new Uint8Array(CLAIM_COUNT), cut = flags(DATA.relations, state.relations);
  const { s, o, status, confidence } = CLAIMS, always = anyYear();
  for (let c = 0; c < CLAIM_COUNT; c++) {
    if (!nodes[s[c]] || !nodes[o[c]] || (implied[c] && !state.implied) || cut[relationCode[c]]) continue;
    if (!state.status[status[c]] || confidence[c] < state.confidence) continue;
    if (state.city >= 0 && sourceCity(c) >= 0 && sourceCity(c) !== state.city) continue;
    if (always || (firstYear[c] && lastYear[c] >= state.from && firstYear[c] <= state.to)) claims[c] = 1;
  }
  return claims;
}

function passingNodes() {
  const nodes = new Uint8Array(NODE_COUNT), hidden = flags(DATA.types, state.types);
  for (let n = 0; n < NODE_COUNT; n++) {
    if (hidden[typeCode[n]] || (state.community >= 0 && NODES.community[n] !== state.community)) continue;
    if (state.city < 0 || NODES.cities[n].includes(state.city)) nodes[n] = 1;
  }
  return nodes;
}

const claimsAreFiltered = () => !anyYear() || state.relations.size > 0 || state.confidence > 0 || !state.status.every(Boolean);

function visible() {
  const key = [state.city, state.from, state.to, [...state.types], '/', [...state.relations], state.status,
    state.confidence, state.implied, state.community].join();
  if (key === passedKey) return passed;
  const nodes = passingNodes(), claims = passingClaims(nodes), list = [];
  // filters on claims take away the nodes that no claim is left of
  if (claimsAreFiltered()) {
    const linked = new Uint8Array(NODE_COUNT);
    for (let c = 0; c < CLAIM_COUNT; c++) if (claims[c]) linked[CLAIMS.s[c]] = linked[CLAIMS.o[c]] = 1;
    for (let n = 0; n < NODE_COUNT; n++) nodes[n] &= linked[n];
  }
  for (let n = 0; n < NODE_COUNT; n++) if (nodes[n]) list.push(n);
  passedKey = key;
  passed = { claims, nodes, list };
  return passed;
}

// Two actors that help the same people, or are in one country, are not linked by that: no way leads through these.
const NO_WAY_THROUGH = new Set(['Place', GROUP]);

// Shortest ways from a node along visible claims: node → the claim that leads back to the start.
function walk(start, steps, target = -1) {
  const { claims } = visible();
  const back = new Map([[start, -1]]);
  let edge = [start];
  for (let step = 0; step < steps && edge.length && !back.has(target); step++) {
    const next = [];
    for (const node of edge) {
      if (node !== start && NO_WAY_THROUGH.has(NODES.type[node])) continue;
      for (const claim of claimsOf(node)) {
        const other = otherEnd(claim, node);
        if (claims[claim] && !back.has(other)) { back.set(other, claim); next.push(other); }
      }
    }
    edge = next;
  }
  return back;
}

function pathBetween(start, target) {
  const back = walk(start, 50, target);
  if (!back.has(target)) return null;
  const claims = [];
  for (let node = target; node !== start;) {
    claims.unshift(back.get(node));
    node = otherEnd(back.get(node), node);
  }
  return claims;
}
