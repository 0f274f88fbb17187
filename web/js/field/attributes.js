/** What <digit-input> has of an <input>: its attributes as properties. */

// Where there are no elements (Node, when a framework makes pages there), the module can be imported all the same.
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

export class Attributes extends Base {
  /** What the value is reset to. */
  get defaultValue() {
    return this.getAttribute("value") ?? "";
  }

  set defaultValue(value) {
    this.setAttribute("value", value);
  }

  /** "digit-input" */
  get type() {
    return this.localName;
  }

  get name() {
    return this.getAttribute("name") ?? "";
  }

  set name(name) {
    this.setAttribute("name", name);
  }

  /** How many digits are wanted, at most where it is a range such as "1-3"; 0 for any number. @returns {number} */
  get digits() {
    return Number(/^\s*(?:\d+\s*-\s*)?(\d+)\s*$/.exec(this.getAttribute("digits") ?? "")?.[1] ?? 0);
  }

  set digits(digits) {
    this.setAttribute("digits", `${digits}`);
  }

  get minLength() {
    return this.#count("minlength");
  }

  set minLength(length) {
    this.setAttribute("minlength", `${length}`);
  }

  get maxLength() {
    return this.#count("maxlength");
  }

  set maxLength(length) {
    this.setAttribute("maxlength", `${length}`);
  }

  /** @param {string} name @returns {number} -1 without the attribute, as in an input */
  #count(name) {
    const text = this.getAttribute(name) ?? "";
    return /^\d+$/.test(text) ? Number(text) : -1;
  }

  get min() {
    return this.getAttribute("min") ?? "";
  }

  set min(min) {
    this.setAttribute("min", min);
  }

  get max() {
    return this.getAttribute("max") ?? "";
  }

  set max(max) {
    this.setAttribute("max", max);
  }

  get pattern() {
    return this.getAttribute("pattern") ?? "";
  }

  set pattern(pattern) {
    this.setAttribute("pattern", pattern);
  }

  /** What is asked of a value. @internal @returns {import("./validity.js").Rules} */
  get rules() {
    const [, least = ""] = /^\s*(\d+)\s*(?:-\s*\d+\s*)?$/.exec(this.getAttribute("digits") ?? "") ?? [];
    const { digits, minLength, maxLength, min, max, pattern, required } = this;
    return {
      ...{ required, pattern },
      least: Math.max(digits ? Number(least) : 0, minLength),
      most: Math.min(digits || Infinity, maxLength < 0 ? Infinity : maxLength),
      min: min.trim() && Number.isFinite(Number(min)) ? Number(min) : -Infinity,
      max: max.trim() && Number.isFinite(Number(max)) ? Number(max) : Infinity,
    };
  }

  /** Whether a minus and a decimal point may be typed: `inputmode="decimal"`. @internal */
  get isDecimal() {
    return this.getAttribute("inputmode") === "decimal";
  }

  get required() {
    return this.hasAttribute("required");
  }

  set required(required) {
    this.toggleAttribute("required", required);
  }

  get disabled() {
    return this.hasAttribute("disabled");
  }

  set disabled(disabled) {
    this.toggleAttribute("disabled", disabled);
  }

  get readOnly() {
    return this.hasAttribute("readonly");
  }

  set readOnly(readOnly) {
    this.toggleAttribute("readonly", readOnly);
  }

  get placeholder() {
    return this.getAttribute("placeholder") ?? "";
  }

  set placeholder(placeholder) {
    this.setAttribute("placeholder", placeholder);
  }

  /** @type {import("../reader/types.js").Network | undefined} */
  #network;

  /**
   * The network that reads: its name, the address of its card, or the network itself, which has no attribute.
   * @returns {string | import("../reader/types.js").Network}
   */
  get model() {
    return this.#network ?? (this.getAttribute("model") || "default");
  }

  /** @param {string | import("../reader/types.js").Network} model */
  set model(model) {
    this.#network = typeof model === "string" ? undefined : model;
    this.setAttribute("model", typeof model === "string" ? model : model.card.name);
  }
}
