import { formatSize } from "./say";

/** Files dropped on a form go into its file field; the list names them before anything is sent. */
export function startDropzones(root: ParentNode = document): void {
  for (const zone of root.querySelectorAll<HTMLElement>("[data-dropzone]")) {
    if (zone.dataset["ready"]) continue;
    zone.dataset["ready"] = "1";
    const input = zone.querySelector<HTMLInputElement>('input[type="file"]');
    if (!input) continue;
    const show = () => listFiles(zone.querySelector(".file-list"), input.files);
    input.addEventListener("change", show);
    zone.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      zone.classList.add("over");
    });
    zone.addEventListener("dragleave", (event) => {
      if (!zone.contains(event.relatedTarget as Node | null)) zone.classList.remove("over");
    });
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("over");
      const dropped = event.dataTransfer?.files;
      if (!dropped?.length) return;
      const all = new DataTransfer();
      for (const file of input.multiple ? [...(input.files ?? [])] : []) all.items.add(file);
      for (const file of input.multiple ? dropped : [...dropped].slice(0, 1)) all.items.add(file);
      input.files = all.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}

function listFiles(list: Element | null, files: FileList | null): void {
  if (!list) return;
  list.replaceChildren(
    ...[...(files ?? [])].map((file) => {
      const item = document.createElement("li");
      const name = document.createElement("b");
      const size = document.createElement("span");
      name.textContent = file.name;
      size.textContent = formatSize(file.size);
      size.className = "faint";
      item.append(name, size);
      return item;
    }),
  );
}
