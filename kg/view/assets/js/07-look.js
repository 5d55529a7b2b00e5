// Colour tells the family, shape the type: after Okabe and Ito, for eyes that see colours differently.
const { families: FAMILIES, types: TYPES, relations: RELATIONS, strokes: EDGE_COLOURS, failed: FAILED_COLOUR } = read('data-look');
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
