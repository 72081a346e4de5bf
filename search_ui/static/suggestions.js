// Suggestions below a search field, after the WAI-ARIA combobox pattern. Without this file the
// fields are plain fields.
"use strict";

for (const field of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("div");
  list.className = "suggestions";
  list.id = `${field.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.suggestLabel);
  list.hidden = true;
  field.parentElement.append(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  let chosen = -1;
  let timer = 0;
  let pending = null;

  // Close the list, and let no answer that is still on its way open it again.
  const leave = () => {
    pending?.abort();
    clearTimeout(timer);
    close();
  };

  const close = () => {
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const choose = (place) => {
    const options = list.children;
    chosen = (place + options.length + 1) % (options.length + 1);
    for (const [at, option] of [...options].entries()) {
      option.setAttribute("aria-selected", String(at === chosen));
    }
    if (chosen < options.length) field.setAttribute("aria-activedescendant", options[chosen].id);
    else field.removeAttribute("aria-activedescendant");
  };

  const piece = (name, text) => {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    return span;
  };

  const show = (suggestions) => {
    // What was chosen while more was typed or the answer was on its way stays so if it is there still.
    const before = list.children[chosen]?.dataset.url;
    list.replaceChildren();
    for (const [at, suggestion] of suggestions.entries()) {
      const option = document.createElement("div");
      option.id = `${list.id}-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = suggestion.url;
      option.append(piece("kind", field.dataset[suggestion.kind]), piece("phrase", suggestion.text));
      if (suggestion.detail) option.append(piece("detail", suggestion.detail));
      list.append(option);
    }
    list.hidden = suggestions.length === 0;
    const still = suggestions.findIndex((suggestion) => suggestion.url === before);
    choose(still < 0 ? suggestions.length : still);
    field.setAttribute("aria-expanded", String(!list.hidden));
  };

  const ask = async () => {
    pending?.abort();
    pending = new AbortController();
    const typed = field.value.trim();
    if (typed.length < 2) return close();
    try {
      const address = `${field.dataset.suggest}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: pending.signal });
      if (answer.ok && document.activeElement === field) show((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Escape") leave();
    else if (event.key === "Enter" && list.children[chosen]) location.assign(list.children[chosen].dataset.url);
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", leave);
  field.form.addEventListener("submit", leave);
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}
