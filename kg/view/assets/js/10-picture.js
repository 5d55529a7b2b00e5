// The picture: vis-network draws nodes and links; islands behind and labels in front are drawn here.
let thickness = 1, zooming = 0;
let net = null, visNodes = null, visEdges = null, drawnKey = '', hovered = -1;

const sets = (nodes, edges) => {
  visNodes = new vis.DataSet(nodes);
  visEdges = new vis.DataSet(edges);
  return { nodes: visNodes, edges: visEdges };
};

function startPicture(data) {
  net = new vis.Network(by('canvas'), data, {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false, randomSeed: 7 },
    interaction: { hover: true, tooltipDelay: 1e9, keyboard: false, multiselect: false, selectConnectedEdges: false, zoomSpeed: 0.7 },
    nodes: { borderWidth: 1.2, borderWidthSelected: 3, chosen: false, shadow: false },
    edges: { selectionWidth: 1.5, hoverWidth: 1, chosen: false, arrowStrikethrough: false, arrows: { to: { scaleFactor: 0.45 } } },
  });
  net.on('beforeDrawing', drawIslands);
  net.on('afterDrawing', drawLabels);
  net.on('hoverNode', ({ node }) => hover(node));
  net.on('blurNode', () => hover(-1));
  net.on('hoverEdge', ({ edge }) => hoverLink(edge));
  net.on('blurEdge', () => hover(-1));
  net.on('dragStart', () => { by('hover').hidden = true; });
  net.on('dragging', ({ nodes }) => { for (const node of nodes) moved(node); });
  net.on('click', clicked);
  net.on('zoom', () => { clearTimeout(zooming); zooming = setTimeout(thicken, 90); });
  net.on('doubleClick', ({ nodes }) => { if (nodes.length) change({ node: nodes[0], steps: 1, path: -1 }); });
}

function moved(node) {
  const { x, y } = net.getPosition(node);
  scene().positions.set(node, [x, y]);
}

function clicked({ nodes, edges }) {
  if (nodes.length && picking) pickPath(nodes[0]);
  else if (nodes.length) choose(nodes[0]);
  else if (edges.length) showLink(edges[0]);
  else if (state.node >= 0 && !state.steps && state.path < 0) choose(-1);
}

// Who is not dimmed while a node is chosen.
function bright() {
  if (state.node < 0 || state.steps || state.path >= 0) return null;
  const near = new Set([state.node]);
  for (const link of scene().links) {
    if (link.s === state.node) near.add(link.o);
    if (link.o === state.node) near.add(link.s);
  }
  return near;
}

function visNode(node, [x, y], near) {
  const [family, shape] = look(node);
  const { fill: background, line: border } = FAMILIES[family];
  const ring = shape === 'ring';
  return {
    id: node, x, y, shape: ring ? 'dot' : shape, size: nodeSize(node) * (shape === 'square' ? 0.88 : 1), opacity: near && !near.has(node) ? 0.16 : 1,
    borderWidth: node === state.node ? 4 : ring ? 4 : 1.2,
    color: { background: ring ? '#ffffff' : background, border: node === state.node ? '#111827' : ring ? background : border },
  };
}

function visEdge(link, near) {
  const lit = near && (link.s === state.node || link.o === state.node);
  const close = state.steps || state.path >= 0 || lit;
  const inner = lit || state.path >= 0 || (state.steps && (link.s === state.node || link.o === state.node));
  return {
    id: link.id, from: link.s, to: link.o,
    width: thickness * (inner ? 1.8 : 1.2) + Math.min(3, Math.log2(link.claims.length)) + (RELATIONS[link.relation] === 'money' ? 0.8 : 0),
    dashes: link.status === PLANNED ? [7, 6] : link.status === FAILED ? [2, 5] : false,
    color: { color: edgeColour(link.relation, link.status), opacity: near && !lit ? 0.06 : inner ? 0.8 : close ? 0.3 : link.relation === 'targets' ? 0.22 : 0.55 },
    arrows: { to: { enabled: link.relation !== 'cooperatesWith' } },
    smooth: link.curve ? { enabled: true, type: link.curve > 0 ? 'curvedCW' : 'curvedCCW', roundness: Math.abs(link.curve) } : false,
  };
}

function drawPicture() {
  const now = scene(), near = bright();
  if (net && now.key === drawnKey) {
    visNodes.update(now.nodes.map((node) => visNode(node, now.positions.get(node), near)));
    visEdges.update(now.links.map((link) => visEdge(link, near)));
  } else {
    const view = frame(now);
    thickness = thicknessAt(view.scale);
    const data = sets(now.nodes.map((node) => visNode(node, now.positions.get(node), near)), now.links.map((link) => visEdge(link, near)));
    drawnKey = now.key;
    if (net) net.setData(data); else startPicture(data);
    net.moveTo(view);
  }
  drawEmpty(now);
}

// Lines stay visible from afar: they are thicker the smaller the picture is.
const thicknessAt = (scale) => Math.max(0.8, Math.min(3, 0.85 / scale));
function thicken() {
  const wanted = thicknessAt(net.getScale());
  if (Math.abs(Math.log(wanted / thickness)) < 0.2) return;
  thickness = wanted;
  const near = bright();
  visEdges.update(scene().links.map((link) => visEdge(link, near)));
}

// The middle and the scale at which all of a scene is seen.
function frame(now) {
  const grounds = islands(now), at = now.nodes.map((node) => now.positions.get(node));
  const xs = at.flatMap(([x]) => [x - 70, x + 70]).concat(grounds.flatMap(({ x, rx }) => [x - rx, x + rx]));
  const ys = at.flatMap(([, y]) => [y - 50, y + 60]).concat(grounds.flatMap(({ y, ry }) => [y - ry - 40, y + ry]));
  if (!xs.length) return { position: { x: 0, y: 0 }, scale: 1 };
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const box = by('canvas'), scale = Math.min((box.clientWidth - 30) / (right - left), (box.clientHeight - 84) / (bottom - top), 1.25);
  return { position: { x: (left + right) / 2, y: (top + bottom) / 2 - 4 / scale }, scale: Math.max(0.03, scale) };
}

function fit() {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  net.moveTo({ ...frame(scene()), animation: calm ? false : { duration: 250 } });
  setTimeout(thicken, 300);
}

function drawEmpty(now) {
  by('empty').hidden = now.nodes.length > 0;
  if (now.nodes.length) return;
  replace(by('empty'), h('h2', {}, t('emptyTitle')), h('p', {}, t(NODE_COUNT ? 'emptyFiltered' : 'emptyGraph')),
    NODE_COUNT ? button(t('reset'), resetFilters, { class: 'button strong' }) : null);
}

function hover(node) {
  hovered = node;
  by('canvas').style.cursor = node >= 0 ? 'pointer' : '';
  const box = by('hover');
  box.hidden = node < 0;
  if (node < 0) return;
  replace(box, h('strong', {}, isolate(shorten(label(node), 160))), h('span', {}, [typeName(NODES.type[node]), plural('neighboursN', NODES.degree[node])].join(' · ')));
  const { x, y } = net.canvasToDOM(net.getPosition(node));
  placeHover(box, x, y + nodeSize(node) * net.getScale() + 8);
}

function hoverLink(id) {
  const link = scene().links.find((one) => one.id === id);
  if (!link) return;
  by('canvas').style.cursor = 'pointer';
  const box = by('hover');
  box.hidden = false;
  replace(box, h('span', {}, isolate(claimText(link.claims[0]))));
  const [a, b] = [net.canvasToDOM(net.getPosition(link.s)), net.canvasToDOM(net.getPosition(link.o))];
  placeHover(box, (a.x + b.x) / 2, (a.y + b.y) / 2 + 10);
}

function placeHover(box, x, y) {
  const { clientWidth: wide, clientHeight: high } = by('canvas');
  box.style.left = Math.max(8, Math.min(x - box.offsetWidth / 2, wide - box.offsetWidth - 8)) + 'px';
  box.style.top = Math.max(8, Math.min(y, high - box.offsetHeight - 8)) + 'px';
}

function moveKey(event) {
  const step = 80, { x, y } = net.getViewPosition(), scale = net.getScale();
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  if (moves[event.key]) {
    const [dx, dy] = moves[event.key];
    net.moveTo({ position: { x: x + dx / scale, y: y + dy / scale } });
  } else if (event.key === '+' || event.key === '=') zoom(1.3);
  else if (event.key === '-') zoom(1 / 1.3);
  else if (event.key === '0') fit();
  else return;
  event.preventDefault();
}
function zoom(factor) {
  net.moveTo({ scale: Math.max(0.05, Math.min(4, net.getScale() * factor)) });
  thicken();
}
