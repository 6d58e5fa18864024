export type Mood = "success" | "warning" | "error" | "info";

/** Says something in the corner, and to screen readers; errors stay until they are closed. */
export function toast(text: string, mood: Mood = "success"): void {
  let box = document.querySelector<HTMLElement>(".toasts");
  if (!box) {
    box = document.createElement("div");
    box.className = "toasts";
    document.body.append(box);
  }
  const item = document.createElement("div");
  item.className = `message ${mood}`;
  item.setAttribute("role", mood === "error" ? "alert" : "status");
  const words = document.createElement("div");
  words.textContent = text;
  item.append(words);
  box.append(item);
  item.addEventListener("click", () => item.remove());
  if (mood !== "error") window.setTimeout(() => item.remove(), 6000);
}
