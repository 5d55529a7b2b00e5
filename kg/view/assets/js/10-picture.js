// The picture: vis-network draws the nodes and moves the view; islands and links behind and names in front are drawn here.
let zooming = 0;
let net = null, visNodes = null, drawn = null, hovered = -1, hoveredLink = null;

// Once for all that asks for it before the next frame.
const redraw = () => { if (net) net.body.emitter.emit('_requestRedraw'); };

function startPicture(data) {
  net = new vis.Network(by('canvas'), data, {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false, randomSeed: 7 },
    interaction: { hover: true, tooltipDelay: 1e9, keyboard: false, multiselect: false, selectConnectedEdges: false, zoomSpeed: 0.7 },
    nodes: { borderWidth: 1.2, borderWidthSelected: 3, chosen: false, shadow: false },
  });
  net.on('beforeDrawing', drawGround);
  net.on('afterDrawing', drawLabels);
  net.on('hoverNode', ({ node }) => hover(node));
  net.on('blurNode', () => hover(-1));
  by('canvas').addEventListener('mousemove', overLink);
  by('canvas').addEventListener('mouseleave', () => hoverLink(null));
  net.on('dragStart', () => { by('hover').hidden = true; });
  net.on('dragging', ({ nodes }) => { for (const node of nodes) moved(node); });
  net.on('click', clicked);
  net.on('zoom', () => { clearTimeout(zooming); zooming = setTimeout(thicken, 90); });
  net.on('doubleClick', ({ nodes }) => { if (nodes.length) change({ node: nodes[0], steps: 1, path: -1 }); });
}

function moved(node) {
  const { x, y } = net.getPosition(node);
  const now = scene();
  now.positions.set(node, [x, y]);
  now.grounds = null;
}

function drawGround(context) {
  const now = scene();
  drawIslands(context);
  drawLinks(context, now, bright(), [hoveredLink, shownLink].filter(Boolean));
}

function clicked({ nodes, pointer }) {
  const link = nodes.length ? null : linkAt(scene(), pointer.canvas, net.getScale());
  if (nodes.length && picking) pickPath(nodes[0]);
  else if (nodes.length) choose(nodes[0]);
  else if (link) showLink(link);
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

function nodeLook(node, near) {
  const [family, shape] = look(node), { fill: background, line } = FAMILIES[family], ring = shape === 'ring', own = node === state.node;
  return {
    opacity: near && !near.has(node) ? 0.16 : 1,
    borderWidth: own || ring ? 4 : 1.2,
    color: { background: ring ? '#ffffff' : background, border: own ? '#111827' : ring ? background : line },
  };
}

function visNode(node, [x, y], near) {
  const [, shape] = look(node);
  return { id: node, x, y, shape: shape === 'ring' ? 'dot' : shape, size: nodeSize(node) * (shape === 'square' ? 0.88 : 1), ...nodeLook(node, near) };
}

// Where nodes stand as they stood, only what is different is drawn anew, and the view stays.
function drawPicture() {
  const now = scene(), near = bright();
  if (!net || drawn.positions !== now.positions) placeAnew(now, near);
  else renew(now, near);
  drawEmpty(now);
}

function placeAnew(now, near) {
  const view = frame(now);
  thickness = thicknessAt(view.scale);
  visNodes = new vis.DataSet(now.nodes.map((node) => visNode(node, now.positions.get(node), near)));
  const data = { nodes: visNodes, edges: [] };
  if (net) net.setData(data); else startPicture(data);
  net.moveTo(view);
  drawn = { positions: now.positions, nodes: now.nodes };
}

function renew(now, near) {
  const before = new Set(drawn.nodes), after = new Set(now.nodes);
  visNodes.remove(drawn.nodes.filter((node) => !after.has(node)));
  visNodes.add(now.nodes.filter((node) => !before.has(node)).map((node) => visNode(node, now.positions.get(node), near)));
  // to hand all nodes over again would take longer than to draw them
  for (const node of now.nodes) Object.assign(net.body.nodes[node].options, nodeLook(node, near));
  drawn = { positions: now.positions, nodes: now.nodes };
  redraw();
}

// Lines stay visible from afar: they are thicker the smaller the picture is.
const thicknessAt = (scale) => Math.max(0.8, Math.min(3, 0.85 / scale));
function thicken() {
  const wanted = thicknessAt(net.getScale());
  if (Math.abs(Math.log(wanted / thickness)) < 0.2) return;
  thickness = wanted;
  redraw();
}

// The middle and the scale at which all of a scene is seen.
function frame(now) {
  const grounds = islands(now), at = now.nodes.map((node) => now.positions.get(node));
  const xs = at.flatMap(([x]) => [x - 70, x + 70]).concat(grounds.flatMap(({ x, rx }) => [x - rx, x + rx]));
  const ys = at.flatMap(([, y]) => [y - 50, y + 60]).concat(grounds.flatMap(({ y, ry }) => [y - ry - 40, y + ry]));
  if (!xs.length) return { position: { x: 0, y: 0 }, scale: 1 };
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const { clientWidth: wide, clientHeight: high } = by('canvas'), sheet = hiddenBySheet();
  const scale = Math.max(0.03, Math.min((wide - 30) / (right - left), (high - sheet - (sheet ? 104 : 84)) / (bottom - top), 1.25));
  return { position: { x: (left + right) / 2, y: (top + bottom) / 2 + (sheet / 2 - (sheet ? 40 : 4)) / scale }, scale };
}

// On narrow screens the panel is a sheet over the lower half of the picture.
const isNarrow = () => matchMedia('(max-width: 1080px)').matches;
const hiddenBySheet = () => (isNarrow() && (state.node >= 0 || state.path >= 0) ? innerHeight * 0.48 : 0);

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
  hoveredLink = null;
  by('canvas').style.cursor = node >= 0 ? 'pointer' : '';
  const box = by('hover');
  box.hidden = node < 0;
  if (node < 0) return;
  replace(box, h('strong', {}, isolate(shorten(label(node), 160))), h('span', {}, [typeName(NODES.type[node]), plural('neighboursN', NODES.degree[node])].join(' · ')));
  const { x, y } = net.canvasToDOM(net.getPosition(node));
  placeHover(box, x, y + nodeSize(node) * net.getScale() + 8);
}

let pointing = 0;
function overLink({ offsetX: x, offsetY: y, buttons }) {
  cancelAnimationFrame(pointing);
  if (hovered >= 0 || buttons) return;
  pointing = requestAnimationFrame(() => { if (hovered < 0) hoverLink(linkAt(scene(), net.DOMtoCanvas({ x, y }), net.getScale()), x, y); });
}

function hoverLink(link, x, y) {
  const box = by('hover');
  if (link === hoveredLink) { if (link) placeHover(box, x, y + 16); return; }
  hoveredLink = link;
  redraw();
  by('canvas').style.cursor = link ? 'pointer' : '';
  box.hidden = !link;
  if (!link) return;
  replace(box, h('span', {}, isolate(claimText(link.claims[0]))));
  placeHover(box, x, y + 16);
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
