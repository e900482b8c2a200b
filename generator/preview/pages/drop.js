/* Sends files that are dropped or chosen on a story's page, one after the other, and says what became of each. Of a
   document or a text it asks first whether it is a story of its own or the text of this one. */
"use strict";
(() => {
  const zone = document.querySelector(".drop");
  if (!zone) return;
  const field = zone.querySelector("input[type=file]");
  const told = zone.querySelector(".dropped");

  /* Return a form that takes a file away again, as long as nobody has changed it. */
  function undoing(done) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = "/_desk/undo";
    form.className = "back-to";
    const fields = {
      token: zone.dataset.token, file: done.file, name: done.undo, seen: done.seen, page: "story", path: zone.dataset.path,
    };
    for (const [name, value] of Object.entries(fields)) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      form.append(field);
    }
    const button = document.createElement("button");
    button.textContent = "Undo";
    form.append(button);
    return form;
  }

  /* Return whether a file is a document or a text, of which there is more than one thing to make. */
  function isStory(file) {
    const ending = file.name.slice(file.name.lastIndexOf(".")).toLowerCase();
    return file.name.includes(".") && zone.dataset.stories.split(" ").includes(ending);
  }

  function lineFor(words) {
    const line = document.createElement("li");
    line.textContent = words;
    told.append(line);
    return line;
  }

  /* Send a file beside its story, or with `into` its text into the story, and say in its line what became of it. */
  async function send(file, line, into = "") {
    line.textContent = `${file.name}: sending…`;
    const asked = new URLSearchParams({ file: zone.dataset.file, name: file.name });
    if (into) asked.set("into", into);
    if (into) asked.set("seen", zone.dataset.seen);
    const headers = { "X-Broadsheet-Token": zone.dataset.token, "Content-Type": "application/octet-stream" };
    const answer = await fetch(`/_desk/drop?${asked}`, { method: "POST", headers, body: file }).catch(() => null);
    const words = answer ? await answer.text() : "The preview doesn’t answer, or the file is too large.";
    const isJson = answer?.headers.get("Content-Type")?.startsWith("application/json");
    const done = isJson ? JSON.parse(words) : { message: words };
    line.textContent = `${file.name}: ${done.message} `;
    line.classList.toggle("failed", !answer?.ok);
    if (into && answer?.ok) zone.dataset.seen = done.seen;
    if (done.undo) line.append(undoing(done));
    return answer?.ok;
  }

  /* Ask what to make of a document. What can't be done is said, and the choice stays. */
  function ask(file) {
    const line = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = `${file.name}: `;
    const group = document.createElement("span");
    group.className = "choice";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", `What to make of ${file.name}`);
    let result = null;
    const choices = [["Make a new story of it", ""], ["Put its text into this story", "text"]];
    for (const [label, into] of zone.dataset.seen ? choices : choices.slice(0, 1)) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
      button.addEventListener("click", async () => {
        result?.remove();
        result = lineFor("");
        group.hidden = true;
        if (await send(file, result, into)) line.remove();
        else group.hidden = false;
      });
      group.append(button, " ");
    }
    line.append(words, group);
    told.append(line);
    return group.querySelector("button");
  }

  async function sendAll(files) {
    const asked = files.filter(isStory).map(ask);
    for (const file of files) if (!isStory(file)) await send(file, lineFor(""));
    field.value = "";
    asked[0]?.focus();
  }

  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  field.addEventListener("change", () => sendAll(Array.from(field.files)));
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    zone.classList.remove("over");
    sendAll(Array.from(event.dataTransfer.files));
  });
})();
