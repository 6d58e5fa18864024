/**
 * Sentences of the scripts. They come with the page, in its language: the server writes them into
 * <html data-say-copied="…">, so that no sentence lives here.
 */
export function say(key: string, values: Record<string, string | number> = {}): string {
  const text = document.documentElement.dataset[`say${key.charAt(0).toUpperCase()}${key.slice(1)}`] ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The page's language. */
export function language(): "id" | "en" {
  return document.documentElement.lang === "en" ? "en" : "id";
}

/** A number as the page's language writes it. */
export function formatNumber(value: number, decimals = 0): string {
  return value.toLocaleString(language() === "id" ? "id-ID" : "en-GB", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** Bytes in words: 1,4 MB. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${formatNumber(bytes / 1e3, bytes < 1e4 ? 1 : 0)} kB`;
  return `${formatNumber(bytes / 1e6, 1)} MB`;
}
