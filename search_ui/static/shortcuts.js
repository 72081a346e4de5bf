// Shortcuts: `/` to the search field, arrows and j, k through the results, `?` for what there is.
// Those of a single letter can be turned off (WCAG 2.2, 2.1.4): some speak to their computer.
"use strict";

{
  const dialog = document.getElementById("keys-dialog");
  const on = document.getElementById("keys-on");
  const OFF = "keys-off";
  on.checked = localStorage.getItem(OFF) === null;
  on.addEventListener("change", () => {
    if (on.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });

  const searchField = () =>
    document.querySelector("main input[type=search][name=q]") ?? document.getElementById("quick-q");
  const results = () => [...document.querySelectorAll(".hits h3 a")];

  // To the result so many places on; before the first is the search field.
  const move = (from, step) => {
    const links = results();
    const place = links.indexOf(from) + step;
    if (place < 0) searchField()?.focus();
    else links[Math.min(place, links.length - 1)]?.focus();
    return links.length > 0;
  };

  // The field of a search takes the arrow that its suggestions did not.
  const byArrow = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return false;
    const active = document.activeElement;
    if (results().includes(active)) return move(active, step);
    return step > 0 && active === searchField() && move(null, 1);
  };

  const byLetter = (event) => {
    if (!on.checked || event.target.closest("input, select, textarea, [contenteditable], dialog")) return false;
    switch (event.key) {
      case "/":
        searchField()?.focus();
        searchField()?.select();
        return true;
      case "j":
        return move(document.activeElement, 1);
      case "k":
        return move(document.activeElement, -1);
      case "?":
        dialog.showModal();
        return true;
      default:
        return false;
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (byArrow(event) || byLetter(event)) event.preventDefault();
  });
  for (const link of document.querySelectorAll("[data-keys]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.showModal();
    });
  }
}
