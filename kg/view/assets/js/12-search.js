// Search: names and other names, «ё» as «е», parts of words; the exact first, then the important.
let hay = null, found = [], marked = -1, picking = false;

function haystack() {
  hay = hay || NODES.label.map((_, node) => fold([label(node), ...aliases(node)].join(' \u0001 ')));
  return hay;
}

function lookUp(query, limit = 12) {
  const terms = fold(query).split(' ').filter(Boolean);
  if (!terms.length) return [];
  const exact = match(terms, limit);
  // endings are forgiven: «совета ветеранов» finds «Совет ветеранов» as well
  const loose = exact.length < limit ? match(terms.map((term) => (term.length > 4 ? term.slice(0, term.length > 7 ? -2 : -1) : term)), limit) : [];
  return [...new Set([...exact, ...loose])].slice(0, limit);
}

function match(terms, limit) {
  const names = haystack(), scored = [], phrase = terms.join(' ');
  for (let node = 0; node < NODE_COUNT; node++) {
    const name = names[node];
    let score = 0;
    for (const term of terms) {
      if (!name.includes(term)) { score = -1; break; }
      score += name.startsWith(term) ? 3 : name.includes(' ' + term) ? 2 : 1;
    }
    // as it was typed, it is meant
    if (score > 0 && terms.length > 1) score += name.startsWith(phrase) ? 3 : name.includes(phrase) ? 2 : 0;
    if (score > 0) scored.push([score, node]);
  }
  return scored.sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, limit).map(([, node]) => node);
}

function showResults() {
  const input = by('search'), list = by('results');
  found = lookUp(input.value);
  marked = found.length ? 0 : -1;
  const rows = found.map((node, i) => h('li', {
    id: 'result-' + i, role: 'option', 'aria-selected': String(i === marked),
    on: { mousedown: (event) => event.preventDefault(), click: () => take(node) },
  }, glyph(NODES.type[node]), h('span', { class: 'result-name' }, isolate(label(node))),
    h('span', { class: 'result-kind' }, [typeName(NODES.type[node]), home(node) >= 0 ? cityName(home(node)) : ''].filter(Boolean).join(' · '))));
  replace(list, rows.length ? rows : h('li', { class: 'none' }, t('noResults')));
  openResults(Boolean(input.value.trim()));
}

function openResults(open) {
  by('results').hidden = !open;
  by('search').setAttribute('aria-expanded', String(open));
  if (open && marked >= 0) by('search').setAttribute('aria-activedescendant', 'result-' + marked);
  else by('search').removeAttribute('aria-activedescendant');
}

function searchKey(event) {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (!found.length) return;
    marked = (marked + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length;
    [...by('results').children].forEach((row, i) => row.setAttribute('aria-selected', String(i === marked)));
    by('results').children[marked].scrollIntoView({ block: 'nearest' });
    openResults(true);
  } else if (event.key === 'Enter' && marked >= 0) take(found[marked]);
  else if (event.key === 'Escape') { by('search').value = ''; openResults(false); by('search').blur(); } else return;
  event.preventDefault();
}

function take(node) {
  by('search').value = '';
  openResults(false);
  by('search').blur();
  if (picking) return pickPath(node);
  // what the picture does not hold is shown with what is around it
  const held = state.view !== 'network' || (!state.steps && state.path < 0 && scene().positions.has(node) && scene().nodes.includes(node));
  change(held ? { node, path: -1 } : { node, steps: 1, path: -1 });
  if (state.view === 'network' && held) centre(node);
  by('panel').focus({ preventScroll: true });
  return undefined;
}

function centre(node) {
  if (!net || !scene().positions.has(node)) return;
  // where the panel is a sheet at the bottom, the middle of what is left is higher
  const sheet = hiddenBySheet() / 2;
  net.moveTo({ position: net.getPosition(node), scale: Math.max(0.9, net.getScale()), offset: { x: 0, y: -sheet } });
  thicken();
}

function pickPath(node) {
  picking = false;
  document.body.classList.remove('picking');
  if (node !== state.node) change({ path: node, steps: 0, view: 'network' });
}

function startPicking() {
  picking = true;
  document.body.classList.add('picking');
  say(t('pathPick'));
  by('search').focus();
  renderPanel();
}
