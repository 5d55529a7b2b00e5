// Places by their coordinates, without tiles: a grid of degrees, circles, and links between municipalities.
const placesAt = Object.keys(NODES.at).map(Number);

function renderMap() {
  const shown = placesAt.filter((node) => visible().nodes[node]);
  const view = by('view-map');
  if (!shown.length) { replace(view, h('p', { class: 'note center' }, t('noMap'))); return; }
  const lost = DATA.cities.map((_, city) => city).filter((city) => !NODES.at[DATA.cities[city]] && visible().nodes[DATA.cities[city]]).slice(0, 12);
  const wide = Math.max(320, view.clientWidth), high = Math.max(320, view.clientHeight);
  const project = projection(shown, wide, high);
  const weight = cityWeights();
  const circles = shown.map((node) => ({ node, at: project(NODES.at[node]), r: cityOfNode.has(node) ? 5 + 14 * Math.sqrt(weight.get(node) / Math.max(...weight.values())) : 4 }))
    .sort((a, b) => b.r - a.r || a.node - b.node);
  replace(view, h('p', { class: 'map-lead' }, t('mapLead'), lost.length ? ` ${t('mapLost', { names: lost.map(cityName).join(', ') })}` : null),
    svg('svg', { class: 'map', width: wide, height: high, viewBox: `0 0 ${wide} ${high}`, role: 'group', 'aria-label': t('map') },
      degrees(project, shown), cityLinks(circles), circles.map(mapCircle), mapLabels(circles, wide, weight), distance(project, wide, high)));
}

function cityWeights() {
  const counts = new Map(DATA.cities.map((node) => [node, 1]));
  for (const node of visible().list) for (const city of NODES.cities[node]) counts.set(DATA.cities[city], counts.get(DATA.cities[city]) + 1);
  return counts;
}

// Equirectangular, true to scale at the middle latitude.
function projection(nodes, wide, high) {
  const all = nodes.map((node) => NODES.at[node]);
  const lats = all.map(([lat]) => lat), lons = all.map(([, lon]) => lon);
  const [south, north, west, east] = [Math.min(...lats), Math.max(...lats), Math.min(...lons), Math.max(...lons)];
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min((wide - 200) / Math.max(1, (east - west) * squeeze), (high - 170) / Math.max(1, north - south));
  const project = ([lat, lon]) => [wide / 2 + (lon - (west + east) / 2) * squeeze * scale, high / 2 - (lat - (south + north) / 2) * scale];
  project.box = [south, north, west, east];
  project.scale = scale;
  return project;
}

function degrees(project) {
  const [south, north, west, east] = project.box;
  const step = [0.5, 1, 2, 5, 10, 20].find((one) => one * project.scale > 90) || 20;
  const lines = [];
  for (let lat = Math.floor(south / step - 2) * step; lat <= north + 2 * step; lat += step) {
    const [, y] = project([lat, west]);
    lines.push(svg('line', { x1: 0, x2: '100%', y1: y, y2: y }), svg('text', { x: 8, y: y - 4 }, `${lat}°`));
  }
  for (let lon = Math.floor(west / step - 3) * step; lon <= east + 3 * step; lon += step) {
    const [x] = project([south, lon]);
    lines.push(svg('line', { x1: x, x2: x, y1: 0, y2: '100%' }), svg('text', { x: x + 4, y: 14 }, `${lon}°`));
  }
  return svg('g', { class: 'degrees', 'aria-hidden': 'true' }, lines);
}

// Municipalities are linked where an actor is named by the reports of both, or a claim joins their actors.
function cityLinks(circles) {
  const at = new Map(circles.map((circle) => [circle.node, circle.at])), counts = new Map();
  const add = (a, b) => { if (a !== b) counts.set([Math.min(a, b), Math.max(a, b)].join(), (counts.get([Math.min(a, b), Math.max(a, b)].join()) || 0) + 1); };
  for (const node of visible().list) {
    if (NODES.type[node] === GROUP || NODES.type[node] === 'Place') continue;
    const cities = NODES.cities[node].slice(0, 12);
    cities.forEach((a, i) => cities.slice(0, i).forEach((b) => add(a, b)));
  }
  return svg('g', { class: 'city-links' }, [...counts].map(([pair, count]) => {
    const [a, b] = pair.split(',').map((city) => at.get(DATA.cities[Number(city)]));
    return a && b ? svg('line', { x1: a[0], y1: a[1], x2: b[0], y2: b[1], 'stroke-width': 1 + Math.log2(count) }) : null;
  }));
}

function mapCircle({ node, at: [x, y], r }) {
  const city = cityOfNode.has(node);
  const open = () => choose(node);
  return svg('g', { class: city ? 'city' : 'place', transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, tabindex: '0', role: 'button', 'aria-label': label(node),
    on: { click: open, keydown: (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); open(); } } } },
  svg('circle', { r, class: node === state.node ? 'chosen' : '' }), svg('title', {}, label(node)));
}

// A bar for a round number of kilometres.
function distance(project, wide, high) {
  const perKilometre = project.scale / 111.2, step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].find((one) => one * perKilometre > 60) || 5000;
  const [x, y, long] = [wide - 24, high - 26, step * perKilometre];
  return svg('g', { class: 'distance', 'aria-hidden': 'true' }, svg('path', { d: `M${x - long} ${y - 5}v5h${long}v-5` }), svg('text', { x: x - long / 2, y: y - 6 }, t('kilometres', { n: number(step) })));
}

function mapLabels(circles, limit, weight) {
  const taken = circles.map(({ at: [x, y], r }) => [x - r, y - r, x + r, y + r]);
  return svg('g', { class: 'map-labels', 'aria-hidden': 'true' }, circles.map(({ node, at: [x, y], r }) => {
    const name = shorten(plain(label(node)), 28), text = cityOfNode.has(node) ? t('perCity', { name, n: number(weight.get(node) - 1) }) : name, wide = text.length * (cityOfNode.has(node) ? 7.6 : 6.6) + 4;
    const spots = [[x + r + 4, y - 8, 'start'], [x - r - 4 - wide, y - 8, 'start'], [x - wide / 2, y + r + 3, 'start'], [x - wide / 2, y - r - 19, 'start']];
    const free = spots.find(([a, b]) => a > 0 && a + wide < limit && !taken.some((other) => overlaps([a, b, a + wide, b + 16], other)));
    const spot = free || (cityOfNode.has(node) ? spots[3] : null);
    if (!spot) return null;
    taken.push([spot[0], spot[1], spot[0] + wide, spot[1] + 16]);
    return svg('text', { x: spot[0], y: spot[1] + 12, class: cityOfNode.has(node) ? 'city' : '' }, text);
  }));
}
