// What is seen, to be kept: a picture (PNG, SVG), tables (CSV), data (Turtle).
function save(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = h('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

const shownClaims = () => {
  if (state.view === 'network') return scene().links.flatMap((link) => link.claims).sort((a, b) => a - b);
  const { claims } = visible();
  return Array.from(claims.keys()).filter((claim) => claims[claim]);
};
const shownNodes = () => (state.view === 'network' ? scene().nodes : visible().list);

// A cell that a spreadsheet takes for text, never for a formula.
function csvCell(value) {
  const text = String(value ?? '').replace(/\s*\n\s*/g, ' ');
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+([.,]\d+)?$/.test(text) ? "'" + text : text;
  return '"' + safe.replace(/"/g, '""') + '"';
}

function csv() {
  const head = ['subject', 'type', 'relation', 'object', 'type', 'status', 'confidence', 'quote', 'document', 'year'].map((key) => t(key === 'confidence' ? 'confidence' : key));
  const rows = shownClaims().map((c) => {
    const quote = sentence(c);
    const source = CLAIMS.source[c] >= 0 ? DATA.sources[CLAIMS.source[c]] : ['', '', -1, ''];
    return [label(CLAIMS.s[c]), typeName(NODES.type[CLAIMS.s[c]]), relationName(CLAIMS.relation[c]), label(CLAIMS.o[c]), typeName(NODES.type[CLAIMS.o[c]]),
      words().status[CLAIMS.status[c]], (CLAIMS.confidence[c] / 100).toFixed(2), quote, source[0], yearsOf(c)[0] || ''];
  });
  return '\ufeff' + [head, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

const CIV = 'https://w3id.org/civic-kg/ontology#';
const ttlText = (text) => '"' + text.replace(/[\\"\n\r\t]/g, (sign) => ({ '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[sign]) + '"';
const ttlIri = (id) => '<' + (/^[a-z][a-z0-9+.-]*:/i.test(id) ? id : DATA.base + id).replace(/[\s<>"{}|\\^`]/g, (sign) => '%' + sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')) + '>';

function turtle() {
  const lines = ['@prefix civ: <' + CIV + '> .', '@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .', '@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .',
    '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .', '@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .', '@prefix prov: <http://www.w3.org/ns/prov#> .', ''];
  for (const node of shownNodes()) {
    if (NODES.type[node] === GROUP) continue;
    lines.push(`${ttlIri(NODES.id[node])} a civ:${NODES.type[node]} ; rdfs:label ${ttlText(NODES.label[node])}@ru` + aliases(node).map((name) => ` ; skos:altLabel ${ttlText(name)}@ru`).join('') + ' .');
  }
  for (const claim of shownClaims()) lines.push(...claimTurtle(claim));
  return lines.join('\n') + '\n';
}

function claimTurtle(claim) {
  const [s, o, relation] = [ttlIri(NODES.id[CLAIMS.s[claim]]), ttlIri(NODES.id[CLAIMS.o[claim]]), 'civ:' + CLAIMS.relation[claim]];
  const id = ttlIri(evidence().ids[claim]), status = ['Realised', 'Planned', 'NotRealised'][CLAIMS.status[claim]];
  const text = CLAIMS.quote[claim] >= 0 ? ` ; rdfs:comment ${ttlText(sentence(claim))}` : '';
  const plain = CLAIMS.status[claim] === REALISED ? [`${s} ${relation} ${o} .`] : [];
  return [...plain, `${id} a civ:Claim ; rdf:subject ${s} ; rdf:predicate ${relation} ; rdf:object ${o} ; civ:status civ:${status} ; civ:confidence ${(CLAIMS.confidence[claim] / 100).toFixed(2)}${text} .`];
}

// The picture as drawing instructions: the same places, shapes and names as on the screen.
function picture() {
  const now = scene(), measure = measurer(document.createElement('canvas').getContext('2d'));
  const ground = islands(now);
  const xs = [...now.nodes.map((n) => now.positions.get(n)[0]), ...ground.flatMap(({ x, rx }) => [x - rx, x + rx])];
  const ys = [...now.nodes.map((n) => now.positions.get(n)[1]), ...ground.flatMap(({ y, ry }) => [y - ry - 40, y + ry])];
  const [x0, y0, x1, y1] = [Math.min(...xs) - 90, Math.min(...ys) - 60, Math.max(...xs) + 90, Math.max(...ys) + 60];
  const drawing = svg('svg', { xmlns: 'http://www.w3.org/2000/svg', viewBox: `${x0} ${y0} ${x1 - x0} ${y1 - y0}`, width: Math.round(x1 - x0), height: Math.round(y1 - y0), 'font-family': FONT });
  drawing.append(svg('title', {}, t('title')), svg('rect', { x: x0, y: y0, width: x1 - x0, height: y1 - y0, fill: '#f5f7fa' }));
  drawing.append(...ground.map(({ city, x, y, rx, ry }) => svg('g', {}, svg('ellipse', { cx: x, cy: y, rx, ry, fill: '#fff', stroke: '#e1e5ec' }),
    svg('text', { x, y: y - ry - 12, 'text-anchor': 'middle', 'font-size': Math.min(30, Math.max(15, rx / 7)), 'font-weight': 600, fill: '#8a93a5' }, cityName(city)))));
  drawing.append(...now.links.map((link) => pictureLink(now, link)), ...now.nodes.map((node) => pictureNode(node, now.positions.get(node))));
  for (const one of placeLabels(now, 1, null, measure, null)) {
    one.text.forEach((line, i) => drawing.append(svg('text', { x: one.x, y: baseline(one, i), 'text-anchor': ANCHOR[one.side], 'font-size': one.size, 'font-weight': one.strong ? 600 : 400, fill: '#1f2733', stroke: '#fff', 'stroke-width': 3, 'paint-order': 'stroke' }, line)));
  }
  return drawing;
}

// What a canvas is told, written down as the data of an SVG path.
function pen() {
  const words = [], put = (sign) => (...values) => words.push(sign + values.map((value) => value.toFixed(1)).join(' '));
  return { moveTo: put('M'), lineTo: put('L'), quadraticCurveTo: put('Q'), closePath: () => words.push('z'), toString: () => words.join('') };
}

function pictureLink(now, link) {
  const line = pen(), head = pen(), { colour, opacity, width, dash } = linkLook(link, null), [mx, my] = middle(now, link);
  trace(now, link, width, line, head);
  const cross = link.status === FAILED ? svg('path', { d: `M${mx - 5} ${my - 5} l10 10 m0 -10 l-10 10`, stroke: colour, 'stroke-width': 2 }) : null;
  return svg('g', {}, svg('path', { d: String(line), fill: 'none', stroke: colour, 'stroke-opacity': opacity, 'stroke-width': width.toFixed(1), 'stroke-dasharray': dash.length ? dash.join(' ') : null }),
    svg('path', { d: String(head), fill: colour, 'fill-opacity': opacity }), cross);
}

function pictureNode(node, [x, y]) {
  const mark = glyph(NODES.type[node], nodeSize(node) * 2 + 5);
  fill(mark, { x: x - nodeSize(node) - 2.5, y: y - nodeSize(node) - 2.5 }, [svg('title', {}, label(node))]);
  mark.removeAttribute('aria-hidden');
  return mark;
}

const pictureText = () => new XMLSerializer().serializeToString(picture());

function png() {
  const drawing = picture(), image = new Image();
  const wide = Number(drawing.getAttribute('width')), high = Number(drawing.getAttribute('height'));
  const scale = Math.min(2, 6000 / Math.max(wide, high));
  const url = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(drawing)], { type: 'image/svg+xml' }));
  image.onload = () => {
    const canvas = h('canvas', { width: Math.round(wide * scale), height: Math.round(high * scale) });
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    canvas.toBlob((blob) => save('graph.png', blob));
  };
  image.src = url;
}

const EXPORTS = [['png', png], ['svg', () => save('graph.svg', pictureText(), 'image/svg+xml')], ['csv', () => save('graph.csv', csv(), 'text/csv;charset=utf-8')],
  ['turtle', () => save('graph.ttl', turtle(), 'text/turtle;charset=utf-8')], ['copyLink', copyLink], ['print', () => window.print()]];

async function copyLink() {
  const field = h('textarea', { class: 'quiet', 'aria-hidden': 'true' });
  writeHash();
  field.value = location.href;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
  say(t('copied'));
  toast(t('copied'));
}
