/* The entries of a live story, kept current.
 *
 * The page comes with the entries of its own time. This script asks for a small file with the newest ones (`data-live`),
 * every 30 seconds, and less often while there is nothing new or no answer; not at all while nobody looks at the page,
 * and no more once the coverage has ended. New entries don't move what a reader is reading: a button in a status line
 * says how many there are, and puts them at the top when it is pressed. Without script, readers load the page again. */
"use strict";

const SHORTEST = 30_000;
const LONGEST = 600_000;

const live = document.querySelector(".live[data-live]");
const news = live?.querySelector(".live-news");
const words = Array.from(live?.querySelector(".live-words")?.content.querySelectorAll("p") ?? [], (one) => one.textContent);
let wait = SHORTEST;
let timer = 0;
let waiting = null;
let ended = false;

function entriesIn(whole) {
  return Array.from(whole.querySelectorAll(".live-entry"));
}

/* The entries of `part` that are above all that the page has. */
function freshIn(part) {
  const known = new Set(entriesIn(live).map((entry) => entry.id));
  const entries = entriesIn(part);
  const first = entries.findIndex((entry) => known.has(entry.id));
  return { fresh: first < 0 ? entries : entries.slice(0, first), whole: first >= 0 || !known.size };
}

/* Put new entries at the top, and the reader at the first of them. */
function showNews() {
  const { fresh, updated, whole } = waiting;
  if (!whole) return location.reload();
  const copies = fresh.map((entry) => document.importNode(entry, true));
  live.querySelector(".live-entries").prepend(...copies);
  live.querySelector(".empty")?.remove();
  live.querySelector(".live-updated")?.replaceWith(document.importNode(updated, true));
  news.replaceChildren();
  waiting = null;
  copies[0].tabIndex = -1;
  copies[0].focus();
}

function announce() {
  const count = waiting.fresh.length;
  const button = news.querySelector("button") ?? document.createElement("button");
  const text = (waiting.whole && words[count - 1]) || words[words.length - 1];
  button.type = "button";
  button.onclick = showNews;
  if (button.textContent !== text) button.textContent = text;
  if (!button.isConnected) news.append(button);
}

/* Ask for the newest entries. Tells whether there were new ones, and whether the coverage has ended. */
async function look() {
  const answer = await fetch(live.dataset.live, { cache: "no-cache" });
  if (!answer.ok || new URL(answer.url).origin !== location.origin) throw new Error(answer.statusText);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  const updated = part.querySelector(".live-updated");
  if (!updated) throw new Error("no entries");
  const { fresh, whole } = freshIn(part);
  const before = waiting?.fresh.length ?? 0;
  waiting = fresh.length ? { fresh, whole, updated } : null;
  if (waiting) announce();
  else news.replaceChildren(); // an entry that was waiting has been withdrawn
  return { isNew: fresh.length > before, ended: part.querySelector("[data-ended]") !== null };
}

async function turn() {
  try {
    const found = await look();
    ended = found.ended;
    wait = found.isNew ? SHORTEST : Math.min(wait * 1.25, LONGEST / 5);
  } catch {
    wait = Math.min(wait * 2, LONGEST);
  }
  later();
}

function later() {
  clearTimeout(timer);
  if (!document.hidden && !ended) timer = setTimeout(turn, wait);
}

if (live && news) {
  later();
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    wait = SHORTEST;
    if (!document.hidden && !ended) turn();
  });
}

/* A link to an entry that has moved to a page with older ones leads there. */
function followOlder() {
  const name = location.hash.slice(1);
  const minute = /^e-(\d{4}-\d\d-\d\d-\d{4})/.exec(name)?.[1];
  if (!minute || document.getElementById(name)) return;
  const pages = Array.from(document.querySelectorAll(".live-older a[data-until]"));
  const page = pages.reverse().find((one) => minute <= one.dataset.until);
  if (page) location.replace(page.getAttribute("href") + location.hash);
}

followOlder();
addEventListener("hashchange", followOlder);
