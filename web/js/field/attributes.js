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

  get type() {
    return this.localName;
  }

  get name() {
    return this.getAttribute("name") ?? "";
  }

  set name(name) {
    this.setAttribute("name", name);
  }

  /** How many digits are wanted; 0 for any number. */
  get digits() {
    return Math.max(0, Math.trunc(Number(this.getAttribute("digits")))) || 0;
  }

  set digits(digits) {
    this.setAttribute("digits", `${digits}`);
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

  /** The network that reads. */
  get model() {
    return this.getAttribute("model") || "default";
  }

  set model(model) {
    this.setAttribute("model", model);
  }
}
