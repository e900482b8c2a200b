/* Sends files that are dropped or chosen on a story's page, one after the other, and says what became of each. */
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

  async function send(file) {
    const line = document.createElement("li");
    line.textContent = `${file.name}: sending…`;
    told.append(line);
    const address = `/_desk/drop?file=${encodeURIComponent(zone.dataset.file)}&name=${encodeURIComponent(file.name)}`;
    const headers = { "X-Broadsheet-Token": zone.dataset.token, "Content-Type": "application/octet-stream" };
    const answer = await fetch(address, { method: "POST", headers, body: file }).catch(() => null);
    const words = answer ? await answer.text() : "The preview doesn’t answer, or the file is too large.";
    const isJson = answer?.headers.get("Content-Type")?.startsWith("application/json");
    const done = isJson ? JSON.parse(words) : { message: words };
    line.textContent = `${file.name}: ${done.message} `;
    line.classList.toggle("failed", !answer?.ok);
    if (done.undo) line.append(undoing(done));
  }

  async function sendAll(files) {
    for (const file of files) await send(file);
    field.value = "";
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
