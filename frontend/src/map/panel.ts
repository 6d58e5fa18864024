/** The side panel: search as one types, the card of what is chosen, the way back to the summary. */
export class Panel {
  private readonly card = document.getElementById("map-card");
  private readonly summary = document.getElementById("map-summary");
  private readonly hits = document.getElementById("map-hits");
  private running: AbortController | null = null;

  constructor(
    private readonly address: (kind: string, id: string) => string,
    private readonly failed: string,
    private readonly onChoice: (kind: string, id: string) => void,
    private readonly onBack: () => void,
  ) {
    document.querySelector(".desk-panel")?.addEventListener("click", (event) => {
      const target = event.target as Element;
      if (target.closest("[data-back]")) {
        this.back();
        return;
      }
      const link = target.closest<HTMLElement>("[data-card]");
      if (!link || (event as MouseEvent).ctrlKey || (event as MouseEvent).metaKey) return;
      const [kind, ...rest] = (link.dataset["card"] ?? "").split("/");
      if (!kind || !rest.length) return;
      event.preventDefault();
      this.onChoice(kind, decodeURIComponent(rest.join("/")));
    });
    this.startSearch();
  }

  /** Shows the card of a station, post or officer. */
  async show(kind: string, id: string, focus: boolean): Promise<void> {
    if (!this.card || !this.summary) return;
    const html = await this.fetch(this.address(kind, id));
    if (html === null) return;
    const back = document.querySelector<HTMLTemplateElement>("#map-back");
    this.card.replaceChildren(...(back ? [back.content.cloneNode(true)] : []), fragment(html || this.failed));
    this.card.hidden = false;
    this.summary.hidden = true;
    this.hits?.replaceChildren();
    this.card.dispatchEvent(new CustomEvent("siaga:card", { bubbles: true }));
    const narrow = matchMedia("(max-width: 1000px)").matches;
    if (focus || narrow) this.card.focus({ preventScroll: true });
    if (narrow) this.card.scrollIntoView({ block: "nearest" });
  }

  private back(): void {
    if (!this.card || !this.summary) return;
    this.card.replaceChildren();
    this.card.hidden = true;
    this.summary.hidden = false;
    this.onBack();
  }

  private startSearch(): void {
    const form = document.querySelector<HTMLFormElement>("form[data-search]");
    const field = form?.querySelector<HTMLInputElement>('input[type="search"]');
    if (!form || !field) return;
    let waiting = 0;
    const look = async () => {
      const text = field.value.trim();
      if (text.length < 2) {
        this.hits?.replaceChildren();
        return;
      }
      const query = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
      const html = await this.fetch(`${form.dataset["search"]}?${query}`);
      if (html !== null) this.hits?.replaceChildren(fragment(html || this.failed));
    };
    field.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(look, 200);
    });
    form.addEventListener("submit", (event) => {
      const first = this.hits?.querySelector<HTMLElement>("[data-card]");
      if (!first) return; // nothing found yet: the table answers
      event.preventDefault();
      first.click();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") {
        event.preventDefault();
        this.hits?.querySelector<HTMLElement>("a")?.focus();
      }
      if (event.key === "Escape") this.hits?.replaceChildren();
    });
    this.hits?.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      const links = [...(this.hits?.querySelectorAll<HTMLElement>("a") ?? [])];
      const at = links.indexOf(document.activeElement as HTMLElement);
      (event.key === "ArrowUp" && at === 0 ? field : links[at + (event.key === "ArrowDown" ? 1 : -1)])?.focus();
    });
  }

  /** The text of an address; "" when it failed, null when another request has taken over. */
  private async fetch(address: string): Promise<string | null> {
    this.running?.abort();
    const running = (this.running = new AbortController());
    try {
      const response = await fetch(address, { signal: running.signal, headers: { "X-Requested-With": "fetch" } });
      return response.ok && !response.redirected ? await response.text() : "";
    } catch (error) {
      return (error as Error).name === "AbortError" ? null : "";
    }
  }
}

function fragment(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}
