// Links: their look, where they run, and which of them is under the pointer. They are drawn here and not by vis-network,
// which makes an object of each: a picture comes three times as fast, and all of one look are one stroke.
const HEAD = 0.45, REACH = 5;
let thickness = 1;

function linkLook(link, near) {
  const own = link.s === state.node || link.o === state.node, lit = near && own;
  const inner = lit || state.path >= 0 || (state.steps && own);
  const extra = Math.min(3, Math.log2(link.claims.length)) + (RELATIONS[link.relation] === 'money' ? 0.8 : 0);
  return {
    colour: edgeColour(link.relation, link.status),
    opacity: near && !lit ? 0.06 : inner ? 0.8 : state.steps ? 0.3 : link.relation === 'targets' ? 0.22 : 0.55,
    width: thickness * (inner ? 1.8 : 1.2) + extra,
    dash: link.status === PLANNED ? [7, 6] : link.status === FAILED ? [2, 5] : [],
  };
}

// Where a link bends to; none where it is straight.
function bendOf(link, [x1, y1], [x2, y2]) {
  if (!link.curve) return null;
  const far = (Math.abs(link.curve) / 2 + 0.5) * Math.hypot(x2 - x1, y2 - y1);
  const angle = Math.atan2(y1 - y2, x2 - x1) + (link.curve / 2 + 0.5) * Math.PI;
  return [x1 + far * Math.sin(angle), y1 + far * Math.cos(angle)];
}

const along = ([x1, y1], [xm, ym], [x2, y2], t) => [
  (1 - t) ** 2 * x1 + 2 * t * (1 - t) * xm + t * t * x2, (1 - t) ** 2 * y1 + 2 * t * (1 - t) * ym + t * t * y2];

// How far the border of a node lies from its middle.
function borderAt(node, angle) {
  const shape = look(node)[1], r = nodeSize(node);
  if (shape === 'dot' || shape === 'ring') return r + (shape === 'ring' ? 4 : 1.2);
  const half = shape === 'square' ? r * 0.88 : r;
  return Math.min(half / Math.max(1e-6, Math.abs(Math.cos(angle))), half / Math.max(1e-6, Math.abs(Math.sin(angle)))) + 1.2;
}

// The point of a link's head and its direction.
function tipOf(link, start, bend, end) {
  if (!bend) {
    const angle = Math.atan2(end[1] - start[1], end[0] - start[0]), far = borderAt(link.o, angle);
    return [end[0] - Math.cos(angle) * far, end[1] - Math.sin(angle) * far, angle];
  }
  let low = 0, high = 1, x = 0, y = 0, angle = 0;
  for (let i = 0; i < 12; i++) {
    const t = (low + high) / 2;
    [x, y] = along(start, bend, end, t);
    angle = Math.atan2(end[1] - y, end[0] - x);
    if (Math.hypot(end[0] - x, end[1] - y) > borderAt(link.o, angle)) low = t; else high = t;
  }
  return [x, y, angle];
}

// A line and its head, as a canvas or the words of an SVG path take them.
function trace(now, link, width, line, head) {
  const start = now.positions.get(link.s), end = now.positions.get(link.o);
  if (link.s === link.o) { loop(link, start, line); return; }
  const bend = bendOf(link, start, end);
  line.moveTo(start[0], start[1]);
  if (link.relation === 'cooperatesWith') { run(line, bend, end); return; }
  const [x, y, angle] = tipOf(link, start, bend, end), long = 15 * HEAD + 3 * width;
  const [cos, sin] = [Math.cos(angle) * long, Math.sin(angle) * long];
  run(line, bend, bend ? end : [x - 0.9 * cos, y - 0.9 * sin]);
  head.moveTo(x, y);
  for (const [a, b] of [[-1, 0.3], [-0.9, 0], [-1, -0.3]]) head.lineTo(x + a * cos - b * sin, y + a * sin + b * cos);
  head.closePath();
}
const run = (line, bend, [x, y]) => { if (bend) line.quadraticCurveTo(bend[0], bend[1], x, y); else line.lineTo(x, y); };
function loop(link, [x, y], line) {
  const r = nodeSize(link.s);
  line.moveTo(x, y - r);
  line.quadraticCurveTo(x + 1.5 * r, y - 2.5 * r, x + r, y);
}

function drawLinks(context, now, near, marked) {
  const looks = new Map();
  for (const link of now.links) {
    const { colour, opacity, width, dash } = linkLook(link, near), strong = marked.includes(link);
    const key = strong ? link : [colour, opacity, width, dash].join();
    if (!looks.has(key)) looks.set(key, { colour, opacity: strong ? 1 : opacity, width: strong ? width + thickness * 1.2 : width, dash, line: new Path2D(), head: new Path2D() });
    const one = looks.get(key);
    trace(now, link, width, one.line, one.head);
  }
  context.save();
  for (const one of looks.values()) {
    context.globalAlpha = one.opacity;
    context.strokeStyle = context.fillStyle = one.colour;
    context.lineWidth = one.width;
    context.setLineDash(one.dash);
    context.stroke(one.line);
    context.fill(one.head);
  }
  context.restore();
}

// The link within some pixels of a point of the plane, the nearest of several.
function linkAt(now, { x, y }, scale) {
  let best = null, least = REACH / scale + 1;
  for (const link of now.links) {
    const start = now.positions.get(link.s), end = now.positions.get(link.o), bend = bendOf(link, start, end);
    const far = bend ? fromCurve(start, bend, end, x, y) : fromLine(start, end, x, y);
    if (far < least) { least = far; best = link; }
  }
  return best;
}

function fromLine([x1, y1], [x2, y2], x, y) {
  const [dx, dy] = [x2 - x1, y2 - y1], square = dx * dx + dy * dy || 1;
  const t = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / square));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}

function fromCurve(start, bend, end, x, y) {
  let least = Infinity, last = start;
  for (let i = 1; i <= 12; i++) {
    const next = along(start, bend, end, i / 12);
    least = Math.min(least, fromLine(last, next, x, y));
    last = next;
  }
  return least;
}

function middle(now, link) {
  const [x1, y1] = now.positions.get(link.s), [x2, y2] = now.positions.get(link.o);
  const bow = link.curve * 0.5;
  return [(x1 + x2) / 2 + bow * (y2 - y1), (y1 + y2) / 2 - bow * (x2 - x1)];
}
