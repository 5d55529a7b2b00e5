// Colour tells the family, shape the type: after Okabe and Ito, for eyes that see colours differently.
const FAMILIES = {
  power: { fill: '#0072B2', line: '#00517f' },
  council: { fill: '#56B4E9', line: '#1f7fb5' },
  society: { fill: '#009E73', line: '#006e50' },
  resource: { fill: '#F0E442', line: '#8a8100' },
  media: { fill: '#CC79A7', line: '#94456f' },
  action: { fill: '#E69F00', line: '#9a6a00' },
  people: { fill: '#4A5160', line: '#242a35' },
};
const TYPES = {
  Administration: ['power', 'square'], RepresentativeBody: ['power', 'hexagon'], Post: ['power', 'triangle'],
  Council: ['council', 'diamond'],
  NGO: ['society', 'dot'], TOS: ['society', 'hexagon'], TradeUnion: ['society', 'square'],
  PoliticalParty: ['society', 'triangle'], ReligiousOrganization: ['society', 'diamond'],
  Institution: ['resource', 'square'], Enterprise: ['resource', 'hexagon'], Foundation: ['resource', 'diamond'],
  MediaOutlet: ['media', 'dot'], Document: ['media', 'square'],
  Event: ['action', 'star'], Program: ['action', 'square'], Project: ['action', 'diamond'],
  Person: ['people', 'dot'], Place: ['people', 'triangleDown'], [GROUP]: ['people', 'ring'],
};
const RELATIONS = {
  partOf: 'structure', attachedTo: 'structure', memberOf: 'structure', holdsPost: 'structure', postIn: 'structure', locatedIn: 'structure',
  cooperatesWith: 'together', supports: 'together', targets: 'together',
  funds: 'money',
  organizes: 'deed', participatesIn: 'deed', implements: 'deed', heldWithin: 'deed',
  adopts: 'word', publishes: 'word', covers: 'word', governedBy: 'word',
};
const EDGE_COLOURS = { structure: '#8b93a3', together: '#009E73', money: '#C98500', deed: '#0072B2', word: '#B8568E' };
const FAILED_COLOUR = '#D55E00';
const look = (node) => TYPES[NODES.type[node]] || ['people', 'dot'];
const familyOf = (type) => (TYPES[type] || ['people'])[0];
const edgeColour = (relation, status) => (status === FAILED ? FAILED_COLOUR : EDGE_COLOURS[RELATIONS[relation] || 'structure']);
const topDegree = Math.max(1, ...NODES.degree.slice(0, 50));
const nodeSize = (node) => 9 + 16 * Math.sqrt(NODES.degree[node] / topDegree);

const around = (turns, r, start) => Array.from({ length: turns }, (_, i) => {
  const angle = start + (i * 2 * Math.PI) / turns;
  return [r * Math.cos(angle), r * Math.sin(angle)];
});
// The outline of a shape as points; round ones have none.
function outline(shape, r) {
  if (shape === 'square') return [[-r, -r], [r, -r], [r, r], [-r, r]].map(([x, y]) => [x * 0.88, y * 0.88]);
  if (shape === 'diamond') return around(4, r * 1.15, -Math.PI / 2);
  if (shape === 'hexagon') return around(6, r * 1.05, 0);
  if (shape === 'triangle') return around(3, r * 1.2, -Math.PI / 2);
  if (shape === 'triangleDown') return around(3, r * 1.2, Math.PI / 2);
  if (shape === 'star') {
    const inner = around(5, r * 0.55, -Math.PI / 2 + Math.PI / 5);
    return around(5, r * 1.25, -Math.PI / 2).flatMap((point, i) => [point, inner[i]]);
  }
  return null;
}

function glyph(type, size = 16) {
  const [family, shape] = TYPES[type] || ['people', 'dot'];
  const { fill: paint, line } = FAMILIES[family];
  const r = size / 2 - 2.5;
  const points = outline(shape, r);
  const style = { fill: shape === 'ring' ? '#ffffff' : paint, stroke: shape === 'ring' ? paint : line, 'stroke-width': shape === 'ring' ? 2.5 : 1 };
  const body = points ? svg('polygon', { points: points.map((p) => p.map((v) => v.toFixed(1)).join()).join(' '), ...style })
    : svg('circle', { r: shape === 'ring' ? r - 1 : r, ...style });
  return svg('svg', { width: size, height: size, viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`, class: 'glyph', 'aria-hidden': 'true' }, body);
}
