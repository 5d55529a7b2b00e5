// The query editor: YASGUI bound to this server, with the catalogue of questions. Nothing is asked of other servers.
"use strict";

const select = document.getElementById("catalogue");
const endpoint = new URL("/sparql", location.href).href;
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint },
  copyEndpointOnNewTab: true,
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  populateFromUrl: false,
  persistenceId: "civic-kg-" + location.host,
  yasqe: {
    prefixCcApi: new URL("/prefixes.json", location.href).href,
    autocompleters: ["variables", "prefixes"],
    value: "SELECT ?class (COUNT(*) AS ?n)\nWHERE { ?entity a ?class }\nGROUP BY ?class\nORDER BY DESC(?n)",
  },
});

function choose(queries, name) {
  const found = queries.find((query) => query.name === name);
  if (found) {
    select.value = name;
    yasgui.getTab().setQuery(found.text);
  }
}

fetch("/queries.json?lang=" + select.dataset.language)
  .then((response) => response.json())
  .then((queries) => {
    for (const query of queries) {
      select.add(new Option(query.title, query.name));
    }
    select.addEventListener("change", () => choose(queries, select.value));
    choose(queries, decodeURIComponent(location.hash.slice(1)));
  });
