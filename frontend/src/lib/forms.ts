/** Forms: never sent twice by accident, sent on change where that is wished, not left unsaved. */
export function startForms(): void {
  let unsaved: HTMLFormElement | null = null;
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form === unsaved) unsaved = null;
    if (form.method === "dialog" || !form.hasAttribute("data-submit-once")) return;
    if (form.dataset["sent"]) {
      event.preventDefault();
      return;
    }
    form.dataset["sent"] = "1";
    event.submitter?.classList.add("busy");
    event.submitter?.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) {
      delete form.dataset["sent"];
      for (const button of form.querySelectorAll(".busy")) {
        button.classList.remove("busy");
        button.removeAttribute("aria-disabled");
      }
    }
  });
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLInputElement;
    const form = field.form;
    if (!form) return;
    if (form.hasAttribute("data-autosubmit") && field.type !== "search") form.requestSubmit();
    if (form.hasAttribute("data-leave-warning")) unsaved = form;
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved?.isConnected) event.preventDefault();
  });
}
