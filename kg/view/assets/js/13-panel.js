// The panel: what is said of a node, a link or a path, each claim in words with its sentence, and a digest where none is chosen.
const FEW = 6;

function choose(node) {
  change({ node, steps: 0, path: -1 });
}

const nodeLink = (node, text) => h('button', { type: 'button', class: 'node-link', title: typeName(NODES.type[node]), on: { click: () => follow(node) } },
  glyph(NODES.type[node], 14), h('span', {}, isolate(text === undefined ? label(node) : text)));

function follow(node) {
  if (picking) pickPath(node);
  else take(node);
}

let shownLink = null, panelSubject = '-1,-1,';
function showLink(link) {
  shownLink = link;
  redraw();
  renderPanel();
  openSheet();
}

function renderPanel() {
  const panel = by('panel');
  if (shownLink && (state.view !== 'network' || !scene().links.includes(shownLink))) shownLink = null;
  const body = shownLink ? linkPanel(shownLink) : state.path >= 0 && state.node >= 0 ? pathPanel() : state.node >= 0 ? nodePanel(state.node) : digest();
  document.body.classList.toggle('has-choice', Boolean(shownLink) || state.node >= 0);
  replace(panel, body);
  const subject = [state.node, state.path, shownLink && shownLink.id].join();
  // later, when the page is laid out anyway: to scroll now would lay it out twice
  if (subject !== panelSubject) requestAnimationFrame(() => { panel.scrollTop = 0; });
  panelSubject = subject;
}

const closeButton = () => h('button', { type: 'button', class: 'icon-button close', 'aria-label': t('close'), on: { click: back } }, '×');

function back() {
  if (picking) { picking = false; document.body.classList.remove('picking'); renderPanel(); return; }
  if (shownLink) { shownLink = null; redraw(); renderPanel(); return; }
  if (state.path >= 0) change({ path: -1 });
  else if (state.steps) change({ steps: 0 });
  else choose(-1);
}

const head = (...children) => h('header', { class: 'panel-head' }, closeButton(), children);

function nodePanel(node) {
  const all = [...claimsOf(node)].filter((claim) => CLAIMS.s[claim] < NODE_COUNT);
  const told = all.filter((claim) => !implied[claim]), context = all.filter((claim) => implied[claim]);
  const cities = NODES.cities[node].map(cityName).join(', ');
  return [
    head(h('p', { class: 'kind' }, glyph(NODES.type[node], 18), [typeName(NODES.type[node]), cities].filter(Boolean).join(' · ')),
      h('h2', { id: 'panel-title' }, isolate(label(node)))),
    picking ? h('p', { class: 'note' }, t('pathPick')) : null,
    actions(node),
    aliases(node).length ? h('p', { class: 'aliases' }, h('span', { class: 'dim' }, t('aliases') + ': '), aliases(node).map((name, i) => [i ? '; ' : '', isolate(name)])) : null,
    facts(node), figures(node),
    told.length ? h('section', {}, h('h3', {}, t('claims'), h('span', { class: 'count' }, number(told.length))), byRelation(told)) : null,
    context.length ? h('details', { class: 'context' }, h('summary', {}, `${t('impliedClaims')} (${context.length})`), claimList(context)) : null,
  ];
}

function actions(node) {
  const ring = [1, 2, 3].map((steps) => h('button', {
    type: 'button', 'aria-pressed': String(state.steps === steps && state.path < 0), title: plural('stepsN', steps),
    on: { click: () => change({ view: 'network', node, path: -1, steps: state.steps === steps ? 0 : steps }) },
  }, String(steps)));
  return h('div', { class: 'actions' },
    h('span', { class: 'segment', role: 'group', 'aria-label': t('neighbourhood') }, h('span', { class: 'segment-name' }, t('neighbourhood')), ring),
    button(t('path'), startPicking, { 'aria-pressed': String(picking) }),
    cityOfNode.has(node) && DATA.cities.length > 1 ? button(t('mapOpen'), () => change({ view: 'network', city: cityOfNode.get(node), steps: 0, path: -1 })) : null);
}

function facts(node) {
  const fact = (name, hint, value) => h('div', { title: t(hint) }, h('dt', {}, t(name)), h('dd', {}, value));
  if (NODES.type[node] === GROUP) return null;
  return h('dl', { class: 'facts' }, fact('degree', 'degreeHint', number(NODES.degree[node])),
    fact('betweenness', 'betweennessHint', number(NODES.between[node] * 100, 1) + ' %'), fact('reach', 'reachHint', number(NODES.reach[node])));
}

function amount([, , value, unit, bound]) {
  const name = words().units[unit] ?? words().units[unit.charAt(0).toUpperCase() + unit.slice(1)] ?? unit;
  return [bound ? t('approx')[bound] : '', number(value, 2), name].filter(Boolean).join('\u00a0');
}

function figures(node) {
  const rows = evidence().figures.filter((figure) => figure[0] === node);
  if (!rows.length) return null;
  return h('section', {}, h('h3', {}, t('figures')), h('ul', { class: 'figures' }, rows.map((row) => h('li', {},
    h('details', {}, h('summary', {}, h('strong', {}, amount(row)), ' ', h('span', {}, isolate(row[1])), row[5] ? h('span', { class: 'dim' }, ` · ${row[5]}`) : null),
      quoteOf(row[6], []))))));
}

function byRelation(claims) {
  const groups = new Map();
  for (const claim of claims) {
    if (!groups.has(CLAIMS.relation[claim])) groups.set(CLAIMS.relation[claim], []);
    groups.get(CLAIMS.relation[claim]).push(claim);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1)).map(([relation, list]) =>
    h('div', { class: 'relation' }, h('h4', {}, h('i', { class: 'stroke ' + (RELATIONS[relation] || 'structure') }), relationName(relation), h('span', { class: 'count' }, String(list.length))), claimList(list)));
}

function claimList(claims) {
  const list = h('ul', { class: 'claims' }, claims.slice(0, FEW).map(claimItem));
  if (claims.length <= FEW) return list;
  const more = button(t('more', { n: claims.length - FEW }), () => { list.append(...claims.slice(FEW).map(claimItem)); more.remove(); }, { class: 'button small' });
  return [list, more];
}

function claimItem(claim) {
  const status = CLAIMS.status[claim];
  const said = claimParts(claim).map((part, at) => (typeof part === 'number'
    ? (part === state.node ? h('b', {}, isolate(claimWord(part, at > 0))) : nodeLink(part, claimWord(part, at > 0))) : part));
  return h('li', { class: 'claim ' + ['done', 'plan', 'fail'][status] },
    h('p', { class: 'said' }, status ? h('span', { class: 'badge' }, words().statusShort[status]) : null, said),
    quoteOf(CLAIMS.quote[claim], evidence().marks[claim], claim));
}

// A sentence with the words of both ends marked, and where it stands.
function quoteOf(quote, marks, claim) {
  const found = quote >= 0 ? evidence().sentences[quote] : null;
  if (!found) return h('p', { class: 'dim' }, whole() ? t('noQuote') : '…');
  const [source, , text] = found;
  const [identifier, title, city, year] = source >= 0 ? DATA.sources[source] : ['', '', -1, 0];
  const where = [title || identifier, city >= 0 && !fold(title || '').includes(fold(cityName(city))) ? cityName(city) : '', year ? t('year1', { year }) : ''].filter(Boolean).join(' · ');
  const about = claim === undefined ? '' : `${t('confidenceShort', { n: CLAIMS.confidence[claim] })} · ${t('rule')} ${evidence().rules[evidence().rule[claim]]}`;
  return h('figure', { class: 'quote' }, h('blockquote', {}, markedText(text, marks)),
    h('figcaption', { title: [identifier, about].filter(Boolean).join(' · ') }, h('span', {}, isolate(where)),
      claim !== undefined && CLAIMS.confidence[claim] < 100 ? h('span', { class: 'sure', 'aria-label': about }, `${CLAIMS.confidence[claim]} %`) : null));
}

function markedText(text, marks) {
  const cuts = new Set([0, text.length]);
  for (let i = 0; i < marks.length; i += 3) { cuts.add(marks[i + 1]); cuts.add(marks[i + 2]); }
  const points = [...cuts].sort((a, b) => a - b);
  return points.slice(0, -1).map((begin, i) => {
    const piece = text.slice(begin, points[i + 1]).replace(/\s*\n\s*/g, ' ');
    const role = roleAt(marks, begin, points[i + 1]);
    return role < 0 ? piece : h('mark', { class: role ? 'object' : 'subject' }, piece);
  });
}

// The shortest mark that covers a piece wins: names nest.
function roleAt(marks, begin, end) {
  let role = -1, size = Infinity;
  for (let i = 0; i < marks.length; i += 3) {
    const length = marks[i + 2] - marks[i + 1];
    if (marks[i + 1] <= begin && end <= marks[i + 2] && length < size) { role = marks[i]; size = length; }
  }
  return role;
}

function linkPanel(link) {
  return [head(h('p', { class: 'kind' }, h('i', { class: 'stroke ' + RELATIONS[link.relation] }), relationName(link.relation)),
    h('h2', { id: 'panel-title' }, isolate(shorten(label(link.s), 80)), ' — ', isolate(shorten(label(link.o), 80)))), claimList(link.claims)];
}

function pathPanel() {
  const claims = pathBetween(state.node, state.path);
  return [head(h('p', { class: 'kind' }, t('pathTitle') + (claims ? ' · ' + plural('stepsN', claims.length) : '')),
    h('h2', { id: 'panel-title' }, isolate(shorten(label(state.node), 80)), ' → ', isolate(shorten(label(state.path), 80)))),
    claims ? h('ol', { class: 'path' }, claims.map(claimItem)) : h('p', { class: 'note' }, t('pathNone'))];
}
