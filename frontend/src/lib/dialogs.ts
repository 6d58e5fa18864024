/** <button data-dialog="id"> opens <dialog id>; a click on the backdrop closes it. */
export function startDialogs(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const opener = target.closest<HTMLElement>("[data-dialog]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset["dialog"] ?? "");
      if (dialog instanceof HTMLDialogElement) {
        event.preventDefault();
        dialog.showModal();
      }
      return;
    }
    if (target.closest("[data-dialog-close]")) {
      event.preventDefault();
      target.closest("dialog")?.close("cancel");
      return;
    }
    if (target instanceof HTMLDialogElement && target.open && target === event.target) {
      const box = target.getBoundingClientRect();
      const { clientX: x, clientY: y } = event as MouseEvent;
      const outside = x < box.left || x > box.right || y < box.top || y > box.bottom;
      if (outside && event.detail > 0) target.close("cancel");
    }
  });
}
