/* The lists on story pages, kept current, and what other sites show in stories.
 *
 * A story's page is not printed again with each new story. It comes with the headlines of its own hour, and this script
 * puts the current ones in their place: it reads the address in `data-part` and takes the list from there. Without
 * script, without network, or if anything is amiss, the headlines that came with the page stay.
 *
 * A video, a chart or a map of another site is asked for only when a reader opens it: see the end. */
"use strict";

/* What a list may be made of. Everything else in the part is left behind. */
const KEPT = {
  OL: ["class", "lang", "dir"],
  LI: ["class"],
  A: ["class", "href", "lang", "dir"],
  TIME: ["class", "datetime"],
  SPAN: ["class", "lang", "dir"],
};

const here = pathOf(location.href);

function pathOf(address) {
  return new URL(address, location.href).pathname.replace(/index\.html$/, "");
}

function isOurs(address) {
  return new URL(address, location.href).origin === location.origin;
}

/* A copy of `node`, a part of another document, made of what lists are made of. */
function copyOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
  const names = KEPT[node.nodeName];
  if (!names || !isOurs(node.getAttribute("href") ?? "")) return document.createTextNode("");
  const copy = document.createElement(node.nodeName);
  for (const name of names) {
    if (node.hasAttribute(name)) copy.setAttribute(name, node.getAttribute(name));
  }
  copy.append(...Array.from(node.childNodes, copyOf));
  return copy;
}

/* The list in `part` without this page's own story. A part has one entry more than a page shows, if there are so many. */
function listIn(part) {
  const whole = part.querySelector("ol.headlines");
  const list = copyOf(whole);
  const entries = Array.from(list.children);
  const others = entries.filter((entry) => pathOf(entry.querySelector("a").href) !== here);
  list.replaceChildren(...others.slice(0, Number(whole.dataset.most) || entries.length - 1));
  return list;
}

/* Put the current list into `place`, and show what was hidden for want of one. */
async function refresh(place) {
  const answer = await fetch(place.dataset.part);
  if (!answer.ok || !isOurs(answer.url)) return;
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  const list = listIn(part);
  if (!list.children.length) return;
  place.replaceChildren(list);
  const [title, heading] = [part, place.closest("section")].map((whole) => whole?.querySelector("h2"));
  if (title && heading) {
    heading.textContent = title.textContent;
    const tongue = title.closest("[lang]");
    if (tongue) [heading.lang, heading.dir] = [tongue.lang, tongue.dir];
  }
  for (let cover; (cover = place.closest("[hidden]")); ) cover.hidden = false;
}

for (const place of document.querySelectorAll("[data-part]")) {
  refresh(place).catch(() => {});
}

/* --- What other sites show ---------------------------------------------------------------------- */

/* The height in pixels that a player asks for, as Datawrapper, Mastodon and Bluesky say it; NaN if it says none. */
function heightIn(message) {
  const heights = message?.["datawrapper-height"];
  return Number(heights ? Object.values(heights)[0] : message?.height ?? NaN);
}

/* Give a player the height that it asks for. Videos and maps have one already. */
function followHeight(frame, figure) {
  addEventListener("message", ({ source, data }) => {
    const height = source === frame.contentWindow ? heightIn(data) : NaN;
    if (!(height >= 50 && height <= 5000)) return;
    figure.classList.add("embed-sized");
    frame.style.height = `${Math.ceil(height)}px`;
  });
  frame.addEventListener("load", () => frame.contentWindow.postMessage({ type: "setHeight", id: 1 }, "*"));
}

/* Put the player in the place of the button, and the reader into the player. */
function openEmbed(stage, waiting) {
  const figure = stage.closest(".embed");
  const frame = document.importNode(waiting.querySelector("iframe"), true);
  if (figure.matches(".embed-chart, .embed-post")) followHeight(frame, figure);
  figure.classList.add("embed-opened");
  stage.replaceChildren(frame);
  frame.focus();
}

for (const stage of document.querySelectorAll(".embed-stage")) {
  const waiting = stage.querySelector("template")?.content;
  const link = stage.querySelector("a.embed-open");
  if (!waiting || !link) continue;
  const button = document.importNode(waiting.querySelector("button"), true);
  button.addEventListener("click", () => openEmbed(stage, waiting));
  link.replaceWith(button);
}
