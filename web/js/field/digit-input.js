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
 * It speaks the language of what is around it (`lang`): English, German, French, Spanish, Portuguese, Japanese, Chinese
 * and Arabic, and any other by the property `texts`, an object from the English texts to their translations.
 *
 * The network and the pad are loaded, once for all fields of a page, when the first of them is seen or gets the focus.
 */
import { imported } from "../reader/shared/imported.js";
import { Attributes } from "./attributes.js";
import { keepEarly } from "./early-ink.js";
import { NOTHING, restored, saved, withInk, withReading, withText } from "./entry.js";
import { actionOf, isTyping, submit } from "./keys.js";
import { createLanguage } from "./language.js";
import { isWhole, PlainDigitInput } from "./plain-field.js";
import { createReading } from "./reading.js";
import { createShadow } from "./shadow.js";
import { valueOf } from "./text.js";
import { validityOf } from "./validity.js";

const NAMING = ["aria-label", "aria-labelledby", "aria-describedby", "title"];
const RULES = ["digits", "required", "minlength", "maxlength", "min", "max", "pattern", "inputmode"];
const ATTRIBUTES = ["value", "readonly", "placeholder", "model", ...RULES, ...NAMING];

export class DigitInput extends Attributes {
  static formAssociated = true;
  static observedAttributes = ATTRIBUTES;

  #internals = this.attachInternals();
  #shadow = createShadow(this.attachShadow({ mode: "open", delegatesFocus: true }));
  #doEarly = keepEarly(this.#shadow.canvas);
  /** @type {import("../pad/pad.js").Pad | null} from the first time that it is seen */
  #pad = null;
  /** @type {Promise<string> | undefined} why there is no pad, or "", once it is asked for */
  #padding;
  /** @type {IntersectionObserver | null} until it has been seen */
  #unseen = null;
  #reading = createReading(
    (read) => this.#take(read),
    (failure) => this.#fail(failure),
  );
  #language = createLanguage(this, () => this.#speak());
  #entry = NOTHING;
  /** @type {import("../reader/types.js").Reading | null} of the ink that is there */
  #read = null;
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
  /** Whether somebody has changed it and left it. */
  #isLeft = false;
  /** Whether its network has been asked for. */
  #isWanted = false;
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
    this.#pad?.connect();
    this.#language.follow();
    this.#nameParts();
    this.#render();
    this.#unseen = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#load();
    });
    this.#unseen.observe(this);
    if (this.hasAttribute("autofocus") && this.ownerDocument.activeElement === this.ownerDocument.body) this.focus();
  }

  /** A copy with its value and its ink. @param {boolean} [deep] */
  cloneNode(deep) {
    const copy = /** @type {this} */ (super.cloneNode(deep));
    if (this.#isDirty) {
      copy.#isDirty = true;
      copy.#set(this.#entry);
    }
    return copy;
  }

  /** What stood in its place until this script ran: it is not sent a second time. */
  #replaceFallback() {
    for (const input of this.querySelectorAll("input")) {
      if (input.value && !this.hasAttribute("value") && !this.#isDirty) this.defaultValue = input.value;
      input.disabled = true;
    }
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
    this.#language.leave();
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === "value" && !this.#isDirty) this.#reset();
    if (NAMING.includes(name)) this.#nameParts();
    if (name === "model" && this.#isWanted) void this.#readAnew();
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
    this.#isJudged = this.#isLeft = false;
    this.#reset();
  }

  #reset() {
    this.#set({ ...NOTHING, value: valueOf(this.defaultValue, this.isDecimal) ?? "" });
  }

  /** @param {string} state as setFormValue got it, or what a browser fills in by itself */
  formStateRestoreCallback(state) {
    this.#isDirty = true;
    const { value, strokes } = restored(state, this.isDecimal);
    this.#set({ ...NOTHING, value });
    void this.#reading.check(strokes, (ink) => this.#set({ ...this.#entry, strokes: ink }));
  }

  /** Translations of your own, by their English, which count before ours. */
  get texts() {
    return this.#language.texts();
  }

  set texts(texts) {
    this.#language.useTexts(texts);
  }

  // What an input has

  /** What is in it: digits, and "?" for what is read as none. */
  get value() {
    return this.#entry.value;
  }

  /**
   * Setting what is there already changes nothing, as in an input: frameworks give it back after each event. What
   * can't be taken, such as "12.50" where digits are asked, leaves the field empty, as in a number's input.
   */
  set value(value) {
    this.#isDirty = true;
    const text = valueOf(`${value ?? ""}`, this.isDecimal) ?? "";
    if (text !== this.value) this.#set({ ...NOTHING, value: text });
  }

  /** The ink, `[[{ x, y }, …], …]`, on a pad that is 1000 units wide. */
  get strokes() {
    return this.#entry.strokes;
  }

  /** What is set is read, and the value is what is read then. */
  set strokes(strokes) {
    this.#isDirty = true;
    this.#set(NOTHING);
    void this.#reading.check(strokes, (ink) => {
      this.#set(withInk(NOTHING, ink));
      void this.#load();
    });
  }

  /** What was read of the ink that is there; null where there is none, or it has not been read yet. */
  get reading() {
    return this.#read;
  }

  /** Takes value and ink away. It can be undone. */
  clear() {
    this.#past.push(this.#entry);
    this.#isDirty = true;
    this.#show(NOTHING);
    this.#announced = this.value;
  }

  /** Brings back what was there before the last step. Neither this nor `clear` is announced. */
  undo() {
    const before = this.#past.pop();
    if (before) this.#restore(before);
  }

  /** Selects the text. */
  select() {
    this.#shadow.field.select();
  }

  /** The form that it is in. */
  get form() {
    return this.#internals.form;
  }

  /** The labels of it. */
  get labels() {
    return this.#internals.labels;
  }

  /** What is wrong with the value, as an input tells it. */
  get validity() {
    return this.#internals.validity;
  }

  /** The same in words; "" where nothing is wrong. */
  get validationMessage() {
    return this.#internals.validationMessage;
  }

  /** Whether its form asks for a value that can be taken: not while it is disabled or read-only. */
  get willValidate() {
    return this.#internals.willValidate;
  }

  /** Whether the value can be taken; if not, `invalid` is told. */
  checkValidity() {
    return this.#internals.checkValidity();
  }

  /** The same, and people are shown what is wrong. */
  reportValidity() {
    return this.#internals.reportValidity();
  }

  /** Refuses the value for a reason of your own. @param {string} message why; "" where it can be taken */
  setCustomValidity(message) {
    this.#objection = message;
    this.#render();
  }

  // What somebody does

  #listen() {
    const { field, undo, clear, retry, canvas, surface, fallback } = this.#shadow;
    fallback.addEventListener("slotchange", () => this.#replaceFallback());
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

  /** @returns {Promise<string>} why it can't be had, or "" */
  async #createPad() {
    try {
      const { createPad } = await imported(() => import("./ink-pad.js"), "The script that draws");
      const pad = createPad(this.#shadow.canvas);
      this.#pad = pad;
      pad.load(this.#entry.strokes);
      pad.addEventListener("change", (event) => {
        if (/** @type {CustomEvent} */ (event).detail.cause !== "stroke") return;
        this.#inked = pad.strokes;
        this.#do(withInk(this.#entry, this.#inked));
      });
      if (!this.isConnected) pad.disconnect(); // until it is in a page again
      this.#doEarly();
      return "";
    } catch (error) {
      this.#padding = undefined;
      return /** @type {Error} */ (error).message;
    }
  }

  /** @param {string} text */
  #type(text) {
    const value = valueOf(text, this.isDecimal);
    if (value === null)
      this.#render(); // which puts the value back
    else this.#do(withText(this.#entry, value), false);
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
    this.#say("Empty");
  }

  #undo() {
    const before = this.#past.pop();
    if (!before) return;
    this.#change(before);
    this.#say(this.value || "Empty");
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
    if (entry.unread) void this.#readInk();
    if (tells && this.value !== before) this.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  }

  /** @param {import("./entry.js").Entry} entry an earlier one */
  #restore(entry) {
    this.#show(entry);
    this.#announced = this.value;
    if (entry.unread) void this.#readInk();
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
    if (entry.strokes !== this.#entry.strokes) this.#read = null;
    this.#entry = entry;
    if (entry.strokes !== this.#inked) this.#pad?.load(entry.strokes);
    this.#inked = entry.strokes;
    this.#render();
  }

  /** Whoever leaves the field, or sends its form, has changed it, if they have. */
  #settle() {
    if (this.value === this.#announced) return;
    this.#announced = this.value;
    this.#isLeft = true;
    this.#render();
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Reading

  /** Loads the network, and reads what waits for it. */
  async #load() {
    this.#unseen?.disconnect();
    this.#isWanted = true;
    const padding = (this.#padding ??= this.#createPad());
    const isThere = await this.#reading.load(this.model);
    const failure = await padding;
    if (failure) this.#fail(failure);
    else if (isThere && this.#entry.unread) await this.#readInk();
  }

  /** What another network makes of the ink. */
  async #readAnew() {
    if (this.#entry.strokes.length === 0) return;
    this.#show({ ...this.#entry, unread: true });
    await this.#readInk();
  }

  #readInk() {
    return this.#reading.read(this.model, this.#entry.strokes);
  }

  /** @param {import("./reading-ink.js").Read} read of the ink that is there */
  #take({ reading, signs, said }) {
    this.#change(withReading(this.#entry, signs, this.isDecimal));
    this.#read = reading;
    this.#say(this.#wrong.flags.badInput ? `${said}. ${this.#wrong.message}` : said);
    this.dispatchEvent(new CustomEvent("reading", { detail: reading, bubbles: true, composed: true }));
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
    return validityOf(this.#entry, this.rules);
  }

  /** In another language than before. */
  #speak() {
    this.#shadow.speak(this.#language);
    this.#nameParts();
    this.#render();
  }

  /** @param {string} text for people who listen */
  #say(text) {
    this.#shadow.say(this.#language.said(text));
  }

  #render() {
    const { said, isKnown } = this.#language;
    const { value, strokes, unread } = this.#entry;
    const { digits, required, readOnly, isDecimal } = this;
    const { flags, message } = this.#wrong;
    const all = this.#objection ? { ...flags, customError: true } : flags;
    this.#internals.setValidity(all, this.#objection || said(message), this.#shadow.field);
    this.#internals.setFormValue(value, saved(this.#entry));
    // What is written is judged at once, what is not there yet only when the form is to be sent.
    const isJudged = this.willValidate && (this.#isJudged || (flags.badInput && !unread));
    const isWrong = Boolean(isJudged && this.validationMessage);
    const isUserInvalid = this.willValidate && (this.#isJudged || this.#isLeft) && this.validationMessage !== "";
    setState(this.#internals, "user-invalid", isUserInvalid);
    const failure = this.#failure && said(`${this.#failure} Digits can be typed.`);
    this.#shadow.show({
      ...{ value, digits, isDecimal, isReadOnly: readOnly, isRequired: required, isDisabled: this.#isDisabled },
      isEmpty: strokes.length === 0,
      canUndo: this.#past.length > 0,
      isInvalid: isWrong,
      message: failure || (isWrong ? this.validationMessage : ""),
      canRetry: this.#failure !== "",
      hint: this.placeholder || (isKnown ? said("Write here") : ""),
    });
  }

  #nameParts() {
    const labelled = this.#textsOf("aria-labelledby");
    const texts = Array.from(this.labels ?? [], (label) => label.textContent?.trim());
    const name = labelled || this.getAttribute("aria-label")?.trim() || texts.join(" ");
    this.#shadow.name(name || this.#language.said("Digits"), this.#language.said);
    this.#shadow.describe(this.#textsOf("aria-describedby"), this.title);
  }

  /**
   * What elements of the page say, which the shadow tree can't point to.
   * @param {string} name of an attribute with their ids
   */
  #textsOf(name) {
    const root = /** @type {Document | ShadowRoot} */ (this.getRootNode());
    const ids = this.getAttribute(name)?.trim().split(/\s+/) ?? [];
    const found = ids.map((id) => root.getElementById?.(id)?.textContent?.trim() ?? "");
    return found.filter(Boolean).join(" ");
  }
}

/**
 * For `:state(user-invalid)`: browsers give `:user-invalid` to their own fields alone.
 * @param {ElementInternals} internals @param {string} name @param {boolean} isSet
 */
function setState({ states }, name, isSet) {
  try {
    if (isSet) states?.add(name);
    else states?.delete(name);
  } catch {
    // Browsers of the time before :state() take other names alone.
  }
}

// Another copy of this module may have been there before.
if (globalThis.customElements && !customElements.get("digit-input"))
  customElements.define("digit-input", isWhole() ? DigitInput : PlainDigitInput);
