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
import { PIXELS } from "../../reader/shared/contract.js";
import { createTurns, newestOnly } from "../../reader/shared/latest.js";
import { scoresOf } from "./answers.js";
import { coloursOf } from "./colours.js";
import { createDetail } from "./detail.js";
import { factsAbout } from "./facts.js";
import { mosaicOf, tellingMap } from "./mosaic.js";
import { createPipeline } from "./pipeline.js";
import { preparationFor } from "./preparation.js";
import { createPresenter } from "./presenter.js";
import { LEVELS } from "./stages.js";
import { stepsOf } from "./steps.js";

const NAME = "sees"; // under which the level is remembered

/** @param {HTMLElement} panel @returns {import("../panels/panels.js").Panel} */
export function createPanel(panel) {
  const hint = element("p", { class: "quiet", "data-testid": "sees-hint" });
  const say = textOf(hint);
  const choose = (/** @type {Level} */ chosen) => {
    level = chosen;
    remember(NAME, chosen);
    paint();
  };
  const levels = createLevels(choose);
  const presenter = createPresenter(panel, {
    stages: () => pipeline.items(),
    standingFor: (item) => pipeline.standingFor(item),
    onStage: (item) => present(pipeline.indexOf(item)),
    onMap: (by) => opened.index >= 0 && open(opened.index, mapAfter(by), false),
    onPlay: () => detail.play(),
    onLevel: () => choose(LEVELS[1 - LEVELS.indexOf(level)]),
  });
  presenter.start.hidden = true;
  const bar = element("div", { class: "sees-bar" }, hint, presenter.start, levels.group);
  const pipeline = createPipeline((index, map) => (isOpen(index, map) ? close() : open(index, map)));
  const detail = createDetail({
    onClose: () => close(),
    onMap: (by) => open(opened.index, mapAfter(by), false),
    onTry: tryOut,
  });
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
  /** @type {Float32Array | null} what a person made of the digit */
  let tried = null;
  /** @type {Seen["parts"]} of the network that reads */
  let parts = [];

  /** The layer that is taken apart, and its map; -1 for none. */
  let opened = { index: -1, map: 0 };
  const isOpen = (/** @type {number} */ index, /** @type {number} */ map) =>
    opened.index === index && opened.map === map;
  const mapAfter = (/** @type {number} */ by) => {
    const { count } = mosaicOf(/** @type {Seen} */ (seen).layers[opened.index]);
    return (opened.map + by + count) % count;
  };
  const open = (/** @type {number} */ index, /** @type {number} */ map, isPress = true) => {
    pipeline.stageOf(opened.index)?.mark(-1);
    opened = { index, map };
    paint();
    if (!isPress) return;
    detail.title.focus({ preventScroll: true });
    detail.item.scrollIntoView({ block: "nearest" });
  };
  const present = (/** @type {number} */ index) => {
    const map = index === opened.index ? opened.map : undefined; // of the same stage at another level
    close(false);
    if (seen && index >= 0) open(index, map ?? tellingMap(seen.layers[index]));
  };
  const close = (isPress = true) => {
    const stage = pipeline.stageOf(opened.index);
    stage?.mark(-1);
    opened = { index: -1, map: 0 };
    detail.stop();
    detail.item.remove();
    if (!isPress) return;
    stage?.button.focus();
    if (tried) tryOut(null); // nothing would say that this is another digit than the page shows
  };
  const paint = () => {
    levels.show(level);
    if (!seen) return;
    if (pipeline.show(seen, level, colours)) {
      detail.item.remove();
      presenter.refresh();
    }
    const stage = pipeline.stageOf(opened.index);
    if (!stage || !seen.layers[opened.index]) return;
    stage.mark(opened.map);
    if (stage.item.nextElementSibling !== detail.item) stage.item.after(detail.item);
    detail.show(seen, opened.index, opened.map, colours, level, stage.stage);
  };
  const networks = createTurns(); // at what is told of the network
  const describe = async (/** @type {import("../../reader/types.js").Reader} */ reader) => {
    const turn = networks.next();
    const layers = await reader.layers(new Float32Array(PIXELS));
    if (!turn.aborted) about.replaceChildren(factsAbout(reader, layers));
  };
  const follow = newestOnly(async (/** @type {View} */ view) => {
    const { reader, digit, strokes, reading } = view;
    if (!reader || !digit) return;
    const image = tried ?? digit.image;
    const own = tried && (seen?.own ?? seen?.scores ?? null);
    const layers = await reader.layers(image);
    const scores = tried ? await reader.scores(image) : scoresOf(digit);
    const preparation = strokes.length ? preparationFor(strokes, reading.digits, digit) : null;
    if (view.reader !== seen?.view.reader) parts = stepsOf(reader.graph(), layers);
    if (view.model !== seen?.view.model) opened = { index: -1, map: 0 };
    seen = { view, layers, parts, image, scores, own, preparation };
    pipeline.root.hidden = presenter.start.hidden = false;
    paint();
  });
  const followShown = () => void follow(shown).catch(tell);
  const tell = (/** @type {unknown} */ error) => say(messageOf(error));
  function tryOut(/** @type {Float32Array | null} */ image) {
    tried = image;
    followShown();
  }
  const onTheme = () => {
    colours = coloursOf(panel);
    paint();
  };
  addEventListener("theme", onTheme, { signal: closed.signal });
  return {
    show(view) {
      say(hintFor(view));
      pipeline.root.hidden = presenter.start.hidden = !view.digit || !seen;
      if (view.reader && view.reader !== shown?.reader) describe(view.reader).catch(tell);
      const isSame = view.digit === shown?.digit && view.reader === shown?.reader;
      shown = view;
      if (isSame) return;
      tried = null; // new ink, or another network
      followShown();
    },
    close() {
      closed.abort();
      networks.end();
      presenter.finish();
      detail.stop();
    },
  };
}

/** @param {View} view */
function hintFor({ digit, reading }) {
  if (!digit) return "Write a digit: every step from your ink to the answer appears here while you write.";
  const which = reading.digits.length > 1 ? `the ${digit.rejected ? "?" : digit.digit} that is selected` : "your digit";
  return `How ${which} goes through the network. Blue is above zero, red is below; the stronger, the more.`;
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
