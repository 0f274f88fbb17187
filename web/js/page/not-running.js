// Says why nothing happens where the page's own script, a module, does not run: browsers refuse modules to pages that are
// opened from disk, but not a plain script like this one. Modules have run, or failed, when the page's load event comes.
addEventListener("load", () => {
  if ("started" in document.documentElement.dataset || customElements.get("digit-input")) return;
  const why = location.protocol === "file:" ? "from-disk" : "not-arrived";
  document.querySelector("main")?.setAttribute("hidden", "");
  for (const name of ["not-running", why]) {
    document.querySelector(`[data-testid=${name}]`)?.removeAttribute("hidden");
  }
});
