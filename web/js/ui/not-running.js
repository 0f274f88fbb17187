// Says why nothing happens where the page's own script, a module, does not run: browsers refuse modules to pages that are
// opened from disk, but not a plain script like this one. Modules have run, or failed, when the page's load event comes;
// in WebKit, those that a service worker brings run a moment later, and what was said too early is taken back.
(() => {
  const PATIENCE = 500; // ms
  // Sentences; every second part is what somebody types.
  const FROM_DISK = [
    "This page was opened from disk, where browsers don't let it run. Serve its folder instead: run ",
    "python3 -m http.server",
    " there and open ",
    "http://localhost:8000",
    ", or put the folder on any web host. In the source code's folder, run ",
    "uv run build.py",
    ".",
  ];
  const NOT_ARRIVED = [
    "The script of this page did not arrive, or does not run in this browser. Check your connection and reload; if that " +
      "does not help, try a newer browser.",
  ];
  const root = document.documentElement;
  const isRunning = () => "started" in root.dataset || customElements.get("digit-input");

  const reason = () => {
    const isFromDisk = location.protocol === "file:";
    const text = document.createElement("p");
    text.dataset.testid = isFromDisk ? "from-disk" : "not-arrived";
    (isFromDisk ? FROM_DISK : NOT_ARRIVED).forEach((part, i) => {
      text.append(i % 2 ? Object.assign(document.createElement("code"), { textContent: part }) : part);
    });
    const box = Object.assign(document.createElement("div"), { className: "failure", role: "alert" });
    box.dataset.testid = "not-running";
    box.append(text);
    return box;
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
    customElements.whenDefined("digit-input").then(takeBack);
  };

  addEventListener("load", () => setTimeout(check, PATIENCE));
})();
