/* The script that the preview adds to each page: it reloads the page when it has changed, shows errors in templates or
   site.toml over it, and counts files that need fixing in a corner. None of this is in the site. */
"use strict";
(() => {
  const own = document.currentScript.dataset;
  const place = `broadsheet scroll ${location.pathname}`;
  let edition = Number(own.edition);

  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    addEventListener("load", () => scrollTo({ top: Number(kept), behavior: "instant" }));
  }

  function reload() {
    sessionStorage.setItem(place, String(scrollY));
    location.reload();
  }

  /* Return an element with a class and text; text is never treated as HTML. */
  function make(name, kind, words, ...inner) {
    const element = document.createElement(name);
    if (kind) element.className = `broadsheet-${kind}`;
    element.append(...(words ? [words] : []), ...inner);
    return element;
  }

  /* Return an element that the page's own style sheets can't affect. */
  function stage(id) {
    document.getElementById(id)?.remove();
    const host = make("div");
    host.id = id;
    const root = host.attachShadow({ mode: "open" });
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/_desk/live.css";
    root.append(style);
    document.documentElement.append(host);
    return root;
  }

  function showTroubles(troubles) {
    if (!troubles.length) return document.getElementById("broadsheet-overlay")?.remove();
    const close = make("button", "close", "Show the site");
    close.addEventListener("click", () => showTroubles([]));
    const box = make("section", "overlay", "", make("h1", "", "The site can’t be updated"), close);
    box.setAttribute("role", "alert");
    for (const trouble of troubles) {
      const code = make("pre");
      for (const [number, text] of trouble.excerpt) {
        code.append(make(number === trouble.line ? "mark" : "span", "", `${String(number).padStart(4)}  ${text}\n`));
      }
      box.append(make("h2", "", trouble.where), make("p", "", trouble.message));
      if (trouble.excerpt.length) box.append(code);
      if (trouble.hint) box.append(make("p", "fix", trouble.hint));
    }
    stage("broadsheet-overlay").append(box);
  }

  function showHeld(held) {
    if (!held || own.desk !== undefined || self !== top) return document.getElementById("broadsheet-badge")?.remove();
    const link = make("a", "badge", held === 1 ? "1 file needs fixing" : `${held} files need fixing`);
    link.href = "/_desk/?state=held";
    stage("broadsheet-badge").append(link);
  }

  /* Return the name of the paper's style sheet that a link leads to: `broadsheet.css`, whose pages name it with a
     fingerprint (`broadsheet.1f2e3d4c5b.css`). */
  function sheetOf(link) {
    const address = new URL(link.href);
    if (address.origin !== location.origin) return undefined;
    if (address.pathname === "/_desk/style") return address.searchParams.get("name");
    return address.pathname.split("/assets/")[1]?.replace(/\.[0-9a-f]{10}\.css$/, ".css");
  }

  /* Load the style sheet `name` again, or all of the paper's when it is empty. The old one stays until it is there. */
  function restyle(name, stamp) {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const sheet = sheetOf(link);
      if (!sheet || (name && sheet !== name)) continue;
      const fresh = link.cloneNode();
      fresh.href = `/_desk/style?name=${encodeURIComponent(sheet)}&at=${stamp}`;
      fresh.addEventListener("load", () => link.remove());
      link.after(fresh);
    }
  }

  /* Tell whether the new edition changed this page. */
  function concerns(state) {
    if (state.edition === edition) return own.source ? isSource(state) : false;
    if (state.restyled && state.edition === edition + 1) return false;
    if (own.source) return isSource(state);
    if (state.edition !== edition + 1 || !state.changed) return true;
    const sizes = Array.from(document.querySelectorAll("img, source"), (one) => `${one.src} ${one.srcset}`).join(" ");
    if (state.changed.some((file) => sizes.includes(`/${file}`))) return true;
    const parts = Array.from(document.querySelectorAll("[data-part]"), (part) => part.dataset.part.replace(/^\//, ""));
    return state.changed.includes(own.file) || parts.some((part) => state.changed.some((file) => part.endsWith(file)));
  }

  function isSource(state) {
    return state.round > Number(own.round) && (!state.sources || state.sources.includes(own.source));
  }

  let source = null;

  function listen() {
    source = new EventSource("/_desk/live");
    source.addEventListener("style", (event) => {
      const { name, stamp } = JSON.parse(event.data);
      restyle(name, stamp);
    });
    source.addEventListener("state", (event) => follow(JSON.parse(event.data)));
    source.addEventListener("deploy", (event) => {
      dispatchEvent(new CustomEvent("broadsheet-deploy", { detail: JSON.parse(event.data) }));
    });
  }

  function isBeingFilledIn() {
    const kept = document.documentElement.dataset;
    return "unsaved" in kept || "filled" in kept;
  }

  function follow(state) {
    showTroubles(state.troubles);
    showHeld(state.held);
    dispatchEvent(new CustomEvent("broadsheet", { detail: state }));
    if (state.run !== own.run) {
      if (!isBeingFilledIn()) return reload();
      document.documentElement.dataset.filled = ""; // also when the text is saved: whoever types would lose the place
      return;
    }
    if (own.desk !== undefined) return;
    if (own.building !== undefined) return state.edition && state.round !== Number(own.round) ? reload() : undefined;
    if (concerns(state)) return reload();
    if (state.restyled && state.edition > edition) restyle("", state.edition); // its style event may have been missed
    edition = state.edition;
  }

  listen();
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) isBeingFilledIn() ? listen() : reload();
  });
})();
