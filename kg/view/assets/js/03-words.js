// What is said, in the language in force.
let language = DATA.start.lang;
const words = () => I18N[language];

function t(key, values) {
  const text = words().ui[key];
  return values ? text.replace(/\{(\w+)\}/g, (_, name) => values[name]) : text;
}
// As Intl has it, which takes long to load.
function number(value, digits = 0) {
  const [units, part] = String(Number(value.toFixed(digits))).split('.');
  return units.replace(/\B(?=(\d{3})+$)/g, language === 'ru' ? '\u00a0' : ',') + (part ? (language === 'ru' ? ',' : '.') + part : '');
}

function plural(key, count) {
  const [one, few, many] = words().ui[key];
  const tens = count % 100, units = count % 10;
  if (language === 'en') return `${number(count)} ${count === 1 ? one : many}`;
  if (tens > 10 && tens < 20) return `${number(count)} ${many}`;
  return `${number(count)} ${units === 1 ? one : units > 1 && units < 5 ? few : many}`;
}

const typeName = (type) => words().types[type] || type;
const relationName = (relation) => words().relations[relation] || relation;
const groupName = (node, form) => {
  const names = words().groups[NODES.id[node].split(/[#/]/).pop()];
  return names ? names[form] : NODES.label[node];
};
const label = (node) => (NODES.type[node] === GROUP ? groupName(node, 0) : NODES.label[node]);
const cityName = (city) => (city >= 0 ? label(DATA.cities[city]) : '');
const aliases = (node) => NODES.aliases[node] || [];

const firstWord = (node) => fold(label(node)).split(/[\s,(]/)[0];
const isPlural = (node) => collective.has(node) || /(ые|ские|цкие|ы|и)$/.test(firstWord(node));
// After a verb the accusative is due: it is the nominative, unless the name is feminine or a person's.
const needsColon = (node) =>
  language === 'ru' && (['Person', 'Post'].includes(NODES.type[node]) || (!isPlural(node) && /[ая]$/.test(firstWord(node))));

// A claim as a sentence: strings, and numbers for the nodes that are to be links.
function claimParts(claim) {
  const [s, o, relation] = [CLAIMS.s[claim], CLAIMS.o[claim], CLAIMS.relation[claim]];
  const pattern = (words().sentences[relation] || [`{s} — ${relation}: {o}`])[CLAIMS.status[claim]] || '{s} — {o}';
  const form = (name) => words().forms[name][NODES.type[o]] ?? words().forms[name]['*'];
  const text = pattern
    .replace(/\[([^|\]]*)\|([^\]]*)\]/g, (_, one, many) => (isPlural(s) ? many : one))
    .replace('{:}', needsColon(o) ? ':' : '')
    .replace(/\{(gen|in|at)\}/g, (_, name) => form(name));
  return text.split(/(\{[so]\})/).filter(Boolean).map((part) => (part === '{s}' ? s : part === '{o}' ? o : part));
}
// A group as the object of a sentence stands in its own case.
const claimWord = (node, isObject) => (NODES.type[node] === GROUP && isObject ? groupName(node, 1) : label(node));
const claimText = (claim) =>
  claimParts(claim).map((part, at) => (typeof part === 'number' ? claimWord(part, at > 0) : part)).join('');
