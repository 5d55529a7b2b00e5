// Which claims and nodes pass the filters; computed once for each change of them.
let passedKey = '';
let passed = null;

function claimPasses(claim) {
  if (implied[claim] && !state.implied) return false;
  if (!state.status[CLAIMS.status[claim]] || CLAIMS.confidence[claim] < state.confidence) return false;
  if (state.relations.has(CLAIMS.relation[claim])) return false;
  if (state.city >= 0 && sourceCity(claim) >= 0 && sourceCity(claim) !== state.city) return false;
  if (state.from > YEARS[0] || state.to < YEARS[1]) {
    const [first, last] = yearsOf(claim);
    if (!first || last < state.from || first > state.to) return false;
  }
  return true;
}

function nodePasses(node) {
  if (state.types.has(NODES.type[node])) return false;
  if (state.community >= 0 && NODES.community[node] !== state.community) return false;
  return state.city < 0 || NODES.cities[node].includes(state.city);
}

const claimsAreFiltered = () =>
  state.from > YEARS[0] || state.to < YEARS[1] || state.relations.size > 0 || state.confidence > 0 || !state.status.every(Boolean);

function visible() {
  const key = [state.city, state.from, state.to, [...state.types], '/', [...state.relations], state.status,
    state.confidence, state.implied, state.community].join();
  if (key === passedKey) return passed;
  const claims = new Uint8Array(CLAIM_COUNT), nodes = new Uint8Array(NODE_COUNT), linked = new Uint8Array(NODE_COUNT);
  for (let n = 0; n < NODE_COUNT; n++) nodes[n] = nodePasses(n) ? 1 : 0;
  for (let c = 0; c < CLAIM_COUNT; c++) {
    if (nodes[CLAIMS.s[c]] && nodes[CLAIMS.o[c]] && claimPasses(c)) {
      claims[c] = linked[CLAIMS.s[c]] = linked[CLAIMS.o[c]] = 1;
    }
  }
  // filters on claims take away the nodes that no claim is left of
  if (claimsAreFiltered()) for (let n = 0; n < NODE_COUNT; n++) nodes[n] &= linked[n];
  const list = [];
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
