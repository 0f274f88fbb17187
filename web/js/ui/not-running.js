// Says why nothing happens where the page's own script, a module, does not run: browsers don't run modules of pages
// that are opened from disk, but they run a plain script like this one. Modules have run, or failed, by the page's
// load event. In WebKit, those that come from a service worker run a moment later; then the message is taken away
// again.
(() => {
  // In milliseconds after the load event: how long modules may take to run before the message is shown. If larger,
  // people look at a page that does nothing for longer; if smaller, the message may show for a moment where all is
  // well.
  const PATIENCE = 500;
  // Sentences; every second part is something to type.
  const FROM_DISK = [
    "This page was opened from disk, where browsers don't run it. Serve its folder instead: run ",
    "python3 -m http.server",
    " there and open ",
    "http://localhost:8000",
    ", or upload the folder to any web host. In the source code's folder, run ",
    "uv run build.py",
    ".",
  ];
  const NOT_LOADED = [
    "This page's script did not load, or this browser can't run it. Check your connection and reload. If that " +
      "doesn't help, try a newer browser.",
  ];
  const root = document.documentElement;
  const isRunning = () => "started" in root.dataset || customElements.get("digit-input");

  const reason = () => {
    const isFromDisk = location.protocol === "file:";
    const text = document.createElement("p");
    text.dataset.testid = isFromDisk ? "from-disk" : "not-loaded";
    (isFromDisk ? FROM_DISK : NOT_LOADED).forEach((part, i) => {
      text.append(i % 2 ? Object.assign(document.createElement("code"), { textContent: part }) : part);
    });
    const box = Object.assign(document.createElement("div"), { className: "failure", role: "alert" });
    box.dataset.testid = "not-running";
    box.append(text);
    return box;
  };

  // What the page has asked for, past the browser's cache: that may hold an error page in a script's place, for as long
  // as the script. Then what did not run may run after all, and if it does not, it does when the page is reloaded.
  const runAnew = async () => {
    const urls = performance.getEntriesByType("resource").map(({ name }) => name);
    await Promise.all(urls.map((url) => fetch(url, { cache: "reload" }).then((answer) => answer.blob())));
    const modules = /** @type {HTMLScriptElement[]} */ ([...document.querySelectorAll("script[type=module]")]);
    await Promise.all(modules.map(({ src }) => import(src)));
  };

  const check = () => {
    if (isRunning()) return;
    const [main, said] = [document.querySelector("main"), reason()];
    main?.before(said);
    main?.toggleAttribute("hidden", true);
    const takeBack = () => {
      said.remove();
      main?.toggleAttribute("hidden", false);
    };
    new MutationObserver(takeBack).observe(root, { attributeFilter: ["data-started"] });
    void customElements.whenDefined("digit-input").then(takeBack); // never rejects for a valid name
    if (location.protocol !== "file:") runAnew().catch(() => {}); // the message stays
  };

  addEventListener("load", () => setTimeout(check, PATIENCE));
})();
