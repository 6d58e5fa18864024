/**
 * Compares two cells as people would: numbers by value in either language's writing, words by
 * alphabet with numbers inside by value ("TPS 9" before "TPS 10"); empty cells last.
 */
export function compareCells(left: string, right: string, language: "id" | "en"): number {
  const a = left.trim();
  const b = right.trim();
  if (!a || !b) return Number(!a) - Number(!b);
  const x = parseNumber(a, language);
  const y = parseNumber(b, language);
  if (x !== null && y !== null) return x - y;
  return a.localeCompare(b, language, { numeric: true, sensitivity: "base" });
}

/** The number a cell begins with ("1.389", "37,5 %", "142 menit"); null for words and for ids. */
export function parseNumber(text: string, language: "id" | "en"): number | null {
  const found = /^([-\u2212]?\d[\d.,]*)(?:\s|%|$)/.exec(text);
  const digits = found?.[1];
  if (!digits || /^0\d/.test(digits)) return null;
  const [thousands, decimal] = language === "id" ? [".", ","] : [",", "."];
  const plain = digits.replaceAll(thousands, "").replace(decimal, ".").replace("\u2212", "-");
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** Short tables marked data-sortable sort in the browser; headers with a link sort on the server. */
export function startTables(root: ParentNode = document): void {
  for (const table of root.querySelectorAll<HTMLTableElement>("table[data-sortable]")) {
    if (table.dataset["ready"]) continue;
    table.dataset["ready"] = "1";
    for (const header of table.querySelectorAll<HTMLTableCellElement>("thead th")) {
      if (header.querySelector("a, button") || !header.textContent?.trim()) continue;
      if (header.dataset["sort"] === "no" || header.querySelector(".visually-hidden")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => sortBy(table, header));
    }
  }
}

function sortBy(table: HTMLTableElement, header: HTMLTableCellElement): void {
  const descending = header.getAttribute("aria-sort") === "ascending";
  for (const other of table.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", descending ? "descending" : "ascending");
  const language = document.documentElement.lang === "en" ? "en" : "id";
  const text = (row: HTMLTableRowElement) => {
    const cell = row.cells[header.cellIndex];
    return cell?.dataset["value"] ?? cell?.textContent ?? "";
  };
  for (const body of table.tBodies) {
    const rows = [...body.rows];
    rows.sort((a, b) => {
      const order = compareCells(text(a), text(b), language);
      const empty = !text(a).trim() || !text(b).trim();
      return descending && !empty ? -order : order;
    });
    body.append(...rows);
  }
}
