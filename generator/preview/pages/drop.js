/* Sends files that are dropped or chosen on a story's page, one after the other, and says what became of each. */
"use strict";
(() => {
  const zone = document.querySelector(".drop");
  if (!zone) return;
  const field = zone.querySelector("input[type=file]");
  const told = zone.querySelector(".dropped");

  async function send(file) {
    const line = document.createElement("li");
    line.textContent = `${file.name}: sending…`;
    told.append(line);
    const address = `/_desk/drop?file=${encodeURIComponent(zone.dataset.file)}&name=${encodeURIComponent(file.name)}`;
    const headers = { "X-Broadsheet-Token": zone.dataset.token, "Content-Type": "application/octet-stream" };
    const answer = await fetch(address, { method: "POST", headers, body: file }).catch(() => null);
    const words = answer ? await answer.text() : "The preview doesn’t answer, or the file is too large.";
    const isJson = answer?.headers.get("Content-Type")?.startsWith("application/json");
    line.textContent = `${file.name}: ${isJson ? JSON.parse(words).message : words}`;
    line.classList.toggle("failed", !answer?.ok);
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
