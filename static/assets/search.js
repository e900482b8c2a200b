/* The search: it finds the program and the bundles of this site, and asks no other.
 *
 * What was asked stands in the page's address, so that a search can be kept, sent and gone back to. The newest two years
 * are searched at first; older ones when the reader asks for them. Headlines with all the words come first. */
"use strict";

const AT_ONCE = 10;
/* Of so many of the best, those with all words in their headline come first. */
const RANKED = 30;
/* Of so many, stories of a section or of certain days are looked for. */
const MOST = 400;

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

let program = null;
let periods = null;
let hasOlder = false;
let latest = 0;
let left = [];

/* Load the program once, with the newest bundle, and merge the others of the newest two years into it. */
async function load() {
  const answer = await fetch(form.dataset.periods);
  periods = await answer.json();
  const [first, ...others] = periods.recent;
  if (!first) return null;
  const loaded = await import(form.dataset.program);
  await loaded.options({ basePath: `${folder}${first}/`, baseUrl: "/", noWorker: true, excerptLength: 30 });
  await loaded.init(language);
  await merge(loaded, others);
  return loaded;
}

async function merge(loaded, names) {
  for (const name of names) await loaded.mergeIndex(`${folder}${name}/`, { baseUrl: "/" });
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
  for (let at = RANKED; at < Math.min(results.length, MOST); at += AT_ONCE) {
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
  time.textContent = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(date));
  const name = form.querySelector(`option[value="${CSS.escape(section)}"]`)?.textContent;
  facts.append(time, ...(name ? [` · ${name}`] : []));
  const excerpt = document.createElement("p");
  putExcerpt(excerpt, story.excerpt);
  entry.append(link, facts, excerpt);
  return entry;
}

/* Show the next stories of `stories`, and return the first entry. */
async function show(stories, run) {
  let first = null;
  for (let shown = 0; shown < AT_ONCE; shown += 1) {
    const { value, done } = await stories.next();
    if (run !== latest) return null;
    if (done) {
      moreButton.hidden = true;
      return first;
    }
    const entry = entryOf(value);
    first ??= entry;
    list.append(entry);
  }
  moreButton.hidden = false;
  return first;
}

async function* only(stories, query) {
  for await (const story of stories) if (fits(story, query) && hasRuns(story, query)) yield story;
}

function say(words, values = {}) {
  status_.textContent = Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words);
}

async function search() {
  const query = wanted();
  const run = (latest += 1);
  list.replaceChildren();
  moreButton.hidden = olderButton.hidden = true;
  if (!query.q) return say("");
  say(status_.dataset.looking);
  program ??= await load();
  const found = program ? (await program.search(query.q.replace(BETWEEN, " "))).results : [];
  if (run !== latest) return;
  left = only(storiesIn(found, query), query);
  const first = await show(left, run);
  if (run !== latest) return;
  const isFiltered = query.section || query.from || query.to || query.q.search(BETWEEN) >= 0;
  const count = isFiltered ? list.children.length : found.length;
  const number = new Intl.NumberFormat(language).format(count) + (isFiltered && !moreButton.hidden ? "+" : "");
  say(first ? status_.dataset.found : status_.dataset.none, { number, words: query.q });
  olderButton.hidden = hasOlder || !periods.older.length;
}

function fail() {
  say(status_.dataset.failed);
}

/* Fill the form with what the page's address asks for. */
function readAddress() {
  const asked = new URL(location.href).searchParams;
  for (const field of form.elements) if (field.name) field.value = asked.get(field.name) ?? "";
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
  field.addEventListener("change", () => wanted().q && form.requestSubmit());
}
moreButton.addEventListener("click", async () => {
  const first = await show(left, latest).catch(fail);
  first?.querySelector("a").focus();
});
olderButton.addEventListener("click", async () => {
  hasOlder = true;
  say(status_.dataset.looking);
  try {
    await merge(program, periods.older);
    await search();
    list.querySelector("a")?.focus();
  } catch {
    fail();
  }
});
addEventListener("popstate", () => {
  readAddress();
  search().catch(fail);
});
readAddress();
search().catch(fail);
