import { say } from "./say";
import { toast } from "./toast";

/** data-copy="#id" copies that element's text or value; data-copy-text="…" copies the text itself. */
export function startCopy(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-copy], [data-copy-text]");
    if (!button) return;
    const source = button.dataset["copy"] ? document.querySelector(button.dataset["copy"]) : null;
    const text =
      button.dataset["copyText"] ??
      (source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement
        ? source.value
        : (source?.textContent ?? ""));
    navigator.clipboard.writeText(text.trim()).then(
      () => toast(say("copied")),
      () => toast(say("copyFailed"), "error"),
    );
  });
}
