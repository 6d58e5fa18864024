/** The side navigation on a phone, and menus that close when one looks elsewhere. */
export function startShell(): void {
  for (const tabs of document.querySelectorAll<HTMLElement>(".tabs")) {
    const current = tabs.querySelector<HTMLElement>("[aria-current]");
    // On a phone the row of tabs scrolls: the one that is open is brought into sight.
    if (current) tabs.scrollLeft = current.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - current.clientWidth) / 2;
  }
  const nav = document.getElementById("sidenav");
  const toggle = document.querySelector<HTMLElement>("[data-nav-toggle]");
  const close = () => {
    if (!nav?.classList.contains("open")) return;
    nav.classList.remove("open");
    toggle?.setAttribute("aria-expanded", "false");
    toggle?.focus();
  };
  toggle?.setAttribute("aria-expanded", "false");
  toggle?.setAttribute("role", "button");
  toggle?.addEventListener("click", (event) => {
    event.preventDefault();
    if (nav?.classList.contains("open")) {
      close();
      return;
    }
    nav?.classList.add("open");
    toggle.setAttribute("aria-expanded", "true");
    nav?.querySelector<HTMLElement>("a[aria-current], a")?.focus();
  });
  document.querySelector("[data-nav-close]")?.addEventListener("click", (event) => {
    event.preventDefault();
    close();
  });
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (nav?.classList.contains("open") && !target.closest("#sidenav, [data-nav-toggle]")) close();
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
      if (!menu.contains(target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    close();
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}
