// The search page refines in place: a filter chosen shows its result at once, words once typing
// pauses, every state being the address that the form would lead to without this file.
"use strict";

const form = document.querySelector("form[data-live]");

if (form) {
  document.documentElement.classList.add("scripted");
  const announcement = document.getElementById("announcement");
  const CHIPS = "#state .chips a";
  const LINKS = `${CHIPS}, #state .histogram a, #state .pages a, #state .understood a, #state .predecessors a`;
  // What else tells of the address: the other language, what is printed below, the feed.
  const BESIDE = [".language", ".printed-from", "link[rel=alternate]"];
  let pending = null;

  const address = () => {
    const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
    const query = new URLSearchParams(pairs).toString();
    return query ? `${form.action}?${query}` : form.action;
  };

  const opened = () =>
    [...document.querySelectorAll("#state details")].map((details) => details.open && key(details));
  const key = (details) => details.id || details.dataset.key || details.querySelector("summary").textContent.trim();

  // Show the state at an address; where that cannot be done, `otherwise`. Whether it is shown.
  const load = async (url, otherwise = () => location.assign(url)) => {
    clearTimeout(pause);
    pending?.abort();
    pending = new AbortController();
    const state = document.getElementById("state");
    state.setAttribute("aria-busy", "true");
    let answer, text;
    try {
      answer = await fetch(url, { signal: pending.signal });
      text = await answer.text();
    } catch (error) {
      if (error.name !== "AbortError") otherwise();
      return false;
    }
    if (!answer.ok) {
      otherwise();
      return false;
    }
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.getElementById("state");
    const open = new Set(opened());
    const focused = document.activeElement;
    const chip = [...state.querySelectorAll(CHIPS)].indexOf(focused);
    state.replaceWith(fresh);
    document.title = page.title;
    for (const place of BESIDE) {
      const told = page.querySelectorAll(place);
      document.querySelectorAll(place).forEach((old, i) => told[i] && old.replaceWith(told[i]));
    }
    fresh.dispatchEvent(new Event("refined", { bubbles: true }));
    for (const details of fresh.querySelectorAll("details")) {
      if (open.has(key(details))) details.open = true;
    }
    const total = fresh.querySelector("#total");
    if (!document.contains(focused)) (sameField(fresh, focused) || nextChip(fresh, chip) || total).focus();
    const mistakes = [...fresh.querySelectorAll(".mistake")].map((mistake) => mistake.textContent);
    announcement.textContent = [total.textContent, ...mistakes].filter(Boolean).join(". ");
    return true;
  };

  const sameField = (fresh, focused) =>
    focused.name &&
    [...fresh.querySelectorAll(`[name="${focused.name}"]`)].find(
      (field) => field.type !== "checkbox" || field.value === focused.value,
    );

  // Where a chip was taken away, the one that took its place, or the last.
  const nextChip = (fresh, place) => {
    const chips = [...fresh.querySelectorAll(CHIPS)];
    return place < 0 ? undefined : chips[Math.min(place, chips.length - 1)];
  };

  const go = (url) => {
    typed = null;
    isTyping = false;
    if (url !== location.href) history.pushState(null, "", url);
    load(url);
  };

  // Words count when typing pauses for so long (milliseconds): a client has so many searches a minute.
  const PAUSE = 600;
  const words = form.elements.q;
  let pause = 0;
  // The way back leads to what was there before anything was typed, not through each pause.
  let isTyping = false;
  const search = async () => {
    const url = address();
    if (url === location.href) return;
    // What is typed so far may mean nothing yet, or be asked too often: all stays, Enter would say why.
    const stay = () => document.getElementById("state").removeAttribute("aria-busy");
    if (!(await load(url, stay))) return;
    if (isTyping) history.replaceState(null, "", url);
    else history.pushState(null, "", url);
    isTyping = true;
  };
  const wait = (event) => {
    clearTimeout(pause);
    if (!event.isComposing && words.value.trim().length !== 1) pause = setTimeout(search, PAUSE);
  };
  words.addEventListener("input", wait);
  words.addEventListener("compositionend", wait);
  words.addEventListener("focus", () => (isTyping = false));

  // A date being typed is whole long before it is meant: year 0202 of 2023, day 2 of 28. It counts when
  // both date fields are left, or with Enter; one picked from the calendar counts at once.
  let typed = null;
  const isDate = (field) => field.form === form && field.type === "date";
  const isPlausible = (field) => {
    const { valid } = field.validity;
    field.setAttribute("aria-invalid", String(!valid));
    const mistake = document.getElementById(`${field.id}-mistake`);
    mistake.textContent = valid ? "" : field.closest("[data-implausible]").dataset.implausible;
    return valid;
  };
  const datesArePlausible = () => [...document.querySelectorAll(".dates input")].map(isPlausible).every(Boolean);

  document.addEventListener("keydown", (event) => {
    if (isDate(event.target) && !["Enter", "Tab", "Shift", "Escape"].includes(event.key)) typed = event.target.closest(".dates");
  });
  document.addEventListener("focusout", (event) => {
    if (!typed || !typed.contains(event.target) || typed.contains(event.relatedTarget)) return;
    typed = null;
    if (datesArePlausible() && address() !== location.href) go(address());
  });
  document.addEventListener("change", (event) => {
    if (event.target.form !== form || event.target.name === "q") return;
    if (isDate(event.target) && (typed || !datesArePlausible())) return;
    go(address());
  });
  // A field that keeps the form from being sent has to be seen.
  document.addEventListener("invalid", () => (document.getElementById("filters").open = true), true);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(address());
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(LINKS);
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // The links of a drawing have no address of their own as others do: it is read as it is written.
    const to = new URL(link.getAttribute("href"), location.href);
    words.value = to.searchParams.get("q") ?? "";
    go(to.href);
    if (link.closest(".pages")) scrollTo({ top: 0 });
  });
  // Back and forward: the words come from the address, all else with the result.
  addEventListener("popstate", () => {
    isTyping = false;
    words.value = new URLSearchParams(location.search).get("q") ?? "";
    load(location.href);
  });
}
