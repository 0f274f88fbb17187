/**
 * How the page looks: light or dark, and on the pad the pen, its colour and the paper; and its language. Each choice
 * holds at once. Where there are corrections, they are here, too; and what keys do.
 */
import { LANGUAGES, ofTheBrowser } from "../../languages/codes.js";
import { imported } from "../../reader/shared/imported.js";
import { createTurns } from "../../reader/shared/latest.js";
import { button, element } from "../../ui/elements.js";
import { hasCorrections } from "../corrections/loader.js";
import { applyPreferences, INKS, PAPERS, PEN, preferences, rememberPreferences, USUAL } from "../preferences.js";
import { forget, remember, remembered } from "../../ui/storage.js";
import { messageOf } from "../../ui/wording.js";
import { keysList } from "./keys.js";

const THEMES = ["system", "light", "dark"];

export const title = "Settings";

/** @param {import("./dialogs.js").Page} page @returns {Promise<HTMLElement>} */
export async function contentOf(page) {
  const { redraw, lessons } = page;
  const looks = formOf(redraw);
  if (!hasCorrections()) return element("div", { class: "settings" }, looks, keysList());
  const [{ memory }, learnt] = await Promise.all([imported(() => import("./memory.js"), "Corrections"), lessons()]);
  const legend = element("legend", {}, "Corrections");
  const corrections = element("fieldset", {}, legend, memory(learnt, page));
  return element("div", { class: "settings" }, looks, corrections, keysList());
}

/** @param {() => void} redraw @returns {HTMLElement} */
function formOf(redraw) {
  let chosen = preferences();
  const change = (/** @type {Partial<import("../preferences.js").Preferences>} */ part) => {
    chosen = { ...chosen, ...part };
    applyPreferences(chosen);
    rememberPreferences(chosen);
    redraw();
  };
  const theme = choice("Theme", "theme", THEMES, remembered("theme") ?? "system", chooseTheme);
  const ink = choice("Ink", "ink", INKS, chosen.ink, (name) => change({ ink: name }));
  const paper = choice("Paper", "paper", PAPERS, chosen.paper, (name) => change({ paper: name }));
  const pen = penWidth(chosen.pen, (width) => change({ pen: width }));
  const language = languageChoice();
  const reset = button("Reset", "usual", () => {
    chooseTheme("system");
    change(USUAL);
    const anew = formOf(redraw);
    form.replaceWith(anew);
    tellFailure(chooseLanguage(""), anew);
  });
  const form = element("form", { class: "settings" }, theme, pen, ink, paper, language, reset);
  return form;
}

/** @param {string} name */
function chooseTheme(name) {
  remember("theme", name);
  dispatchEvent(new CustomEvent("choosetheme", { detail: name }));
}

/** @returns {HTMLElement} */
function languageChoice() {
  const names = LANGUAGES.map((code) => element("option", { value: code, lang: code, translate: "no" }, nameOf(code)));
  const select = element(
    "select",
    { "data-testid": "choose-language" },
    element("option", { value: "" }, "The browser's"),
    ...names,
  );
  select.value = remembered("language") ?? "";
  const failed = element("span", { role: "alert" });
  const label = element("label", { class: "language" }, element("span", {}, "Language"), select, failed);
  select.addEventListener("change", () => tellFailure(chooseLanguage(select.value), label));
  return label;
}

/**
 * Says beside the choice of a language why it does not arrive, if it does not.
 * @param {Promise<void>} chosen
 * @param {HTMLElement} within what the choice is in
 */
function tellFailure(chosen, within) {
  const failed = /** @type {HTMLElement} */ (within.querySelector("[role=alert]"));
  chosen.then(
    () => (failed.textContent = ""),
    (error) => (failed.textContent = messageOf(error)),
  );
}

/** A language by its own name. @param {string} code */
function nameOf(code) {
  const name = new Intl.DisplayNames(code, { type: "language" }).of(code) ?? code;
  return name[0].toLocaleUpperCase(code) + name.slice(1);
}

const turns = createTurns(); // at the language

/** @param {string} code "" for the browser's */
async function chooseLanguage(code) {
  const turn = turns.next();
  if (code) remember("language", code);
  else forget("language");
  const load = async () => {
    const { show } = await import("../../languages/shown.js");
    if (!turn.aborted) await show(code || ofTheBrowser());
  };
  await imported(load, "The language");
}

/**
 * @param {string} label
 * @param {string} name
 * @param {string[]} options
 * @param {string} chosen
 * @param {(option: string) => void} onChoose
 */
function choice(label, name, options, chosen, onChoose) {
  const radios = options.map((option) => {
    const radio = element("input", { type: "radio", name, value: option, checked: option === chosen });
    radio.addEventListener("change", () => onChoose(option));
    const sign = element("i", { "aria-hidden": true, [`data-${name}`]: option });
    return element("label", {}, radio, sign, element("span", {}, capitalised(option)));
  });
  const legend = element("legend", {}, label);
  return element(
    "fieldset",
    { "data-testid": `choose-${name}` },
    legend,
    element("div", { class: "options" }, ...radios),
  );
}

const capitalised = (/** @type {string} */ word) => word[0].toUpperCase() + word.slice(1);

/** @param {number} width pad units @param {(width: number) => void} onChange */
function penWidth(width, onChange) {
  const { least: min, most: max, step } = PEN;
  const slider = element("input", { type: "range", min, max, step, value: width, "data-testid": "pen" });
  slider.addEventListener("input", () => onChange(slider.valueAsNumber));
  return element("label", { class: "pen" }, element("span", {}, "Pen"), slider);
}
