/* Language, theme, print; then the map and the tables. */
(() => {
  const root = document.documentElement;

  function remember(key, value) {
    try { localStorage.setItem(`siaga.${key}`, value); } catch { /* a file may have no storage */ }
  }
  function remembered(key) {
    try { return localStorage.getItem(`siaga.${key}`); } catch { return null; }
  }

  function setLanguage(language) {
    root.dataset.language = language;
    root.lang = language;
    Siaga.setLanguage(language);
    document.querySelectorAll("[data-set-language]").forEach((button) =>
      button.setAttribute("aria-pressed", String(button.dataset.setLanguage === language)));
    document.querySelectorAll("[data-say]").forEach((element) => {
      const [name, ...texts] = JSON.parse(element.dataset.say);
      element.setAttribute(name, texts[Siaga.side()]);
    });
    Tables.draw();
    Detail.draw();
    PlanMap.refresh();
  }

  const dark = matchMedia("(prefers-color-scheme: dark)");
  function setTheme(theme) {
    root.dataset.theme = theme || (dark.matches ? "dark" : "light");
  }
  setTheme(remembered("theme"));
  dark.addEventListener("change", () => { if (!remembered("theme")) setTheme(null); });
  document.getElementById("theme").addEventListener("click", () => {
    const next = root.dataset.theme === "dark" ? "light" : "dark";
    setTheme(next);
    remember("theme", next);
  });
  let before = null;
  addEventListener("beforeprint", () => { before = root.dataset.theme; root.dataset.theme = "light"; });
  addEventListener("afterprint", () => { root.dataset.theme = before; });

  document.querySelectorAll("[data-set-language]").forEach((button) =>
    button.addEventListener("click", () => {
      setLanguage(button.dataset.setLanguage);
      remember("language", button.dataset.setLanguage);
    }));
  document.getElementById("print").addEventListener("click", () => print());

  Tables.draw();
  Detail.draw();
  PlanMap.start((pick) => {
    Detail.pick(pick);
    // Where the panel stands below the map, what was picked would be out of sight.
    if (matchMedia("(max-width: 1180px)").matches) document.getElementById("detail").scrollIntoView({ block: "nearest" });
  });
  const language = remembered("language");
  if ((language === "id" || language === "en") && language !== Siaga.language()) setLanguage(language);
})();
