// `/` goes to the search field, from anywhere but a field.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const field = document.querySelector("main input[type=search][name=q]") ?? document.getElementById("quick-q");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
