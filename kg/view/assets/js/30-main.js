// Puts the page together and keeps it in step with the state.
const RENDER = { network: drawPicture, table: renderTable, time: renderTime, map: renderMap, cities: renderCities };

function renderFrame() {
  document.documentElement.lang = language;
  document.title = t('title');
  for (const element of document.querySelectorAll('[data-t]')) if (element.textContent !== t(element.dataset.t)) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', t(element.dataset.label));
  by('search').placeholder = t('searchHint');
  by('lang').textContent = t('languageCode');
  by('lang').title = t('language');
  by('summary').textContent = t('summary', { documents: plural('documents', DATA.sources.length), cities: plural('citiesN', DATA.cities.length), nodes: plural('nodesN', NODE_COUNT), claims: plural('claimsN', CLAIM_COUNT - CLAIMS.implied.length) });
  replace(by('export-menu'), EXPORTS.map(([key, action]) => h('button', { type: 'button', role: 'menuitem', on: { click: () => { menu(false); whenWhole(action); } } }, t(key))));
  renderKey();
}

function showView() {
  document.body.dataset.view = state.view;
  for (const view of VIEWS) {
    by('view-' + view).hidden = view !== state.view;
    by('tab-' + view).setAttribute('aria-selected', String(view === state.view));
    by('tab-' + view).setAttribute('tabindex', view === state.view ? '0' : '-1');
  }
}

function tabKey(event) {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  const step = event.key === 'ArrowRight' ? 1 : VIEWS.length - 1;
  change({ view: VIEWS[(VIEWS.indexOf(state.view) + step) % VIEWS.length] });
  by('tab-' + state.view).focus();
}

function renderChips() {
  const chips = [];
  const chip = (text, undo) => chips.push(h('button', { type: 'button', class: 'chip', on: { click: undo } }, h('span', {}, isolate(shorten(text, 60))), h('i', { 'aria-label': t('close') }, '×')));
  if (state.city >= 0) chip(cityName(state.city), () => change({ city: -1 }));
  if (state.node >= 0 && state.steps) chip(`${t('around', { name: label(state.node) })} · ${plural('stepsN', state.steps)}`, () => change({ steps: 0 }));
  if (state.path >= 0) chip(`${label(state.node)} → ${label(state.path)}`, () => change({ path: -1 }));
  if (state.community >= 0) chip(t('community', { n: state.community + 1 }), () => change({ community: -1 }));
  const now = state.view === 'network' ? scene() : null;
  const note = now && now.total > now.nodes.length ? t('shownOf', { shown: number(now.nodes.length), total: number(now.total) }) : now && now.nodes.length ? t('shown', { nodes: plural('nodesN', now.nodes.length), links: plural('linksN', now.links.length) }) : '';
  replace(by('chips'), chips, note ? h('p', {}, note) : null);
}

function renderKey() {
  const line = (kind, key) => h('span', {}, h('i', { class: 'line ' + kind }), t(key));
  const stroke = (family) => h('span', {}, h('i', { class: 'stroke ' + family }), words().relationFamilies[family]);
  replace(by('key'), Object.keys(EDGE_COLOURS).map(stroke), line('plan', 'edgePlanned'), line('fail', 'edgeFailed'));
}

function render() {
  showView();
  RENDER[state.view]();
  renderChips();
  renderFilters();
  renderPanel();
}

function switchLanguage() {
  language = language === 'ru' ? 'en' : 'ru';
  hay = null;
  renderFrame();
  change({});
  redraw();
}

function menu(open) {
  by('export-menu').hidden = !open;
  by('export').setAttribute('aria-expanded', String(open));
  if (open) by('export-menu').firstElementChild.focus();
}

function toast(text) {
  const note = h('div', { class: 'toast' }, text);
  document.body.append(note);
  setTimeout(() => note.remove(), 2200);
}

// The first use needs the mouse; who asks is told the keys as well.
function hint(open, keys = ['hint1', 'hint2']) {
  replace(by('hint'), h('h2', { id: 'hint-title' }, t('hintTitle')), keys.map((key) => h('p', {}, t(key))), button(t('hintOk'), () => hint(false), { class: 'button strong' }));
  by('hint').hidden = !open;
  if (!open) remember('seen', '1');
}
function askHint() {
  hint(by('hint').hidden, ['hint1', 'hint2', 'hint3']);
  if (!by('hint').hidden) by('hint').querySelector('button').focus({ preventScroll: true });
}
// Pages opened from disk may be refused any storage: the hint then simply shows again.
function remember(key, value) {
  try { return value === undefined ? localStorage.getItem('kg-' + key) : localStorage.setItem('kg-' + key, value); } catch { return null; }
}

const closeDrawers = () => document.body.classList.remove('show-filters');
const openSheet = () => document.body.classList.add('has-choice');

function keys(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
  if (event.key === 'Escape') {
    if (!by('export-menu').hidden) { menu(false); by('export').focus(); } else if (!by('hint').hidden) hint(false);
    else if (document.body.classList.contains('show-filters')) closeDrawers();
    else if (!typing) back();
  } else if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  else if (event.key === '/') { event.preventDefault(); by('search').focus(); } else if (event.key === '?') askHint();
  else if (/^[1-5]$/.test(event.key)) change({ view: VIEWS[Number(event.key) - 1] });
  else if (document.activeElement === by('canvas') || document.activeElement === document.body) { if (state.view === 'network') moveKey(event); }
}

function listen() {
  by('search').addEventListener('input', showResults);
  by('search').addEventListener('keydown', searchKey);
  by('search').addEventListener('blur', () => openResults(false));
  by('tabs').addEventListener('keydown', tabKey);
  for (const view of VIEWS) by('tab-' + view).addEventListener('click', () => change({ view }));
  by('lang').addEventListener('click', switchLanguage);
  by('help').addEventListener('click', askHint);
  by('export').addEventListener('click', () => menu(by('export-menu').hidden));
  by('open-filters').addEventListener('click', () => document.body.classList.toggle('show-filters'));
  by('zoom-in').addEventListener('click', () => zoom(1.3));
  by('zoom-out').addEventListener('click', () => zoom(1 / 1.3));
  by('zoom-fit').addEventListener('click', () => fit());
  document.addEventListener('keydown', keys);
  document.addEventListener('click', (event) => { if (!event.target.closest('.menu')) menu(false); });
  window.addEventListener('hashchange', (event) => { readHash(new URL(event.newURL).hash); renderFrame(); render(); });
  window.addEventListener('pagehide', writeHash);
  window.addEventListener('resize', () => { if (state.view === 'map') renderMap(); });
  if (!whole()) document.addEventListener('DOMContentLoaded', render);
}

// What was done while the drawing made beforehand stood here.
function catchUp() {
  const { clicked } = window.civicBoot;
  const node = clicked && net && state.view === 'network' ? net.getNodeAt(clicked) : undefined;
  if (node !== undefined) choose(node);
  if (by('search').value && document.activeElement === by('search')) showResults();
}

const mark = (name) => { document.documentElement.dataset[name] = String(Math.round(performance.now())); };
const afterPaint = (action) => requestAnimationFrame(() => setTimeout(action));

// First what is looked at; what stands around it once that is on the screen, one piece at a time.
function start() {
  readHash();
  if (!location.hash && DATA.start.node >= 0) Object.assign(state, { node: DATA.start.node, steps: 1 });
  onChange(render);
  listen();
  showView();
  RENDER[state.view]();
  by('canvas').classList.remove('waiting');
  afterPaint(() => {
    mark('drawn');
    catchUp();
    inTurn([renderChips, renderFilters, renderPanel, renderFrame, () => { if (!remember('seen') && NODE_COUNT) hint(true); }, furnish, () => mark('ready')]);
  });
}

function inTurn([first, ...rest]) {
  first();
  if (rest.length) setTimeout(inTurn, 0, rest);
}

// Room for more names than the drawing had; the names to search in.
function furnish() {
  furnished = true;
  redraw();
  haystack();
  // the first panel need not wait for its sentences to be parsed
  whenWhole(() => (window.requestIdleCallback || setTimeout)(evidence));
}
start();

// For programs that drive the page: what is drawn, and where on the screen.
window.civic = Object.freeze({
  shown: () => scene().nodes.map(label),
  link: (name) => { const now = scene(), [x, y] = middle(now, now.links.find((link) => label(link.s) === name)), at = net.canvasToDOM({ x, y }); return [at.x, at.y]; },
  place: (name) => { const { x, y } = net.canvasToDOM(net.getPosition(scene().nodes.find((node) => label(node) === name))); return [x, y]; },
});
