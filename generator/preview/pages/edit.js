/* The page in which a file's text is edited: saves by button and by Ctrl+S without loading the page again, warns before
   unsaved text is lost, and tells when somebody else saves the file. The page works without this script, too. */
"use strict";
(() => {
  const form = document.querySelector("form.edit");
  if (!form) return;
  const { text, seen, token, file } = form.elements;
  const note = form.querySelector(".note");
  const address = `/_desk/edit?file=${encodeURIComponent(file.value)}`;
  const shown = text.defaultValue.replace(/\r\n?/g, "\n");
  let saved = form.dataset.unsaved === undefined ? shown : null;
  let kept = history.state;
  let hasResumed = false;
  let saving = false;
  let saves = 0;
  let leaving = false;

  const isUnsaved = () => text.value !== saved;

  /* live.js leaves a page with unsaved text alone when the preview was started again. */
  function mark() {
    if (isUnsaved()) document.documentElement.dataset.unsaved = "";
    else delete document.documentElement.dataset.unsaved;
    if (hasResumed) remember({ seen: seen.value, isUnsaved: isUnsaved() });
  }

  /* Keep with this entry of the history which text of the file the one in the field was made from. */
  function remember(state) {
    if (kept?.seen === state.seen && kept.isUnsaved === state.isUnsaved) return;
    kept = state;
    history.replaceState(state, "");
  }

  /* A browser that goes back to this page puts the text of then into the field. One that was saved gives way to the
     file's text of now. Another is saved over no other text than the one it was made from. */
  function resume() {
    for (const one of document.querySelectorAll(".editor [name=seen]")) one.value = form.dataset.seen;
    if (kept?.seen && form.dataset.unsaved === undefined) {
      if (!kept.isUnsaved) text.value = shown;
      if (isUnsaved()) seen.value = kept.seen;
    }
    hasResumed = true;
    mark();
  }

  function say(words, failed = false) {
    note.textContent = words;
    note.classList.toggle("failed", failed);
  }

  async function fetchPage() {
    const answer = await fetch(address).catch(() => null);
    return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  }

  async function send() {
    const body = new URLSearchParams(new FormData(form));
    return fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body }).catch(() => null);
  }

  async function save() {
    if (saving) return;
    saving = true;
    saves += 1;
    say("Saving…");
    const sent = text.value;
    let answer = await send();
    if (answer?.status === 403) {
      const fresh = await fetchPage();
      token.value = fresh?.querySelector("form.edit [name=token]")?.value ?? token.value;
      answer = await send();
    }
    await report(answer, sent);
    saving = false;
    mark();
  }

  async function report(answer, sent) {
    if (!answer) return say("No answer: the text may not be saved. Your text is still here, so save again.", true);
    const words = await answer.text();
    let told = { message: words, hint: "", line: 0, changed: false };
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) told = JSON.parse(words);
    if (answer.ok) {
      saved = sent;
      for (const one of document.querySelectorAll(".editor [name=seen]")) one.value = told.seen;
      const zone = document.querySelector(".drop");
      if (zone) zone.dataset.seen = told.seen;
      document.querySelector(".saved")?.remove();
      if (document.querySelector(".theirs")) return leaveConflict(told.undo);
      return say(`Saved at ${new Date().toLocaleTimeString()}.`);
    }
    if (told.changed) {
      leaving = true;
      return form.submit();
    }
    say(`Not saved: ${told.message}${told.line ? ` (line ${told.line})` : ""} ${told.hint}`, true);
  }

  /* The page that shows two texts has done its work once one of them is saved. */
  function leaveConflict(undo) {
    leaving = true;
    location.assign(`${address}&undo=${encodeURIComponent(undo)}`);
  }

  /* After a build: follow the file if somebody else saved it. proof.js shows what is found in the text. A page that was
     asked for before the text was saved here may show what stood there before. */
  async function follow() {
    const before = saves;
    const fresh = saving ? null : await fetchPage();
    if (!fresh || saves !== before) return;
    for (const part of [".back", ".acts", ".former"]) {
      const old = document.querySelector(part);
      const now = fresh.querySelector(part);
      const isUsed = old?.matches("[open]") || old?.querySelector("[open], :focus");
      if (old && now && !isUsed && !old.isEqualNode(now)) old.replaceWith(now);
    }
    const other = fresh.querySelector("form.edit [name=seen]")?.value;
    if (!other || other === seen.value) return;
    if (isUnsaved()) return say("Somebody else saved the file meanwhile. When you save, you will see both texts.", true);
    const at = text.selectionStart;
    text.value = fresh.querySelector("#text").value;
    text.setSelectionRange(at, at);
    seen.value = other;
    const zone = document.querySelector(".drop");
    if (zone) zone.dataset.seen = other;
    saved = text.value;
    text.dispatchEvent(new Event("input"));
    say("Somebody else saved the file. This is its text now.");
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    save();
  });
  text.addEventListener("input", mark);
  addEventListener("beforeunload", (event) => {
    if (isUnsaved() && !leaving) event.preventDefault();
  });
  addEventListener("broadsheet", follow);
  addEventListener("pageshow", (event) => event.persisted || resume()); // by now the field is filled in again
  mark();
})();
