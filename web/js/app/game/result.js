/** How a round ended: the score, a picture to share, and what was read otherwise, of which the person is the judge. */
import { curveOf } from "../../pad/curve.js";
import { boundingBox } from "../../reader/ink.js";
import { imported } from "../../reader/shared/imported.js";
import { button, element, shape } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";
import { messageOf } from "../../ui/wording.js";
import { drawingSeen, postOf } from "../drawings/post.js";
import { look, sharePicture } from "../drawings/share.js";
import { outcome, told, verdict } from "./round.js";

/** @typedef {import("./round.js").Round} Round */
/** @typedef {import("./round.js").Written} Written */

// Pad units of room around ink: half a pen, so that no line is cut off. Larger, the ink gets smaller.
const ROOM = 20;
const NAME = "digitpad-game.png";

/**
 * @param {Round} round
 * @param {number} best the best score on this device
 * @param {HTMLElement} again the button that begins another round
 * @returns {HTMLElement}
 */
export function resultOf(round, best, again) {
  const score = round.right.length;
  const status = element("p", { class: "quiet", role: "status", "data-testid": "game-shared" });
  const say = textOf(status);
  const share = async () => {
    const wasSaved = await sharePicture(await pictureOf(round), NAME);
    if (wasSaved) say(`Saved as ${NAME}.`);
  };
  const post = button("Share a picture", "game-share", () => void share().catch((error) => say(messageOf(error))));
  post.hidden = !numberToShow(round);
  return element(
    "div",
    { class: "game-result", "data-testid": "game-result" },
    element("p", { class: "game-score" }, element("b", {}, `${score}`), score === 1 ? " point" : " points"),
    element("p", { "data-testid": "game-outcome" }, outcome(round)),
    element("p", { class: "quiet" }, `Your best on this device: ${best}.`),
    element("div", { class: "game-acts" }, again, post),
    status,
    ...trickyOnes(round.tricky),
  );
}

/** @param {Written[]} tricky @returns {HTMLElement[]} */
function trickyOnes(tricky) {
  if (tricky.length === 0) return [];
  const judged = element("p", { role: "status", "data-testid": "game-verdict" });
  const say = textOf(judged);
  const beaten = new Set();
  const judge = (/** @type {Written} */ written) => {
    if (!beaten.delete(written)) beaten.add(written);
    say(verdict(beaten.size, tricky.length));
    return beaten.has(written);
  };
  say(verdict(0, tricky.length));
  return [
    element("h3", {}, "Read otherwise"),
    judged,
    element(
      "ul",
      { class: "game-tricky", role: "list", "data-testid": "game-tricky" },
      ...tricky.map((written) => trickyOne(written, () => judge(written))),
    ),
  ];
}

/** @param {Written} written @param {() => boolean} judge turns round, and tells, whether it was written as asked */
function trickyOne(written, judge) {
  const mine = button(`I wrote ${written.asked}`, "game-beaten", () => (mine.ariaPressed = `${judge()}`));
  mine.ariaPressed = "false";
  return element("li", {}, inkOf(written.strokes), element("p", {}, told(written)), mine);
}

/** @param {import("./round.js").Stroke[]} strokes */
function inkOf(strokes) {
  const { x, y, width, height } = /** @type {import("../../reader/types.js").Box} */ (boundingBox(strokes));
  const viewBox = `${x - ROOM} ${y - ROOM} ${width + 2 * ROOM} ${height + 2 * ROOM}`;
  const lines = strokes.map((stroke) => shape("path", { d: curveOf(stroke) }));
  return shape("svg", { viewBox, "aria-hidden": "true", "stroke-width": ROOM }, ...lines);
}

/** The number that was read otherwise first, or else the one that was written last. @param {Round} round */
const numberToShow = ({ right, tricky }) => tricky[0] ?? right.at(-1);

/** @param {Round} round in which something was written */
async function pictureOf(round) {
  const looks = look();
  const shown = /** @type {Written} */ (numberToShow(round));
  const score = round.right.length;
  const said = score === 1 ? "1\npoint in\n60 seconds" : `${score}\npoints in\n60 seconds`;
  const [text, note] = await Promise.all([said, told(shown)].map(inItsLanguage));
  return postOf(drawingSeen(shown.strokes, looks.pen), text, looks, note);
}

/** What is written into a picture, which is not shown by the page. @param {string} text */
async function inItsLanguage(text) {
  if (document.documentElement.lang === "en") return text;
  const { said } = await imported(() => import("../../languages/shown.js"), "The language");
  return said(text);
}
