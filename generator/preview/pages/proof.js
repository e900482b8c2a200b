/* Shows the page of the text in the box beside it, saved or not, as a build would make it, and what is found in the text.
   Without this script, the page of the saved file is there. */
"use strict";
(() => {
  const form = document.querySelector("form.edit");
  const frame = document.querySelector(".proof iframe");
  if (!form || !frame) return;
  const { text } = form.elements;
  const of = document.querySelector(".proof .of");
  const found = document.querySelector(".proof .found");
  const PAUSE_MS = 500;
  let timer = 0;
  let asking = false;
  let round = Number(document.querySelector("script[data-desk]").dataset.round);

  function later(pause = PAUSE_MS) {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  }

  /* Ask for the page of the text as it stands, one request at a time: what is typed meanwhile is asked for after it. */
  async function ask() {
    if (asking) return;
    asking = true;
    const sent = text.value;
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch("/_desk/proof", { method: "POST", body }).catch(() => null);
    const isJson = answer?.headers.get("Content-Type")?.startsWith("application/json");
    const told = isJson ? await answer.json() : null;
    asking = false;
    if (told?.problems) show(told);
    else say("The page of the text can’t be made now.");
    if (text.value !== sent) later();
  }

  function show(told) {
    const list = told.problems.length ? listOf(told.problems) : null;
    if (!list || !found.firstElementChild?.isEqualNode(list)) found.replaceChildren(...(list ? [list] : []));
    const isFormer = !told.page && !frame.hidden;
    say(`${isFormer ? "Below is the page of the text before. " : ""}${told.said || "The page of this text, as it will be."}`);
    of.classList.toggle("failed", Boolean(told.said));
    if (told.page) turn(told.page);
  }

  /* A screen reader reads what has changed, and not the same again after each key. */
  function say(words) {
    if (of.textContent !== words) of.textContent = words;
  }

  /* Load another page into the frame, and stay at the place that the editor looks at. The browser's own page, which
     stands in the frame when one couldn't be loaded, has no place that can be asked for. */
  function turn(address) {
    const shown = () => frame.contentDocument?.defaultView;
    const top = shown()?.scrollY ?? 0;
    frame.addEventListener("load", () => shown()?.scrollTo({ top, behavior: "instant" }), { once: true });
    frame.contentWindow.location.replace(address);
    frame.hidden = false;
  }

  /* Text is never treated as HTML. */
  function listOf(problems) {
    const list = Object.assign(document.createElement("ul"), { className: "problems" });
    for (const one of problems) {
      const item = Object.assign(document.createElement("li"), { className: `is-${one.gravity}` });
      const words = Object.assign(document.createElement("span"), {
        textContent: `${one.message}${one.line ? ` (line ${one.line})` : ""}`,
      });
      const hint = Object.assign(document.createElement("small"), { textContent: one.hint });
      item.append(words, ...(one.hint ? [" ", hint] : []));
      list.append(item);
    }
    return list;
  }

  text.addEventListener("input", () => later());
  addEventListener("broadsheet", (event) => {
    if (event.detail.round !== round) later();
    round = event.detail.round;
  });
  later(0);
})();
