/* Keeps the desk current: after each build the page is fetched again and its parts are replaced, so that filters, text
   being typed and the scroll position stay. The desk works without this script, too. */
"use strict";
(() => {
  const seen = document.querySelector("script[data-desk]").dataset;
  let round = Number(seen.round);
  let isGone = false;
  const PARTS = [
    "h1", ".facts", ".deeds", ".acts", ".to-front", ".why", ".problems", ".known", ".photos", ".looks", ".next",
    ".concerns", ".calendar", ".fronts", ".hosts", ".states", ".rows", ".none", ".pager", ".last",
  ];

  addEventListener("broadsheet", (event) => {
    if (event.detail.run !== seen.run) return renewTokens();
    if (event.detail.round === round) return;
    round = event.detail.round;
    return renew();
  });
  addEventListener("broadsheet-deploy", (event) => {
    const hosts = document.querySelector("main > .hosts");
    if (hosts && Number(hosts.dataset.number) !== event.detail.number) return renew();
  });

  /* What somebody has begun to fill in stays when the preview is started again: live.js leaves such a page alone, and its
     forms get the token of the new start. The page of a text looks after itself. */
  document.addEventListener("input", (event) => {
    if (event.target.closest("main form:not(.edit, .wish)")) document.documentElement.dataset.filled = "";
  });

  /* The answer to a form that was refused has the address of the form. Load its page, not the form, from now on. */
  const refused = document.querySelector("#refused");
  if (refused) {
    history.replaceState(null, "", refused.dataset.at);
    document.documentElement.dataset.filled = "";
  }

  async function renewTokens() {
    const answer = await fetch("/_desk/new").catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = fresh.querySelector("[name=token]")?.value;
    if (!token) return;
    for (const one of document.querySelectorAll("main [name=token]")) one.value = token;
    for (const one of document.querySelectorAll("main .drop")) one.dataset.token = token;
  }

  /* Fetch the page again and replace the parts that have changed. */
  async function renew() {
    const answer = await fetch(location.href).catch(() => null);
    if (answer?.status === 404) return leaveGone(await answer.text());
    if (!answer?.ok) return;
    if (isGone) return location.reload();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const typing = document.activeElement?.closest("form") || document.querySelector("main .acts details[open]");
    const found = PARTS.map((part) => [document, fresh].map((page) => page.querySelector(`main > ${part}`)));
    if (!typing && found.some(([old, now]) => Boolean(old) !== Boolean(now))) {
      replaceMain(fresh.querySelector("main"));
    } else {
      for (const [old, now] of found) {
        if (old && now && !(old.matches(".acts") && old.querySelector("details[open], :focus"))) swap(old, now);
      }
    }
    const [views, newer] = [document, fresh].map((page) => page.querySelector(".top nav"));
    if (views && newer) swap(views, newer);
  }

  /* Say that the story of this page is gone, unless somebody has begun to fill in a form: its answer says so then. */
  function leaveGone(words) {
    const now = new DOMParser().parseFromString(words, "text/html");
    if (!now.querySelector("script[data-desk]") || "filled" in document.documentElement.dataset) return;
    isGone = true;
    const [old, told] = [document, now].map((page) => page.querySelector("main"));
    if (old.isEqualNode(told)) return;
    document.title = now.title;
    old.replaceWith(told);
  }

  /* Replace the whole page but for the place where files are dropped, which may be telling what became of them. */
  function replaceMain(now) {
    const zone = document.querySelector("main .drop");
    if (zone) now.querySelector(".drop")?.replaceWith(zone);
    const old = document.querySelector("main");
    const focused = old.contains(document.activeElement) ? nameOf(document.activeElement) : null;
    old.replaceWith(now);
    if (focused !== null) focusAgain(focused, now);
  }

  /* Replace `old` with `now`, and keep the focus and opened details. */
  function swap(old, now) {
    if (old.isEqualNode(now)) return;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    if (focused?.matches("select, input") || old.querySelector(".dragged")) return;
    const again = focused ? nameOf(focused) : null;
    const opened = Array.from(old.querySelectorAll("details[open] > summary"), (one) => one.textContent);
    old.replaceWith(now);
    for (const one of now.querySelectorAll("summary")) {
      if (opened.includes(one.textContent)) one.parentElement.open = true;
    }
    if (again !== null) focusAgain(again, now);
  }

  /* Give the focus to what has this name in a new part. */
  function focusAgain(name, now) {
    for (const one of now.querySelectorAll("a, button, summary, .saved")) {
      if (nameOf(one) === name) return one.focus();
    }
  }

  /* Return what tells a link or button from the others of its part. */
  function nameOf(one) {
    return one.getAttribute("href") ?? one.dataset.copy ?? `${one.closest("section")?.id} ${one.value ?? one.textContent}`;
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard?.writeText(button.dataset.copy).catch(() => {});
    button.classList.add("copied");
    setTimeout(() => button.classList.remove("copied"), 1200);
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches(".wish select")) event.target.form.requestSubmit();
  });

  /* Who speaks to the computer, or hits keys unawares, may switch off the keys that are a single sign. */
  const SWITCH = "broadsheet-keys-off";
  const areOff = () => {
    try {
      return localStorage.getItem(SWITCH) !== null;
    } catch {
      return false;
    }
  };
  const keys = document.querySelector("[data-keys]");
  if (keys) {
    keys.checked = !areOff();
    keys.addEventListener("change", () => {
      if (keys.checked) localStorage.removeItem(SWITCH);
      else localStorage.setItem(SWITCH, "");
    });
  }

  /* `/` focuses the search field, `j` and `k` go down and up the list. */
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (areOff()) return;
    const links = Array.from(document.querySelectorAll(".rows h2 a"));
    const at = links.indexOf(document.activeElement);
    if (event.key === "/") document.querySelector(".wish input[type=search]")?.focus();
    else if (event.key === "j") links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (event.key === "k") links[Math.max(at - 1, 0)]?.focus();
    else return;
    event.preventDefault();
  });
})();
