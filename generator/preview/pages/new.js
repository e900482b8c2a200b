/* Completes each topic of a list that is separated by commas: a datalist alone completes the whole field. */
"use strict";
(() => {
  const field = document.querySelector("input[name=topics]");
  const list = document.querySelector("#topics");
  if (!field || !list) return;
  const names = Array.from(list.options, (option) => option.value);

  field.addEventListener("input", () => {
    const before = field.value.slice(0, field.value.lastIndexOf(",") + 1);
    const start = before && `${before} `;
    const taken = before.split(",").map((one) => one.trim().toLowerCase());
    const free = names.filter((name) => !taken.includes(name.toLowerCase()));
    list.replaceChildren(...free.map((name) => new Option("", start + name)));
  });
})();
