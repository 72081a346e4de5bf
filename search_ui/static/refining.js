// The search page refines in place: a filter chosen shows its result at once, every state being the
// address that the form would lead to without this file.
"use strict";

const form = document.querySelector("form[data-live]");

if (form) {
  document.documentElement.classList.add("scripted");
  const wide = matchMedia("(min-width: 62rem)");
  const announcement = document.getElementById("announcement");
  let pending = null;

  const prepare = () => {
    const filters = document.getElementById("filters");
    if (wide.matches) filters.open = true;
    for (const more of filters.querySelectorAll(".facet .more")) {
      const field = document.createElement("input");
      field.type = "search";
      field.className = "facet-filter";
      field.placeholder = form.dataset.filterLabel;
      field.setAttribute("aria-label", form.dataset.filterLabel);
      field.addEventListener("input", () => {
        const wanted = plain(field.value);
        for (const item of more.querySelectorAll("li")) {
          item.hidden = !plain(item.querySelector(".facet-label").textContent).includes(wanted);
        }
      });
      more.querySelector("summary").after(field);
    }
  };

  // Lower case without diacritics, so that `so tu phap` finds `Sở Tư pháp`.
  const plain = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");

  const address = () => {
    const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
    const query = new URLSearchParams(pairs).toString();
    return query ? `${form.action}?${query}` : form.action;
  };

  const opened = () =>
    [...document.querySelectorAll("#state details")].map((details) => details.open && key(details));
  const key = (details) => details.id || details.querySelector("summary").textContent.trim();

  const load = async (url) => {
    pending?.abort();
    pending = new AbortController();
    const state = document.getElementById("state");
    state.setAttribute("aria-busy", "true");
    let answer;
    try {
      answer = await fetch(url, { signal: pending.signal });
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url);
      return;
    }
    if (!answer.ok) return location.assign(url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("state");
    const open = new Set(opened());
    const focused = document.activeElement;
    state.replaceWith(fresh);
    document.title = page.title;
    prepare();
    for (const details of fresh.querySelectorAll("details")) {
      if (open.has(key(details))) details.open = true;
    }
    if (focused.name && focused.closest && !document.contains(focused)) {
      const same = [...fresh.querySelectorAll(`[name="${focused.name}"]`)].find(
        (field) => field.type !== "checkbox" || field.value === focused.value,
      );
      same?.focus();
    }
    announcement.textContent = fresh.querySelector("#total").textContent;
  };

  const go = () => {
    const url = address();
    history.pushState(null, "", url);
    load(url);
  };

  document.addEventListener("change", (event) => {
    if (event.target.form === form && event.target.name !== "q") go();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  addEventListener("popstate", () => location.reload());
  prepare();
}
