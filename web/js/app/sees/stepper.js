/** Chooses one of several by two buttons: "Map 5 of 16". */
import { button, element } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";

/**
 * @param {string} name of what is chosen
 * @param {string} testid
 * @param {(by: number) => void} onStep 1 or −1
 */
export function createStepper(name, testid, onStep) {
  const text = element("span", { "data-testid": testid, "aria-live": "polite" });
  const show = textOf(text);
  const arrow = (/** @type {string} */ label, /** @type {string} */ said, /** @type {number} */ by) => {
    const made = button(label, `${testid}-${by < 0 ? "before" : "next"}`, () => onStep(by));
    made.setAttribute("aria-label", said);
    return made;
  };
  const lower = name.toLowerCase();
  const group = element(
    "div",
    { class: "stepper", role: "group", "aria-label": name },
    arrow("‹", `previous ${lower}`, -1),
    text,
    arrow("›", `next ${lower}`, 1),
  );
  return {
    group,
    /** @param {number} at @param {number} count */
    show(at, count) {
      group.hidden = count < 2;
      show(`${name} ${at + 1} of ${count}`);
    },
  };
}
