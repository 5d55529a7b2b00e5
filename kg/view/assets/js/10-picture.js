// The picture: vis-network draws nodes and links; islands behind and labels in front are drawn here.
let thickness = 1, zooming = 0;
let net = null, visNodes = null, visEdges = null, drawnKey = '', hovered = -1;

function startPicture() {
  visNodes = new vis.DataSet();
  visEdges = new vis.DataSet();
  net = new vis.Network(by('canvas'), { nodes: visNodes, edges: visEdges }, {
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
  net.on('click', clicked);
  net.on('zoom', () => { clearTimeout(zooming); zooming = setTimeout(thicken, 90); });
  net.on('doubleClick', ({ nodes }) => { if (nodes.length) change({ node: nodes[0], steps: 1, path: -1 }); });
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
  if (!net) startPicture();
  const now = scene(), near = bright();
  const fresh = now.key !== drawnKey;
  put(visNodes, now.nodes.map((node) => visNode(node, now.positions.get(node), near)));
  put(visEdges, now.links.map((link) => visEdge(link, near)));
  drawnKey = now.key;
  if (fresh) fit(false);
  thicken();
  drawEmpty(now);
}

// Lines stay visible from afar: they are thicker the smaller the picture is.
function thicken() {
  const wanted = Math.max(0.8, Math.min(3, 0.85 / net.getScale()));
  if (Math.abs(Math.log(wanted / thickness)) < 0.2) return;
  thickness = wanted;
  const near = bright();
  visEdges.update(scene().links.map((link) => visEdge(link, near)));
}

// Only what differs goes to vis: the rest keeps its place.
function put(set, items) {
  const kept = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !kept.has(id)));
  set.update(items);
}

function fit(animated = true) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches || !animated;
  net.fit({ animation: false, maxZoomLevel: 1.25 });
  const [position, scale] = [net.getViewPosition(), net.getScale() * 0.94];
  net.moveTo({ position, scale, animation: calm ? false : { duration: 250 } });
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
