/** The shadow tree of <digit-input>: its elements, and the style sheet that all of them share. */
import { element, shape } from "../ui/elements.js";
import { textOf } from "../ui/parts.js";
import css from "../../css/digit-input.css";

const UNDO = "M9 14 4 9l5-5M4 9h10.5a5.5 5.5 0 0 1 0 11H11";
const CLEAR = "M6 6l12 12M18 6 6 18";
const PEN = 90; // pad units, for one digit; more make the pad wider, and so a unit
const MOST = 24; // places shown; a number of more digits is written more narrowly
const ANY = 4; // digits there is room for where any number may be written

/** @type {CSSStyleSheet | undefined} constructed, so that policies without 'unsafe-inline' allow it */
let sheet;

/** @typedef {ReturnType<typeof createShadow>} Shadow */
/** @typedef {import("./language.js").Language["said"]} Said */

/** @param {ShadowRoot} root empty */
export function createShadow(root) {
  sheet ??= styleSheet();
  root.adoptedStyleSheets = [sheet];
  const field = element("input", {
    ...{ type: "text", inputmode: "numeric", autocomplete: "off", spellcheck: "false", dir: "ltr" },
    ...{ part: "value", class: "value", "aria-describedby": "message described" },
  });
  const undo = button("undo", UNDO);
  const clear = button("clear", CLEAR);
  const canvas = element("canvas", { role: "img", part: "ink" });
  const hint = element("p", { part: "placeholder", class: "hint", "aria-hidden": "true" });
  const places = element("div", { class: "places", "aria-hidden": "true" });
  // It takes the focus while somebody writes, so that leaving it is a change; keys have no use for it.
  const surface = element("div", { part: "pad", class: "pad", tabindex: -1 }, places, hint, canvas);
  const message = element("p", { part: "message", class: "message", id: "message" });
  const retry = element("button", { type: "button", part: "retry", class: "retry" });
  const told = element("div", { class: "told" }, message, retry);
  const spoken = element("p", { class: "spoken", role: "status" });
  const side = element("div", { part: "side", class: "side" }, field, undo, clear);
  const control = element("div", { part: "control", class: "control" }, side, surface);
  const described = element("p", { id: "described", hidden: true });
  const fallback = element("slot", { hidden: true }); // what stands in the field until this script runs
  const frame = element("div", { class: "frame" }, control, told, spoken, described, fallback);
  root.append(frame);
  const [showHint, showMessage] = [textOf(hint), textOf(message)];
  // A button that is switched off would lose the focus: the text takes it, or where no keys are used the pad, which
  // brings up no keyboard on the screen.
  const disable = (/** @type {HTMLButtonElement} */ button, /** @type {boolean} */ off) => {
    if (off && button.matches(":focus")) (button.matches(":focus-visible") ? field : surface).focus();
    button.disabled = off;
  };
  return {
    field,
    undo,
    clear,
    canvas,
    surface,
    retry,
    fallback,
    /** Says something to people who listen instead of looking. */
    say: textOf(spoken),
    /** @param {string} name of the whole @param {Said} said */
    name(name, said) {
      field.setAttribute("aria-label", name);
      canvas.setAttribute("aria-label", said(`${name}: drawing pad`));
      undo.setAttribute("aria-label", said(`Undo: ${name}`));
      clear.setAttribute("aria-label", said(`Clear: ${name}`));
    },
    /** @param {{ said: Said, lang: string, dir: string }} language */
    speak({ said, lang, dir }) {
      Object.assign(frame, { lang, dir });
      retry.textContent = said("Try again");
    },
    /** @param {string} text that describes it @param {string} title shown where the pointer rests */
    describe(text, title) {
      described.textContent = text;
      field.title = title;
    },
    /**
     * @param {object} shown
     * @param {string} shown.value
     * @param {string} shown.hint on the pad while it is empty
     * @param {string} shown.message
     * @param {boolean} shown.canRetry
     * @param {boolean} shown.isInvalid
     * @param {boolean} shown.isEmpty whether there is no ink
     * @param {boolean} shown.canUndo
     * @param {boolean} shown.isDisabled
     * @param {boolean} shown.isReadOnly
     * @param {boolean} shown.isRequired
     * @param {number} shown.digits 0 for any number
     * @param {boolean} shown.isDecimal
     */
    show({ value, message, digits, isDisabled, isReadOnly, ...shown }) {
      // Written only where it is another: the place of the cursor would be lost.
      if (field.value !== value) field.value = value;
      Object.assign(field, { disabled: isDisabled, readOnly: isReadOnly });
      field.inputMode = shown.isDecimal ? "decimal" : "numeric";
      field.setAttribute("aria-required", `${shown.isRequired}`);
      field.setAttribute("aria-invalid", `${shown.isInvalid}`);
      showHint(shown.isEmpty ? shown.hint : "");
      showMessage(message);
      told.hidden = !message;
      retry.hidden = !shown.canRetry;
      const isFixed = isDisabled || isReadOnly;
      disable(undo, isFixed || !shown.canUndo);
      disable(clear, isFixed || (shown.isEmpty && !value));
      const count = Math.min(digits || ANY, MOST);
      if (places.childElementCount !== count)
        places.replaceChildren(...Array.from({ length: count }, () => element("i")));
      canvas.style.setProperty("--pen", `${PEN / count}`);
      frame.style.setProperty("--count", `${count}`);
      frame.style.setProperty("--places", `${digits || 1}`);
    },
  };
}

function styleSheet() {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}

/** @param {string} name @param {string} path */
function button(name, path) {
  const icon = shape("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, shape("path", { d: path }));
  return element("button", { type: "button", part: `button ${name}` }, icon);
}
