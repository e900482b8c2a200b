/* The search: it finds the program and the bundles of this site, and asks no other.
 *
 * What was asked stands in the page's address, so that a search can be kept, sent and gone back to. The newest two years
 * are searched at first; older ones when the reader asks for them. Headlines with all the words come first. */
"use strict";

const AT_ONCE = 10;
/* Of so many of the best, those with all words in their headline come first. */
const RANKED = 30;
/* So many are looked through for stories of a section or of certain days, and as many again when the reader asks. */
const MOST = 400;
/* Signs that no word of a bundle has, while the program keeps them in a query: the dollar of $500. */
const SIGNS = /[\p{Sc}\p{Sm}\p{Sk}]/gu;
/* While a year is being typed, it is one of these. */
const YEAR_BEGUN = /^0/;

const form = document.querySelector("form.search");
const status_ = document.querySelector(".search-status");
const list = document.querySelector(".search-results");
const [moreButton, olderButton] = ["[data-more]", "[data-older]"].map((one) => document.querySelector(one));
const language = document.documentElement.lang;
const folder = form.dataset.periods.replace(/[^/]*$/, "");

/* The signs of writings without spaces, which the bundles have set apart: generator/search/unspaced.py. */
const UNSPACED =
  "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f";
const BETWEEN = new RegExp(`(?<=[${UNSPACED}])(?=\\S)|(?<=\\S)(?=[${UNSPACED}])`, "gu");
/* Between such signs any space is a gap; beside anything else one behind a sign without width. */
const GAP = new RegExp(`\u200b ?|(?<=[${UNSPACED}](?:</?mark>)?) (?=(?:</?mark>)?[${UNSPACED}])`, "gu");

let loading = null;
let periods = null;
let hasOlder = false;
let latest = 0;
let asked = "";
let current = null;
let stories = null;
let total = 0;

/* The program goes on without a file that it can't load, and finds too little, or waits for it for ever. So each request
   is watched, and one that fails ends whatever is raced against `lost`. */
let lose = null;
let lost = null;
const ask = globalThis.fetch;
globalThis.fetch = async (...request) => {
  const { pathname } = new URL(request[0]?.url ?? request[0], location.href);
  const loses = pathname.startsWith(folder) ? lose : null;
  try {
    const answer = await ask(...request);
    if (!answer.ok) loses?.(new Error(`${answer.status} ${answer.url}`));
    return answer;
  } catch (error) {
    loses?.(error);
    throw error;
  }
};

function whole(work) {
  return Promise.race([work, lost]);
}

/* Return the program, which is loaded once. After a failure it is loaded anew: the program keeps what failed. */
function ready() {
  if (!loading) {
    lost = new Promise((_, reject) => (lose = reject));
    lost.catch(() => {});
    loading = whole(load());
  }
  return loading;
}

/* Load the program with the newest bundle, and merge the others of the newest two years into it. */
async function load() {
  const answer = await fetch(form.dataset.periods);
  periods = await answer.json();
  const [first, ...others] = periods.recent;
  if (!first) return null;
  const { createInstance } = await import(form.dataset.program);
  const program = createInstance({ basePath: `${folder}${first}/`, baseUrl: "/", noWorker: true, excerptLength: 30 });
  await merge(program, hasOlder ? [...others, ...periods.older] : others);
  return program;
}

async function merge(program, names) {
  for (const name of names) await program.mergeIndex(`${folder}${name}/`, { baseUrl: "/" });
  return program;
}

function wanted() {
  const fields = new FormData(form);
  return Object.fromEntries(["q", "section", "from", "to"].map((name) => [name, String(fields.get(name) ?? "").trim()]));
}

function fits(story, { section, from, to }) {
  const { section: own, date } = story.meta;
  return (!section || own === section) && (!from || date >= from) && (!to || date <= to);
}

function fold(words) {
  return words.replace(GAP, "").normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);
}

/* Tell whether the story has each word of the query that was set apart: its signs alone may be anywhere. */
function hasRuns(story, { q }) {
  const runs = q.split(/\s+/).filter((word) => word.search(BETWEEN) >= 0);
  if (!runs.length) return true;
  const text = fold(`${story.meta.title} ${story.raw_content ?? story.content}`);
  return runs.every((run) => text.includes(fold(run)));
}

/* Tell whether the headline has all words of the query. */
function hasAll(story, query) {
  const title = fold(story.meta.title);
  return fold(query).split(/\s+/).every((word) => title.includes(word));
}

/* The stories that were found, best first: those of the first thirty with all words in their headline, then the others. */
async function* storiesIn(results, query) {
  const best = await Promise.all(results.slice(0, RANKED).map((one) => one.data()));
  yield* best.filter((story) => hasAll(story, query.q));
  yield* best.filter((story) => !hasAll(story, query.q));
  for (let at = RANKED; at < results.length; at += AT_ONCE) {
    yield* await Promise.all(results.slice(at, at + AT_ONCE).map((one) => one.data()));
  }
}

/* Put an excerpt into `place`: plain text with the words that were looked for marked. */
function putExcerpt(place, excerpt) {
  excerpt.replace(GAP, "").split(/<\/?mark>/).forEach((part, number) => {
    const text = new DOMParser().parseFromString(`<pre>_${part}</pre>`, "text/html").body.textContent.slice(1);
    if (number % 2) {
      const mark = document.createElement("mark");
      mark.textContent = text;
      place.append(mark);
    } else place.append(text);
  });
}

function entryOf(story) {
  const { title, date, section } = story.meta;
  const entry = document.createElement("li");
  const link = document.createElement("a");
  link.href = story.raw_url ?? story.url;
  link.textContent = title.replace(GAP, "");
  const facts = document.createElement("p");
  const time = document.createElement("time");
  time.dateTime = date;
  // Browsers have a calendar of their own for some languages; pages tell all years as in the address.
  const days = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC", calendar: "gregory" });
  time.textContent = days.format(new Date(date));
  const name = form.querySelector(`option[value="${CSS.escape(section)}"]`)?.textContent;
  facts.append(time, ...(name ? [` · ${name}`] : []));
  const excerpt = document.createElement("p");
  putExcerpt(excerpt, story.excerpt);
  entry.append(link, facts, excerpt);
  return entry;
}

function isFiltered({ q, section, from, to }) {
  return Boolean(section || from || to) || q.search(BETWEEN) >= 0;
}

/* Show the next stories, say how many there are, and return the first entry. */
async function show(query, run) {
  let first = null;
  let isEnd = false;
  for (let shown = 0, seen = 0; shown < AT_ONCE && seen < MOST && !isEnd; seen += 1) {
    const { value: story, done } = await whole(stories.next());
    if (run !== latest) return null;
    isEnd = done;
    if (done || !fits(story, query) || !hasRuns(story, query)) continue;
    const entry = entryOf(story);
    first ??= entry;
    list.append(entry);
    shown += 1;
  }
  const shown = list.children.length;
  const hasMore = !isEnd && (isFiltered(query) || shown < total);
  moreButton.hidden = !hasMore;
  const number = new Intl.NumberFormat(language).format(isFiltered(query) ? shown : total);
  const words = shown || hasMore ? status_.dataset.found : status_.dataset.none;
  say(words, { number: isFiltered(query) && hasMore ? `${number}+` : number, words: query.q });
  return first;
}

function say(words, values = {}) {
  status_.textContent = words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

async function search() {
  const query = wanted();
  const run = (latest += 1);
  asked = location.search;
  list.replaceChildren();
  moreButton.hidden = olderButton.hidden = true;
  if (!query.q) return say("");
  say(status_.dataset.looking);
  const program = await ready();
  const words = query.q.replace(SIGNS, " ").replace(BETWEEN, " ");
  const found = program ? (await whole(program.search(words))).results : [];
  if (run !== latest) return;
  current = query;
  stories = storiesIn(found, query);
  total = found.length;
  await show(query, run);
  if (run !== latest) return;
  olderButton.hidden = hasOlder || !periods.older.length;
}

/* What failed is told, and loaded anew by the next search. */
function fail() {
  loading = null;
  moreButton.hidden = olderButton.hidden = true;
  say(status_.dataset.failed);
}

/* Fill the form with what the page's address asks for. */
function readAddress() {
  const parts = new URL(location.href).searchParams;
  for (const field of form.elements) {
    if (!field.name) continue;
    field.value = parts.get(field.name) ?? "";
    if (field.selectedIndex === -1) field.value = "";
  }
}

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = new URL(form.action);
  for (const [name, value] of Object.entries(wanted())) if (value) address.searchParams.set(name, value);
  history.pushState(null, "", address);
  search().catch(fail);
});
for (const field of form.querySelectorAll(".search-filters :is(select, input)")) {
  field.addEventListener("change", () => wanted().q && !YEAR_BEGUN.test(field.value) && form.requestSubmit());
}
moreButton.addEventListener("click", async () => {
  const first = await show(current, latest).catch(fail);
  first?.querySelector("a").focus();
});
olderButton.addEventListener("click", async () => {
  if (hasOlder) return;
  hasOlder = true;
  loading = whole(ready().then((program) => merge(program, periods.older)));
  await search().catch(fail);
  list.querySelector("a")?.focus();
});
/* A link within the page, such as the one to its content, is no other search. */
addEventListener("popstate", () => {
  if (location.search === asked) return;
  readAddress();
  search().catch(fail);
});
readAddress();
search().catch(fail);
