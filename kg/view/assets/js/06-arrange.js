// Where nodes stand in views that were not laid out when the page was built; no chance in it.
const SPACING = 84, WIDE = 1.2, GOLDEN = Math.PI * (3 - Math.sqrt(5));

function spiral(count, gap) {
  return Array.from({ length: count }, (_, i) => [
    gap * Math.sqrt(i) * Math.cos(i * GOLDEN), gap * Math.sqrt(i) * Math.sin(i * GOLDEN)]);
}

// Springs along links, a smallest distance between nodes, and a pull to the middle.
function relax(points, links, rounds) {
  const shift = points.map(() => [0, 0]);
  const move = (i, dx, dy) => { shift[i][0] += dx; shift[i][1] += dy; };
  for (let round = 0; round < rounds; round++) {
    const heat = 1 - round / rounds;
    for (const [a, b] of links) {
      const dx = points[b][0] - points[a][0], dy = points[b][1] - points[a][1];
      const distance = Math.sqrt(dx * dx + dy * dy) || 1;
      const pull = (0.12 * heat * Math.max(0, distance - SPACING)) / distance;
      move(a, dx * pull, dy * pull);
      move(b, -dx * pull, -dy * pull);
    }
    for (let i = 0; i < points.length; i++) {
      for (let j = 0; j < i; j++) {
        const dx = points[i][0] - points[j][0], dy = points[i][1] - points[j][1];
        const square = dx * dx + dy * dy;
        if (square > SPACING * SPACING) continue;
        const distance = Math.sqrt(square) || 1, push = 0.35 * (SPACING / distance - 1);
        move(i, dx * push, dy * push);
        move(j, -dx * push, -dy * push);
      }
    }
    points.forEach((point, i) => {
      const [dx, dy] = shift[i], cap = Math.min(1, 40 / (Math.hypot(dx, dy) || 1));
      point[0] += dx * cap - point[0] * 0.01 * heat;
      point[1] += dy * cap - point[1] * 0.01 * heat;
      shift[i] = [0, 0];
    });
  }
  return points;
}

// Directions are kept, distances evened out: a disc that is full everywhere.
function even(points) {
  const far = points.map(([x, y]) => Math.hypot(x, y) || 1e-9);
  const order = far.map((_, i) => i).sort((a, b) => far[a] - far[b] || a - b);
  const full = SPACING * 0.6 * Math.sqrt(points.length), usual = far[order[Math.floor(order.length * 0.9)]];
  order.forEach((i, rank) => {
    const wanted = full * (0.4 * Math.min(1.1, far[i] / usual) + 0.6 * Math.sqrt(rank / order.length));
    points[i] = points[i].map((value) => (value * wanted) / far[i]);
  });
  return points;
}

function islandPoints(nodes, links) {
  const at = new Map(nodes.map((node, i) => [node, i]));
  const inner = links.map(([a, b]) => [at.get(a), at.get(b)]);
  const rounds = nodes.length > 150 ? 20 : 40;
  return relax(even(relax(spiral(nodes.length, SPACING * 0.7), inner, rounds)), [], rounds);
}

function freeSpot(taken, radius) {
  if (!taken.length) return [0, 0];
  for (let turn = 0; turn < 40000; turn++) {
    const distance = (radius / 8) * Math.sqrt(turn);
    const x = distance * Math.cos(turn * GOLDEN), y = distance * Math.sin(turn * GOLDEN);
    if (taken.every(([a, b, r]) => Math.hypot(a - x, b - y) >= r + radius)) return [x, y];
  }
  return [0, 0];
}

// Nodes by municipality, each an island; what several share goes into the middle.
function arrange(nodes, links, grouped) {
  const islands = new Map([[-1, []]]), inner = new Map();
  const where = (node) => (state.city >= 0 || !grouped ? state.city : home(node));
  const collect = (map, key, one) => { if (map.has(key)) map.get(key).push(one); else map.set(key, [one]); };
  for (const node of nodes) collect(islands, where(node), node);
  for (const [a, b] of links) if (where(a) === where(b)) collect(inner, where(a), [a, b]);
  const taken = [], positions = new Map();
  const order = [...islands].filter(([, group]) => group.length).sort((a, b) => (b[0] === -1) - (a[0] === -1) || b[1].length - a[1].length);
  for (const [island, group] of order) {
    const points = islandPoints(group, inner.get(island) || []);
    const radius = Math.max(...points.map(([x, y]) => Math.hypot(x, y))) + 60;
    const [x, y] = freeSpot(taken, radius);
    taken.push([x, y, radius]);
    group.forEach((node, i) => positions.set(node, [(x + points[i][0]) * WIDE, y + points[i][1]]));
  }
  return positions;
}

// Around a node: a ring for each step, neighbours of one inner node side by side.
function rings(start, back) {
  const levels = [[start]], level = new Map([[start, 0]]), angle = new Map([[start, 0]]);
  for (const [node, claim] of back) {
    if (node === start) continue;
    const step = level.get(otherEnd(claim, node)) + 1;
    level.set(node, step);
    (levels[step] = levels[step] || []).push(node);
  }
  const positions = new Map([[start, [0, 0]]]);
  let radius = 0;
  for (let step = 1; step < levels.length; step++) {
    const ring = levels[step];
    const parent = (node) => angle.get(otherEnd(back.get(node), node));
    ring.sort((a, b) => (step === 1 ? sortKey(a) - sortKey(b) : parent(a) - parent(b)) || a - b);
    radius = Math.max(radius + 190, (ring.length * (ring.length > 40 ? 46 : 74)) / (2 * Math.PI));
    ring.forEach((node, i) => {
      const turn = (i / ring.length) * 2 * Math.PI - Math.PI / 2;
      // every second one a little further out, so that labels have room
      const far = radius + (ring.length > 12 && i % 2 ? 70 : 0);
      angle.set(node, turn);
      positions.set(node, [Math.cos(turn) * far * 1.25, Math.sin(turn) * far]);
    });
  }
  return positions;
}
const sortKey = (node) => Object.keys(TYPES).indexOf(NODES.type[node]);
