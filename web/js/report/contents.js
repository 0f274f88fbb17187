/** The contents of the page: a list of its headings, each of which leads there. */
import { button, element } from "../ui/elements.js";

/**
 * @param {Iterable<Element>} headings in the order of the page
 * @returns {HTMLElement} buttons, since the address names the network that is shown
 */
export function contents(headings) {
  const items = Array.from(headings, (heading) => {
    const lead = button(heading.textContent ?? "", "", () => {
      heading.setAttribute("tabindex", "-1");
      heading.scrollIntoView();
      /** @type {HTMLElement} */ (heading).focus({ preventScroll: true });
    });
    return element("li", { class: heading.tagName === "H3" && "within" }, lead);
  });
  return element("ol", { role: "list" }, ...items);
}
