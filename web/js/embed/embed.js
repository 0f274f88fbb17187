/** What the page about other people's pages does besides its examples: tabs, and buttons that copy code. */
import { copyText } from "../ui/clipboard.js";
import { element, failure } from "../ui/elements.js";
import { createMoment } from "../ui/moment.js";
import { named } from "../ui/parts.js";

// Where the code says that this site is; this page knows better.
const SOMEWHERE = "https://example.org/digitpad/";

const STEPS = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1 });

/** @param {HTMLElement} apps sections that each begin with a heading, which becomes a tab */
function showAsTabs(apps) {
  const panels = Array.from(apps.querySelectorAll("section"));
  const headings = panels.map((panel) => /** @type {HTMLElement} */ (panel.querySelector("h3")));
  const tabs = headings.map(({ id, textContent, translate }, i) => {
    const controls = {
      ...{ type: "button", role: "tab", id: `${id}-tab`, "aria-controls": `${id}-panel` },
      ...(!translate && { translate: "no" }), // names
    };
    Object.assign(panels[i], { id: `${id}-panel` });
    panels[i].setAttribute("role", "tabpanel");
    panels[i].setAttribute("aria-labelledby", controls.id);
    headings[i].hidden = true;
    return element("button", controls, textContent ?? "");
  });
  const choose = (/** @type {number} */ chosen) => {
    tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", `${i === chosen}`);
      tab.tabIndex = i === chosen ? 0 : -1;
      panels[i].hidden = i !== chosen;
    });
  };
  const list = element("div", { role: "tablist", "aria-label": "In your app" }, ...tabs);
  tabs.forEach((tab, i) => tab.addEventListener("click", () => choose(i)));
  list.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    const next = (tabs.findIndex((tab) => tab.tabIndex === 0) + step + tabs.length) % tabs.length;
    choose(next);
    tabs[next].focus();
  });
  choose(0);
  apps.prepend(list);
}

/**
 * @param {HTMLPreElement} code
 * @param {(what: string) => void} say to people who listen
 */
function addCopying(code, say) {
  const copy = element("button", { type: "button", class: "copy" }, "Copy");
  const mark = createMoment(
    () => (copy.textContent = "Copied"),
    () => (copy.textContent = "Copy"),
  );
  const done = () => {
    say("Copied");
    mark();
  };
  const onFailure = (/** @type {unknown} */ error) => code.after(failure(error));
  copy.addEventListener("click", () => void copyText(code.textContent ?? "").then(done, onFailure));
  const frame = element("div", { class: "code" });
  code.replaceWith(frame);
  frame.append(code, copy);
}

const status = named(document, "said");
const here = new URL(".", location.href).href;
for (const code of document.querySelectorAll("pre")) {
  const text = code.querySelector("code");
  if (text?.textContent?.includes(SOMEWHERE)) text.textContent = text.textContent.replaceAll(SOMEWHERE, here);
  addCopying(code, (what) => (status.textContent = what));
}
showAsTabs(named(document, "apps"));
