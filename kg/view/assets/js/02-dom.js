// Elements from plain values. Words of documents reach the page as text nodes only, never as markup.
function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else if (name === 'style') for (const [key, part] of Object.entries(value)) element.style.setProperty(key, part);
    else if (name === 'value' || name === 'checked' || name === 'selected') element[name] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}
const h = (tag, properties, ...children) => fill(document.createElement(tag), properties, children);
const svg = (tag, properties, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), properties, children);
const by = (id) => document.getElementById(id);
const replace = (element, ...children) => element.replaceChildren(...children.flat(Infinity).filter(Boolean));
const button = (label, action, properties) =>
  h('button', { type: 'button', class: 'button', ...properties, on: { click: action } }, label);
const say = (text) => { by('live').textContent = text; };

// «ё» is «е», case and quotation marks do not matter: how names are compared.
const fold = (text) => text.toLowerCase().replace(/ё/g, 'е').replace(/[«»"“”„']/g, '').replace(/\s+/g, ' ').trim();
const shorten = (text, length) => {
  const signs = Array.from(text);
  return signs.length > length ? signs.slice(0, length - 1).join('').trimEnd() + '…' : text;
};
// Without the signs that turn the direction of what follows, and isolated from it.
const plain = (text) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
const isolate = (text) => h('bdi', {}, plain(text));
