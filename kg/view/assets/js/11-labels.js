// Names on the picture: the more important first, none over another or over a node; more of them as one comes nearer.
const FONT = '"Inter", "Segoe UI", "PT Sans", "Noto Sans", system-ui, sans-serif';
const wrapped = new Map();

// A name in at most two lines.
function lines(text, wide) {
  const key = text + wide;
  if (wrapped.has(key)) return wrapped.get(key);
  const found = [''];
  for (const word of plain(text).split(/\s+/)) {
    const last = found.length - 1;
    if (!found[last]) found[last] = word;
    else if ((found[last] + ' ' + word).length <= wide) found[last] += ' ' + word;
    else if (found.length < 2) found.push(word);
    else { found[last] = shorten(found[last] + ' ' + word, wide).replace(/…?$/, '…'); break; }
  }
  wrapped.set(key, found.map((line) => shorten(line, wide + 4)));
  return wrapped.get(key);
}

// How far names go: in a small picture only the best linked actor of each municipality that is large enough has its name,
// beside what several share; in a crowded one the municipalities alone; of few islands, the two or three best always have theirs.
const SMALL = 0.3, CROWDED = 0.6, MANY_ISLANDS = 12, ROOM = 140;
function rules(now, scale) {
  const grounds = islands(now), count = grounds.length, small = scale <= SMALL, crowded = count > MANY_ISLANDS && scale < CROWDED;
  const lead = leaders(now, crowded || (small && !count) ? 0 : small || count > 4 ? 1 : count > 2 ? 2 : 3);
  if (!small) return { lead, others: !crowded, shared: !crowded };
  const roomy = new Set(grounds.filter(({ rx }) => 2 * rx * scale >= ROOM).map(({ city }) => city));
  return { lead: new Set([...lead].filter((node) => roomy.has(state.city >= 0 ? state.city : home(node)))), others: !count, shared: !crowded };
}
const nameLook = (strong, scale) => (strong && scale <= SMALL ? { size: 11, long: 17 } : strong ? { size: 13, long: 30 } : { size: 12, long: 24 });

function leaders(now, most) {
  if (!now.leaders || now.leaders.most !== most) {
    const counts = new Map();
    now.leaders = new Set([...now.nodes].sort((a, b) => NODES.degree[b] - NODES.degree[a] || a - b).filter((node) => {
      if (NO_LEADERS.has(NODES.type[node]) || NODES.degree[node] < 2 || (home(node) < 0 && state.city < 0)) return false;
      const island = state.city >= 0 ? state.city : home(node), count = counts.get(island) || 0;
      counts.set(island, count + 1);
      return count < most;
    }));
    now.leaders.most = most;
  }
  return now.leaders;
}
const NO_LEADERS = new Set(['Place', 'Post', 'Person', 'Event', 'Program', 'Project', 'Document', GROUP]);

// The names of the drawing that stood here before: node → [side, shift]. They stay where they are.
function drawnBefore(now, scale) {
  if (now.kind !== 'overview' || language !== DATA.start.lang) return new Map();
  const level = DATA.names.find(([from]) => scale >= from - 1e-4);
  if (!level) return new Map();
  level[2] = level[2] || new Map(level[1].map(([node, side, shift]) => [node, [side, shift]]));
  return level[2];
}

function labelOrder(now, near, before, { lead, others, shared }) {
  const first = now.nodes.filter((node) => node === hovered || node === state.node || (near && near.has(node)));
  const rest = near ? [] : now.nodes.filter((node) => node !== hovered && node !== state.node && (others || lead.has(node) || (shared && home(node) < 0)));
  return [...first.sort((a, b) => (b === state.node) - (a === state.node) || a - b),
    ...rest.sort((a, b) => lead.has(b) - lead.has(a) || before.has(b) - before.has(a) || a - b)];
}

const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

function nodeBoxes(now, scale) {
  return new Map(now.nodes.map((node) => {
    const [x, y] = now.positions.get(node), r = nodeSize(node) * scale + 1;
    return [node, [x * scale - r, y * scale - r, x * scale + r, y * scale + r]];
  }));
}

// Names with their places, in screen pixels from the origin of the picture; `measure` gives a text's width.
function placeLabels(now, scale, near, measure, view) {
  const boxes = nodeBoxes(now, scale), placed = [], before = drawnBefore(now, scale);
  const taken = [...boxes].filter(([node]) => !near || near.has(node)).map(([, box]) => box);
  const words = islandNames(now, scale, measure).map(({ box }) => box);
  taken.push(...words);
  const rule = rules(now, scale), { lead } = rule;
  for (const node of labelOrder(now, near, before, rule)) {
    const box = boxes.get(node);
    if (view && !overlaps(box, view)) continue;
    const strong = node === state.node || lead.has(node);
    const { size, long } = nameLook(strong, scale), text = lines(label(node), long);
    const wide = Math.max(...text.map((line) => measure(line, size, strong))) + 4, high = text.length * (size + 2) + 2;
    const [cx, cy] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    const left = view ? Math.max(view[0] + 4, Math.min(cx - wide / 2, view[2] - wide - 4)) : cx - wide / 2;
    const spots = [[left, box[3] + 1, 0], [left, box[1] - high - 1, 1], [box[2] + 2, cy - high / 2, 2], [box[0] - wide - 2, cy - high / 2, 3]];
    if (before.has(node)) spots.unshift(...spots.splice(before.get(node)[0], 1));
    const spot = spots.find(([x, y]) => (!view || (x >= view[0] && x + wide <= view[2])) && !taken.some((other) => overlaps([x, y, x + wide, y + high], other)));
    // what must be named may cover small nodes, but no other name
    const forced = spot || !(strong || node === hovered) ? spot : before.has(node) && leastCovering(spots.slice(0, 1), wide, high, words, taken, view) || leastCovering(spots, wide, high, words, taken, view);
    if (!forced && node !== state.node && node !== hovered) continue;
    const [x, y, side] = forced || spots[0];
    taken.push([x, y, x + wide, y + high]);
    words.push(taken[taken.length - 1]);
    placed.push({ node, text, size, strong, side, x: [x + wide / 2, x + wide / 2, x + 2, x + wide - 2][side], y, left: x, wide, high, tag: !spot });
  }
  return placed;
}

// At first the names of the drawing and no others: to find room for more takes longer than to draw them.
let furnished = DATA.names.length === 0;
function namesBefore(now, scale, measure) {
  if (furnished || state.node >= 0 || hovered >= 0 || filtered() || now.kind !== 'overview') return null;
  const before = drawnBefore(now, scale), { lead } = rules(now, scale);
  return [...before].map(([node, [side, shift]]) => {
    const [x, y] = now.positions.get(node), strong = lead.has(node), { size, long } = nameLook(strong, scale);
    const text = lines(label(node), long), high = text.length * (size + 2) + 2, r = nodeSize(node) * scale;
    const wide = strong ? Math.max(...text.map((line) => measure(line, size, true))) + 4 : 0;
    const at = [x * scale + shift, x * scale + shift, x * scale + r + 5, x * scale - r - 5][side];
    const top = [r + 2, -r - high - 2, -high / 2, -high / 2][side];
    return { node, text, size, strong, side, x: at, y: y * scale + top, left: at - [wide / 2, wide / 2, 2, wide - 2][side], wide, high, tag: false };
  });
}

const ALIGN = ['center', 'center', 'left', 'right'], ANCHOR = ['middle', 'middle', 'start', 'end'];

function drawLabels(context) {
  const now = scene(), scale = net.getScale(), near = bright();
  const corner = net.DOMtoCanvas({ x: 0, y: 0 }), end = net.DOMtoCanvas({ x: by('canvas').clientWidth, y: by('canvas').clientHeight });
  const view = [corner.x * scale, corner.y * scale, end.x * scale, end.y * scale];
  context.save();
  context.scale(1 / scale, 1 / scale);
  context.lineJoin = 'round';
  const measure = measurer(context);
  const placed = namesBefore(now, scale, measure) || placeLabels(now, scale, near, measure, view);
  for (const one of placed) {
    if (one.tag) tag(context, one);
    context.textAlign = ALIGN[one.side];
    context.font = font(one.size, one.strong);
    one.text.forEach((line, i) => halo(context, line, one.x, baseline(one, i), one.strong ? '#111827' : '#2f3746'));
  }
  context.textAlign = 'center';
  drawSigns(context, now, scale, near, placed);
  context.restore();
  // in the same frame, so that nothing flickers
  if (by('sketch')) by('sketch').remove();
}

const baseline = ({ y, size }, row) => y + 1 + row * (size + 2) + Math.round(0.8 * size);
const font = (size, strong) => `${strong ? 600 : 400} ${size}px ${FONT}`;
const widths = new Map();
const measurer = (context) => (text, size, strong) => {
  const key = text + size + strong;
  if (!widths.has(key)) { context.font = font(size, strong); widths.set(key, context.measureText(text).width); }
  return widths.get(key);
};

function leastCovering(spots, wide, high, words, taken, view) {
  const boxOf = ([x, y]) => [x, y, x + wide, y + high];
  const apart = spots.filter((spot) => (!view || (spot[0] > view[0] && spot[0] + wide < view[2])) && !words.some((other) => overlaps(boxOf(spot), other)));
  const covered = (spot) => taken.filter((other) => overlaps(boxOf(spot), other)).length;
  return apart.sort((a, b) => covered(a) - covered(b))[0];
}

// A name that covers nodes stands on a ground of its own.
function tag(context, { left, y, wide, high }) {
  context.fillStyle = 'rgba(255,255,255,0.94)';
  context.strokeStyle = '#d5dbe5';
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(left - 4, y - 1, wide + 8, high + 2, 5);
  context.fill();
  context.stroke();
}

function halo(context, text, x, y, colour) {
  context.lineWidth = 3.5;
  context.strokeStyle = 'rgba(255,255,255,0.92)';
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

// Crosses on what was not done; what a link says, where few are shown.
function drawSigns(context, now, scale, near, placed) {
  const taken = placed.map(({ left, y, wide, high }) => [left, y, left + wide, y + high]);
  for (const [node, box] of nodeBoxes(now, scale)) if (!near || near.has(node)) taken.push(box);
  for (const link of now.links) {
    const mine = near ? link.s === state.node || link.o === state.node : now.links.length <= 60 && !['overview', 'city'].includes(now.kind);
    if (near && !mine) continue;
    const [x, y] = middle(now, link).map((value) => value * scale);
    if (link.status === FAILED) cross(context, x, y, Math.max(2.5, Math.min(5, scale * 7)));
    else if (mine && scale > 0.4) linkWord(context, link, x, y, taken);
  }
}

function linkWord(context, link, x, y, taken) {
  const text = relationName(link.relation);
  const wide = measurer(context)(text, 11, false) + 6, box = [x - wide / 2, y - 8, x + wide / 2, y + 8];
  if (taken.some((other) => overlaps(box, other))) return;
  taken.push(box);
  context.font = font(11, false);
  halo(context, text, x, y + 4, '#5b6472');
}

function cross(context, x, y, r) {
  context.strokeStyle = FAILED_COLOUR;
  context.lineWidth = r / 2.4;
  context.beginPath();
  context.moveTo(x - r, y - r); context.lineTo(x + r, y + r);
  context.moveTo(x + r, y - r); context.lineTo(x - r, y + r);
  context.stroke();
}

// Each municipality's ground, with its name.
function islands(now) {
  now.grounds = now.grounds || makeIslands(now);
  return now.grounds;
}

function makeIslands(now) {
  if (!['overview', 'arranged', 'city'].includes(now.kind)) return [];
  const found = new Map();
  for (const node of now.nodes) {
    const city = state.city >= 0 && now.kind !== 'city' ? state.city : home(node);
    if (city < 0) continue;
    const [x, y] = now.positions.get(node);
    const box = found.get(city) || [x, y, x, y];
    found.set(city, [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]);
  }
  return [...found].map(([city, [a, b, c, d]]) => ({ city, x: (a + c) / 2, y: (b + d) / 2, rx: (c - a) / 2 * 1.12 + 46, ry: (d - b) / 2 * 1.12 + 46 }));
}

// Where the names of the islands stand, in screen pixels; of two that would touch, the larger island has its name.
const islandSize = () => (by('canvas').clientWidth > 640 ? 15 : 12);
function islandNames(now, scale, measure) {
  const size = islandSize(), names = [];
  for (const { city, x, y, ry } of [...islands(now)].sort((a, b) => b.rx - a.rx || a.city - b.city)) {
    const wide = measure(cityName(city), size, true), [at, base] = [x * scale, (y - ry) * scale - 6];
    const box = [at - wide / 2 - 4, base - size, at + wide / 2 + 4, base + 4];
    if (!names.some((other) => overlaps(box, other.box))) names.push({ city, x: at, y: base, box });
  }
  return names;
}

function drawIslands(context) {
  const scale = net.getScale();
  for (const { city, x, y, rx, ry } of islands(scene())) {
    context.beginPath();
    context.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
    context.fillStyle = '#ffffff';
    context.fill();
    context.lineWidth = 1 / scale;
    context.strokeStyle = '#e1e5ec';
    context.stroke();
  }
  context.save();
  context.scale(1 / scale, 1 / scale);
  context.textAlign = 'center';
  for (const { city, x, y } of islandNames(scene(), scale, measurer(context))) {
    context.font = font(islandSize(), true);
    context.fillStyle = '#6c7688';
    context.fillText(cityName(city), x, y);
  }
  context.restore();
}
