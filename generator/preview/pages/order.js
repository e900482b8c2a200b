/* Orders a front by dragging. The buttons beside each story do the same without this script. */
"use strict";
(() => {
  let dragged = null;

  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("form[data-order] .place") ?? null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.name);
    dragged.classList.add("dragged");
  });

  document.addEventListener("dragover", (event) => {
    const over = event.target.closest?.(".place");
    if (!dragged || !over || over.parentElement !== dragged.parentElement) return;
    event.preventDefault();
    const box = over.getBoundingClientRect();
    if (over !== dragged) over[event.clientY < box.top + box.height / 2 ? "before" : "after"](dragged);
  });

  document.addEventListener("drop", (event) => dragged && event.preventDefault());

  /* Save the order that the list has now. */
  document.addEventListener("dragend", () => {
    const place = dragged;
    dragged = null;
    if (!place) return;
    place.classList.remove("dragged");
    const form = place.closest("form");
    const order = Array.from(form.querySelectorAll(".place"), (one) => one.dataset.name).join("\n");
    for (const [name, value] of Object.entries({ act: `place ${place.dataset.name}`, order })) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      form.append(field);
    }
    form.submit();
  });
})();
