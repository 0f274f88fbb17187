/**
 * `<digit-input>`: a form's field that is filled in by hand, for any page.
 *
 *     <script type="module" src="digit-input.js"></script>
 *     <label for="zip">ZIP code</label>
 *     <digit-input id="zip" name="zip" digits="5" required></digit-input>
 *
 * It takes part in a form as an `<input>` does: value, validity, reset, what the browser restores, disabled fieldsets,
 * labels, and the events `input`, whenever somebody changes the value by hand, and `change`, once it is left or Enter
 * is pressed. Digits may be typed as well as written; typing also corrects what was read. What is no digit reads "?",
 * which makes the field invalid.
 *
 * Attributes: `name`, `value` (what it starts with, and is reset to), `digits` (how many; any number without it),
 * `required`, `disabled`, `readonly`, `placeholder` (on the empty pad), `model` (the network that reads: `default`),
 * `aria-label` where there is no label.
 *
 * Style: `--digit-input-height` (of the pad), `-ink`, `-background`, `-border`, `-accent` (of the focus), `-invalid`,
 * `-placeholder`, `-radius`; parts `control`, `pad`, `ink`, `placeholder`, `side`, `value`, `button` (with `undo` or
 * `clear`), `message`, `retry`. Colours follow the page's `color-scheme`.
 *
 * The network is loaded, once for all fields of a page, when the first of them is seen or gets the focus.
 */
import { Pad } from "../pad/pad.js";
import { spoken } from "../ui/wording.js";
import { Attributes } from "./attributes.js";
import { digitsOf, NOTHING, restored, saved, withInk, withReading, withText } from "./entry.js";
import { actionOf, isTyping, submit } from "./keys.js";
import { createReading } from "./reading.js";
import { createShadow } from "./shadow.js";
import { validityOf } from "./validity.js";

const ATTRIBUTES = ["value", "digits", "required", "readonly", "placeholder", "aria-label"];

export class DigitInput extends Attributes {
  static formAssociated = true;
  static observedAttributes = ATTRIBUTES;

  #internals = this.attachInternals();
  #shadow = createShadow(this.attachShadow({ mode: "open", delegatesFocus: true }));
  /** @type {Pad | null} from the first time that it is in a page */
  #pad = null;
  /** @type {IntersectionObserver | null} until it has been seen */
  #unseen = null;
  #reading = createReading(
    (reading) => this.#take(reading),
    (failure) => this.#fail(failure),
  );
  #entry = NOTHING;
  /** The strokes that the pad shows. */
  #inked = NOTHING.strokes;
  /** @type {import("./entry.js").Entry[]} */
  #past = [];
  /** Whether somebody or a script has given it a value, which the attribute then no longer does. */
  #isDirty = false;
  #isDisabled = false;
  /** What setCustomValidity was told. */
  #objection = "";
  /** Why nothing can be read. */
  #failure = "";
  /** Whether all that is wrong is shown: not before its form was to be sent. */
  #isJudged = false;
  /** The value when `change` was announced last. */
  #announced = "";

  constructor() {
    super();
    this.#internals.role = "group";
    this.#listen();
  }

  // In and out of pages and forms

  connectedCallback() {
    this.#takeOver();
    if (this.#pad) this.#pad.connect();
    else this.#createPad();
    this.#nameParts();
    this.#render();
    this.#unseen = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#load();
    });
    this.#unseen.observe(this);
  }

  /** What was set as properties before this module was there, as frameworks do. */
  #takeOver() {
    const early = Object.entries(this).filter(([name]) => name in DigitInput.prototype);
    for (const [name] of early) Reflect.deleteProperty(this, name);
    Object.assign(this, Object.fromEntries(early));
  }

  disconnectedCallback() {
    this.#pad?.disconnect();
    this.#unseen?.disconnect();
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === "value" && !this.#isDirty) this.#set({ ...NOTHING, value: digitsOf(this.defaultValue) });
    if (name === "aria-label") this.#nameParts();
    this.#render();
    if (name === "digits") this.#pad?.redraw(); // with a pen that is as wide as before
  }

  formAssociatedCallback() {
    this.#nameParts();
  }

  /** @param {boolean} isDisabled by itself or by a fieldset */
  formDisabledCallback(isDisabled) {
    this.#isDisabled = isDisabled;
    this.#render();
  }

  formResetCallback() {
    this.#isDirty = false;
    this.#isJudged = false;
    this.#set({ ...NOTHING, value: digitsOf(this.defaultValue) });
  }

  /** @param {string} state as setFormValue got it, or what a browser fills in by itself */
  formStateRestoreCallback(state) {
    this.#isDirty = true;
    this.#set(restored(state));
  }

  // What an input has

  get value() {
    return this.#entry.value;
  }

  /** The value that is there already changes nothing, as in an input: frameworks give it back after each event. */
  set value(value) {
    this.#isDirty = true;
    const text = digitsOf(`${value ?? ""}`);
    if (text !== this.value) this.#set({ ...NOTHING, value: text });
  }

  get form() {
    return this.#internals.form;
  }

  get labels() {
    return this.#internals.labels;
  }

  get validity() {
    return this.#internals.validity;
  }

  get validationMessage() {
    return this.#internals.validationMessage;
  }

  get willValidate() {
    return this.#internals.willValidate;
  }

  checkValidity() {
    return this.#internals.checkValidity();
  }

  reportValidity() {
    return this.#internals.reportValidity();
  }

  /** @param {string} message why the value can't be taken, or "" where it can */
  setCustomValidity(message) {
    this.#objection = message;
    this.#render();
  }

  // What somebody does

  #listen() {
    const { field, undo, clear, retry, canvas, surface } = this.#shadow;
    field.addEventListener("input", () => this.#type(field.value));
    for (const each of [field, surface]) each.addEventListener("keydown", (event) => this.#press(event));
    field.addEventListener("change", (event) => event.stopPropagation()); // announced with changes by hand
    undo.addEventListener("click", () => this.#undo());
    clear.addEventListener("click", () => this.#clear());
    retry.addEventListener("click", () => void this.#load());
    canvas.addEventListener("pointerdown", () => surface.focus({ preventScroll: true }));
    canvas.addEventListener("transitionend", () => this.#pad?.redraw()); // of its colour
    this.addEventListener("focusin", () => this.#nameParts()); // labels come and go without notice
    this.addEventListener("focusin", () => void this.#load(), { once: true });
    this.addEventListener("focusout", () => this.#settle());
    this.addEventListener("invalid", () => {
      this.#isJudged = true;
      this.#render();
    });
  }

  #createPad() {
    const pad = new Pad(this.#shadow.canvas);
    this.#pad = pad;
    pad.load(this.#entry.strokes);
    pad.addEventListener("change", (event) => {
      if (/** @type {CustomEvent} */ (event).detail.cause !== "stroke") return;
      this.#inked = pad.strokes;
      this.#do(withInk(this.#entry, this.#inked));
    });
  }

  /** @param {string} text */
  #type(text) {
    this.#do(withText(this.#entry, text), false);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const state = { canUndo: this.#past.length > 0, canClear: !this.#isBlank && !this.readOnly };
    const action = actionOf(event, state);
    if (!action) return this.#lead(event);
    event.preventDefault();
    ({ submit: () => this.#submit(), undo: () => this.#undo(), clear: () => this.#clear() })[action]();
  }

  /** Who types after writing, on the pad, means the text. @param {KeyboardEvent} event */
  #lead({ key, target }) {
    const { field, surface } = this.#shadow;
    if (target !== surface || !isTyping(key)) return;
    if (this.#isTapped) this.#do(NOTHING, false); // that was to get into the field, and no ink
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }

  #clear() {
    this.#do(NOTHING);
    this.#shadow.say("Empty");
  }

  #undo() {
    const before = this.#past.pop();
    if (!before) return;
    this.#change(before);
    this.#shadow.say(this.value || "Empty");
  }

  #submit() {
    this.#settle();
    if (this.form) submit(this.form);
  }

  // What comes of it

  /**
   * A step that can be undone.
   * @param {import("./entry.js").Entry} entry @param {boolean} [tells] whether an `input` event is still to come of it
   */
  #do(entry, tells = true) {
    this.#past.push(this.#entry);
    this.#change(entry, tells);
  }

  /** @param {import("./entry.js").Entry} entry @param {boolean} [tells] */
  #change(entry, tells = true) {
    const before = this.value;
    this.#isDirty = true;
    this.#show(entry);
    if (entry.unread) void this.#read();
    if (tells && this.value !== before) this.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  }

  /** What was entered before is forgotten. @param {import("./entry.js").Entry} entry */
  #set(entry) {
    this.#past = [];
    this.#show(entry);
    this.#announced = this.value;
  }

  /** @param {import("./entry.js").Entry} entry */
  #show(entry) {
    this.#reading.drop();
    this.#entry = entry;
    if (entry.strokes !== this.#inked) this.#pad?.load(entry.strokes);
    this.#inked = entry.strokes;
    this.#render();
  }

  /** Whoever leaves the field, or sends its form, has changed it, if they have. */
  #settle() {
    if (this.value === this.#announced) return;
    this.#announced = this.value;
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Reading

  /** Loads the network, and reads what waits for it. */
  async #load() {
    this.#unseen?.disconnect();
    if ((await this.#reading.load(this.model)) && this.#entry.unread) await this.#read();
  }

  #read() {
    return this.#reading.read(this.model, this.#entry.strokes);
  }

  /** @param {import("../reader/types.js").Reading} reading of the ink that is there */
  #take(reading) {
    this.#change(withReading(this.#entry, reading));
    const said = reading.digits.length ? spoken(reading) : "Nothing to read";
    this.#shadow.say(this.#wrong.flags.badInput ? `${said}. ${this.#wrong.message}` : said);
  }

  /** @param {string} failure why nothing can be read, or "" */
  #fail(failure) {
    if (failure === this.#failure) return;
    this.#failure = failure;
    this.#render();
  }

  // Showing

  get #isBlank() {
    return !this.value && this.#entry.strokes.length === 0;
  }

  /** Whether all ink is a single dot. */
  get #isTapped() {
    const { strokes } = this.#entry;
    return strokes.length === 1 && strokes[0].length === 1;
  }

  get #wrong() {
    const { digits, required } = this;
    return validityOf(this.#entry, { digits, required });
  }

  #render() {
    const { value, strokes, unread } = this.#entry;
    const { digits, required, readOnly } = this;
    const { flags, message } = this.#wrong;
    const all = this.#objection ? { ...flags, customError: true } : flags;
    this.#internals.setValidity(all, this.#objection || message, this.#shadow.field);
    this.#internals.setFormValue(value, saved(this.#entry));
    // What is written is judged at once, what is not there yet only when the form is to be sent.
    const isJudged = this.willValidate && (this.#isJudged || (flags.badInput && !unread));
    const isWrong = Boolean(isJudged && this.validationMessage);
    const failure = this.#failure && `${this.#failure} Digits can be typed.`;
    this.#shadow.show({
      ...{ value, digits, isReadOnly: readOnly, isRequired: required, isDisabled: this.#isDisabled },
      isEmpty: strokes.length === 0,
      canUndo: this.#past.length > 0,
      isInvalid: isWrong,
      message: failure || (isWrong ? this.validationMessage : ""),
      canRetry: this.#failure !== "",
      hint: this.placeholder || "Write here",
    });
  }

  #nameParts() {
    const texts = Array.from(this.labels ?? [], (label) => label.textContent?.trim());
    this.#shadow.name(this.getAttribute("aria-label")?.trim() || texts.join(" ") || "Digits");
  }
}

// Another copy of this module may have been there before.
if (globalThis.customElements && !customElements.get("digit-input")) customElements.define("digit-input", DigitInput);
