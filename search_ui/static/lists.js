// Long lists: a field that filters the values of each, and filters that stand open where there is room.
"use strict";

{
  const wide = matchMedia("(min-width: 62rem)");

  // Lower case without diacritics, so that `so tu phap` finds `Sở Tư pháp`.
  const plain = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").trim();

  // What was typed into each field: a list that is shown anew with another result is filtered as before.
  const typed = new Map();

  const prepare = (within) => {
    for (const filters of within.querySelectorAll("details.filters")) filters.open ||= wide.matches;
    for (const more of within.querySelectorAll("details[data-filterable]")) {
      const field = document.createElement("input");
      field.type = "search";
      field.className = "facet-filter";
      field.placeholder = more.dataset.filterable;
      field.setAttribute("aria-label", more.querySelector("summary").textContent.trim() + ": " + more.dataset.filterable);
      const nothing = document.createElement("p");
      nothing.className = "quiet";
      nothing.setAttribute("role", "status");
      const filter = () => {
        typed.set(more.dataset.key, field.value);
        const wanted = plain(field.value);
        let shown = 0;
        for (const item of more.querySelectorAll("li")) {
          item.hidden = !plain(item.querySelector(".facet-label").textContent).includes(wanted);
          if (!item.hidden) shown += 1;
        }
        nothing.textContent = shown ? "" : more.dataset.nothing;
      };
      field.addEventListener("input", filter);
      more.querySelector("summary").after(field, nothing);
      if (typed.get(more.dataset.key)) {
        field.value = typed.get(more.dataset.key);
        filter();
      }
    }
  };

  document.addEventListener("refined", (event) => prepare(event.target));
  prepare(document);
}
