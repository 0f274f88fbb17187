// Says why nothing happens where the page's own script, a module, does not run: browsers refuse modules to pages that are
// opened from disk, but not a plain script like this one. Modules have run, or failed, when the page's load event comes;
// in WebKit, those that a service worker brings run a moment later, and what was said too early is taken back.
(() => {
  const PATIENCE = 500; // ms
  const root = document.documentElement;
  const isRunning = () => "started" in root.dataset || customElements.get("digit-input");

  /** @param {boolean} failed */
  const show = (failed) => {
    const why = location.protocol === "file:" ? "from-disk" : "not-arrived";
    document.querySelector("main")?.toggleAttribute("hidden", failed);
    for (const name of ["not-running", why])
      document.querySelector(`[data-testid=${name}]`)?.toggleAttribute("hidden", !failed);
  };

  const check = () => {
    if (isRunning()) return;
    show(true);
    new MutationObserver(() => show(false)).observe(root, { attributeFilter: ["data-started"] });
    customElements.whenDefined("digit-input").then(() => show(false));
  };

  addEventListener("load", () => setTimeout(check, PATIENCE));
})();
