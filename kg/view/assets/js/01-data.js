// The page's data: columns of nodes and claims, and the evidence, which is parsed when a panel first needs it.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const I18N = read('data-i18n');
const DATA = read('data-graph');
const NODES = DATA.nodes;
const CLAIMS = DATA.claims;
const NODE_COUNT = NODES.id.length;
const CLAIM_COUNT = CLAIMS.s.length;
const GROUP = 'SocialGroup';
const LIMIT = 300;
const [REALISED, PLANNED, FAILED] = [0, 1, 2];

// numbers for loops over everything, names for people
const typeCode = Uint16Array.from(NODES.type), relationCode = Uint16Array.from(CLAIMS.relation);
NODES.type = NODES.type.map((code) => DATA.types[code]);
CLAIMS.relation = CLAIMS.relation.map((code) => DATA.relations[code]);

const implied = new Uint8Array(CLAIM_COUNT);
for (const c of CLAIMS.implied) implied[c] = 1;
const collective = new Set(NODES.collective);
const cityOfNode = new Map(DATA.cities.map((node, city) => [node, city]));

// The evidence is the larger part of a page, and the last: while it is being read, what needs it waits.
const NO_EVIDENCE = { sentences: [], marks: [], rules: [], rule: [], ids: [], figures: [] };
const whole = () => document.readyState !== 'loading';
let parsedEvidence = null;
function evidence() {
  if (!parsedEvidence && !whole()) return NO_EVIDENCE;
  parsedEvidence = parsedEvidence || read('data-evidence');
  return parsedEvidence;
}
// The sentence of a claim; none where the graph has none, or it is not read yet.
const sentence = (claim) => (evidence().sentences[CLAIMS.quote[claim]] || ['', '', ''])[2];
const whenWhole = (action) => { if (whole()) action(); else document.addEventListener('DOMContentLoaded', action, { once: true }); };

// Claims of each node, in compressed rows.
const rowStart = new Uint32Array(NODE_COUNT + 1);
for (let c = 0; c < CLAIM_COUNT; c++) {
  rowStart[CLAIMS.s[c] + 1]++;
  if (CLAIMS.o[c] !== CLAIMS.s[c]) rowStart[CLAIMS.o[c] + 1]++;
}
for (let n = 0; n < NODE_COUNT; n++) rowStart[n + 1] += rowStart[n];
const rowClaims = new Uint32Array(rowStart[NODE_COUNT]);
const cursor = rowStart.slice();
for (let c = 0; c < CLAIM_COUNT; c++) {
  rowClaims[cursor[CLAIMS.s[c]]++] = c;
  if (CLAIMS.o[c] !== CLAIMS.s[c]) rowClaims[cursor[CLAIMS.o[c]]++] = c;
}
const claimsOf = (node) => rowClaims.subarray(rowStart[node], rowStart[node + 1]);
const otherEnd = (claim, node) => (CLAIMS.s[claim] === node ? CLAIMS.o[claim] : CLAIMS.s[claim]);

const sourceYear = (claim) => (CLAIMS.source[claim] >= 0 ? DATA.sources[CLAIMS.source[claim]][3] : 0);
const sourceCity = (claim) => (CLAIMS.source[claim] >= 0 ? DATA.sources[CLAIMS.source[claim]][2] : -1);
// The years that a claim speaks of, first and last; the report's year where it names none.
function yearsOf(claim) {
  const [year, from, until] = CLAIMS.years[claim] || [0, 0, 0];
  const first = from || year || until || sourceYear(claim);
  return [first, until || year || first];
}
const home = (node) => (NODES.cities[node].length === 1 ? NODES.cities[node][0] : -1);

const firstYear = new Uint16Array(CLAIM_COUNT), lastYear = new Uint16Array(CLAIM_COUNT);
const YEARS = (() => {
  let low = Infinity, high = -Infinity;
  for (let c = 0; c < CLAIM_COUNT; c++) {
    const [first, last] = CLAIMS.years[c] ? yearsOf(c) : [sourceYear(c), sourceYear(c)];
    firstYear[c] = first;
    lastYear[c] = last;
    if (first) { low = Math.min(low, first); high = Math.max(high, last); }
  }
  return low === Infinity ? [0, 0] : [low, high];
})();
