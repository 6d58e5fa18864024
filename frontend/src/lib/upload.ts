/**
 * How much of an upload has been sent: <form data-upload-progress> with a [data-progress] inside.
 * htmx sends the form; without scripts the browser does, and shows its own progress.
 */
export function startUploads(): void {
  const of = (event: Event) => {
    const form = event.target as HTMLElement;
    const box = form.matches?.("[data-upload-progress]")
      ? form.querySelector<HTMLElement>("[data-progress]")
      : null;
    return box && { form, box };
  };
  document.addEventListener("htmx:beforeRequest", (event) => {
    const found = of(event);
    if (found) found.box.hidden = false;
  });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const found = of(event);
    const { lengthComputable, loaded, total } = (event as CustomEvent<ProgressEvent>).detail;
    if (!found || !lengthComputable || !total) return;
    const percent = Math.min(100, Math.round((loaded / total) * 100));
    const bar = found.box.querySelector("progress");
    const text = found.box.querySelector("[data-progress-text]");
    if (bar) bar.value = percent;
    if (text) text.textContent = `${percent} %`;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const found = of(event);
    const { xhr } = (event as CustomEvent<{ xhr?: XMLHttpRequest }>).detail;
    if (!found || xhr?.getResponseHeader("HX-Redirect")) return;
    found.box.hidden = true;
    delete found.form.dataset["sent"]; // refused: it may be mended and sent again
    for (const button of found.form.querySelectorAll(".busy")) {
      button.classList.remove("busy");
      button.removeAttribute("aria-disabled");
    }
  });
}
