// Parts of a page that go on ([data-live]) are fetched anew until none does.
"use strict";

{
  const PAUSE = 3000;
  const parts = (page) => [...page.querySelectorAll("[data-live]")];

  const again = async () => {
    if (!document.hidden && !document.activeElement?.closest("[data-live] form")) {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
      if (answer?.redirected) return location.reload();  // signed out meanwhile
      if (answer?.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = new Map(parts(page).map((part) => [part.dataset.live, part]));
        for (const part of parts(document)) {
          const now = fresh.get(part.dataset.live);
          if (!now || now.innerHTML === part.innerHTML) continue;
          const log = part.querySelector(".log");
          const followed = !log || log.scrollTop + log.clientHeight > log.scrollHeight - 20;
          part.replaceWith(document.adoptNode(now));
          const shown = now.querySelector(".log");
          if (shown) shown.scrollTop = followed ? shown.scrollHeight : log.scrollTop;
        }
      }
    }
    if (document.querySelector("[data-goes-on]")) setTimeout(again, PAUSE);
  };

  setTimeout(again, PAUSE);
}
