/**
 * <digit-input> where elements can't take part in forms by themselves, as in jsdom and happy-dom, which run people's
 * unit tests: a text box for digits, and no pad.
 */
import { Attributes } from "./attributes.js";
import { valueOf } from "./text.js";

// Attributes that the text box has from the field.
const SHARED = [
  ...["name", "value", "required", "disabled", "readonly", "placeholder", "minlength", "maxlength", "pattern"],
  ...["aria-label", "aria-labelledby", "aria-describedby", "title", "inputmode", "form"],
];

export class PlainDigitInput extends Attributes {
  static observedAttributes = SHARED;

  /** @type {HTMLInputElement | undefined} */
  #own;

  /** The text box, which is in the page, so that its form sends it and its events are seen. */
  get #input() {
    if (this.#own) return this.#own;
    this.#own = this.querySelector("input") ?? this.ownerDocument.createElement("input");
    this.#own.type = "text";
    this.#own.inputMode = "numeric";
    return this.#own;
  }

  connectedCallback() {
    if (!this.#input.isConnected) this.append(this.#input);
    for (const name of SHARED) if (this.hasAttribute(name)) this.attributeChangedCallback(name);
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    const text = this.getAttribute(name);
    if (text === null) this.#input.removeAttribute(name);
    else this.#input.setAttribute(name, text);
  }

  get value() {
    return valueOf(this.#input.value, this.isDecimal) ?? "";
  }

  set value(value) {
    this.#input.value = valueOf(`${value ?? ""}`, this.isDecimal) ?? "";
  }

  get form() {
    return this.#input.form;
  }

  get labels() {
    return this.#input.labels;
  }

  get validity() {
    return this.#input.validity;
  }

  get validationMessage() {
    return this.#input.validationMessage;
  }

  get willValidate() {
    return this.#input.willValidate;
  }

  checkValidity() {
    return this.#input.checkValidity();
  }

  reportValidity() {
    return this.#input.reportValidity();
  }

  /** @param {string} message */
  setCustomValidity(message) {
    this.#input.setCustomValidity(message);
  }

  /** There is no ink here. */
  get strokes() {
    return [];
  }

  get reading() {
    return null;
  }

  clear() {
    this.value = "";
  }

  undo() {}

  focus() {
    this.#input.focus();
  }

  select() {
    this.#input.select();
  }
}

/** Whether this browser has all that a field with a pad is made of. */
export const isWhole = () =>
  typeof globalThis.ElementInternals === "function" &&
  "setFormValue" in ElementInternals.prototype &&
  "adoptedStyleSheets" in Document.prototype &&
  typeof globalThis.IntersectionObserver === "function";
