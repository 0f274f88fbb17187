/**
 * "How it sees": the way from ink to answer, with the person's own digit, while they write.
 *
 * @typedef {import("../panels/panels.js").View} View
 * @typedef {import("./pipeline.js").Seen} Seen
 * @typedef {import("./stages.js").Level} Level
 */
import { element } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";
import { remember, remembered } from "../../ui/storage.js";
import { messageOf } from "../../ui/wording.js";
import { newestOnly } from "../../reader/shared/latest.js";
import { coloursOf } from "./colours.js";
import { factsAbout } from "./facts.js";
import { createPipeline } from "./pipeline.js";
import { preparationFor } from "./preparation.js";
import { LEVELS } from "./stages.js";

const NAME = "sees"; // under which the level is remembered

/** @param {HTMLElement} panel @returns {import("../panels/panels.js").Panel} */
export function createPanel(panel) {
  const hint = element("p", { class: "quiet", "data-testid": "sees-hint" });
  const say = textOf(hint);
  const levels = createLevels((chosen) => {
    level = chosen;
    remember(NAME, chosen);
    paint();
  });
  const bar = element("div", { class: "sees-bar" }, hint, levels.group);
  const pipeline = createPipeline(() => {});
  const about = element("div");
  pipeline.root.hidden = true;
  panel.append(bar, pipeline.root, about);
  const closed = new AbortController();
  let colours = coloursOf(panel);
  let level = LEVELS.find((name) => name === remembered(NAME)) ?? LEVELS[0];
  levels.show(level);
  /** @type {View} */
  let shown;
  /** @type {Seen | null} */
  let seen = null;

  const paint = () => {
    levels.show(level);
    if (!seen) return;
    if (seen.view.reader !== described) describe(seen);
    pipeline.show(seen, level, colours);
  };
  /** @type {import("../../reader/types.js").Reader | null} */
  let described = null;
  const describe = (/** @type {Seen} */ { view: { reader }, layers }) => {
    described = reader;
    if (reader) about.replaceChildren(factsAbout(reader, layers));
  };
  const follow = newestOnly(async (/** @type {View} */ view) => {
    const { reader, digit, strokes, reading } = view;
    if (!reader || !digit) return;
    const [layers, scores] = await Promise.all([reader.layers(digit.image), reader.scores(digit.image)]);
    const preparation = strokes.length ? preparationFor(strokes, reading.digits, digit) : null;
    seen = { view, layers, scores, preparation };
    pipeline.root.hidden = false;
    paint();
  });
  const onTheme = () => {
    colours = coloursOf(panel);
    paint();
  };
  addEventListener("theme", onTheme, { signal: closed.signal });
  return {
    show(view) {
      say(hintFor(view));
      pipeline.root.hidden = !view.digit || !seen;
      const isSame = view.digit === shown?.digit && view.reader === shown?.reader;
      shown = view;
      if (!isSame) follow(view).catch((error) => say(messageOf(error)));
    },
    close: () => closed.abort(),
  };
}

/** @param {View} view */
function hintFor({ digit, reading }) {
  if (!digit) return "Write a digit: every step from your ink to the answer appears here while you write.";
  const which = reading.digits.length > 1 ? `the ${digit.digit} that is selected` : "your digit";
  return `The way of ${which} through the network. Blue: above zero; red: below; the stronger, the more.`;
}

/** @param {(level: Level) => void} onChoose */
function createLevels(onChoose) {
  const buttons = LEVELS.map((level) => {
    const name = level[0].toUpperCase() + level.slice(1);
    const button = element("button", { type: "button", "data-testid": `level-${level}` }, name);
    button.addEventListener("click", () => onChoose(level));
    return button;
  });
  return {
    group: element("div", { class: "levels", role: "group", "aria-label": "How much is shown" }, ...buttons),
    show: (/** @type {Level} */ level) =>
      buttons.forEach((button, i) => (button.ariaPressed = `${LEVELS[i] === level}`)),
  };
}
