// Runs before anything is painted: fits the drawing of the overview to the window, remembers a click on it,
// and starts the scripts of the live network once the drawing is on the screen.
(function () {
'use strict';
const by = (id) => document.getElementById(id);
const sketch = by('sketch'), box = by('canvas');
const boot = { clicked: null, arrived };
let painted = false, here = false, running = '';
window.civicBoot = boot;

// The same middle and scale at which the live network begins.
function fit() {
  const [left, top, right, bottom] = sketch.dataset.box.split(' ').map(Number);
  const wide = box.clientWidth, high = box.clientHeight;
  const scale = Math.max(0.03, Math.min((wide - 30) / (right - left), (high - 84) / (bottom - top), 1.25));
  const x = (left + right) / 2, y = (top + bottom) / 2 - 4 / scale;
  sketch.setAttribute('viewBox', [x - wide / 2 / scale, y - high / 2 / scale, wide / scale, high / scale].join(' '));
  sketch.style.setProperty('--k', String(1 / scale));
  const thickness = Math.max(0.8, Math.min(3, 0.85 / scale));
  for (const line of sketch.querySelectorAll('[data-extra]')) line.setAttribute('stroke-width', thickness * 1.2 + Number(line.dataset.extra));
  sketch.classList.add('fitted');
  showNames(scale);
}

function showNames(scale) {
  const levels = [...sketch.querySelectorAll('.names')];
  const shown = levels.find((level) => scale >= Number(level.dataset.from) - 1e-4);
  for (const level of levels) level.classList.toggle('on', level === shown);
  for (const tag of shown ? shown.querySelectorAll('.tag') : []) {
    const texts = [...tag.parentNode.querySelectorAll('text')].map((text) => text.getBBox());
    const left = Math.min(...texts.map((one) => one.x)), right = Math.max(...texts.map((one) => one.x + one.width));
    tag.setAttribute('x', left - 6);
    tag.setAttribute('width', right - left + 12);
  }
}

// Only the overview in the page's own language was drawn beforehand.
if (sketch && location.hash.length > 1) sketch.remove();
else if (sketch) {
  fit();
  window.addEventListener('resize', () => { if (sketch.isConnected) fit(); });
}
box.classList.add('waiting');
box.addEventListener('click', (event) => {
  const { left, top } = box.getBoundingClientRect();
  if (running !== 'own') boot.clicked = { x: event.clientX - left, y: event.clientY - top };
});

function arrived() {
  here = true;
  next();
}

// One at a time, so that the page answers in between.
function next() {
  if (!painted) return;
  if (!running && by('code-own')) { run('vis'); setTimeout(next); } else if (running === 'vis' && here) run('own');
}

function run(name) {
  running = name;
  const script = document.createElement('script');
  script.textContent = by('code-' + name).textContent;
  document.head.append(script);
}

function seen() {
  if (painted) return;
  painted = true;
  if (sketch && sketch.isConnected) document.documentElement.dataset.pictured = String(Math.round(performance.now()));
  next();
}
// a page opened behind others is not painted at all
if (document.hidden) setTimeout(seen);
else requestAnimationFrame(() => setTimeout(seen));
setTimeout(seen, 1000);
})();
