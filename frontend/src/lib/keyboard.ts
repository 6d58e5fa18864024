/** One key opens what carries data-hotkey; "/" goes to the search field, "?" lists the keys. */
export function startKeyboard(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    if (target.closest("input, select, textarea, dialog, [contenteditable], .maplibregl-canvas")) return;
    if (event.key === "/") {
      const search = document.querySelector<HTMLElement>('main input[type="search"]');
      if (!search) return;
      event.preventDefault();
      search.focus();
      return;
    }
    if (event.key === "?") {
      const dialog = document.getElementById("keys");
      if (dialog instanceof HTMLDialogElement) dialog.showModal();
      return;
    }
    for (const element of document.querySelectorAll<HTMLElement>("[data-hotkey]")) {
      if (element.dataset["hotkey"] !== event.key || !element.checkVisibility()) continue;
      event.preventDefault();
      element.click();
      return;
    }
  });
}
