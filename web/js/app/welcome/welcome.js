/**
 * The first seconds: the number that an empty pad writes by itself, and a row of examples to press. Fetched once the
 * page reads and has nothing else to do.
 */
import { curveOf } from "../../pad/curve.js";
import { element, shape } from "../../ui/elements.js";
import { named } from "../../ui/parts.js";
import { showGhost } from "./ghost.js";
import { centred, written } from "./hand.js";

/** @typedef {{ name: string, title: string, text: string }} Example what its picture shows, and what is written */

/** @type {Example[]} */
const EXAMPLES = [
  { name: "number", title: "Number", text: "2048" },
  { name: "rows", title: "3 rows", text: "305\n 67\n918" },
  { name: "tricky", title: "1 or 7?", text: "lZ" },
  { name: "photograph", title: "Photo", text: "12 34\n 8 95" },
  { name: "letter", title: "Letter", text: "R" },
];

/** Beside them, and in the header: numbers against the clock. */
const GAME = { name: "game", title: "Game" };
const CLOCK = "M60 20a32 32 0 1 1-.1 0M60 32v20l13 9M52 8h16M60 8v12";
const SMALL_CLOCK = "M12 5a8 8 0 1 1-.1 0M12 8.5V13l3 2M10 2h4M12 2v3";
const CLOCK_BOX = { viewBox: "0 0 120 90", "stroke-width": 4.5, "aria-hidden": "true" };

/** Of a picture on a button, in its units. If the pen were wider, loops would close. */
const PICTURE = { width: 120, height: 90, pen: 4.5 };

/**
 * @param {HTMLElement} root
 * @param {object} page
 * @param {import("../../pad/pad.js").Pad} page.pad
 * @param {ReturnType<typeof import("../bring.js").createBring>} page.bring
 * @param {{ show: (need: object, name: "game") => void }} page.dialogs
 */
export function createWelcome(root, { pad, bring, dialogs }) {
  const hint = /** @type {HTMLElement} */ (named(root, "hint").querySelector("strong"));
  const invite = () => (hint.textContent = "Your turn");
  const end = showGhost(named(root, "sheet"), named(root, "pad"), pad.size, invite);
  const press = (/** @type {Example} */ { name, text }) =>
    name === "photograph" ? photograph(bring) : bring.drawing(centred(written(text), pad.size));
  const row = element(
    "div",
    { class: "examples", role: "group", "aria-label": "Examples", "data-testid": "examples" },
    ...EXAMPLES.map((example) => buttonOf(example, pictureOf(example), () => void press(example))),
    buttonOf(GAME, shape("svg", CLOCK_BOX, shape("path", { d: CLOCK })), () => dialogs.show({}, "game")),
  );
  named(root, "bars").before(row);
  named(root, "open-history").before(gameInMenu(() => dialogs.show({}, "game")));
  return {
    /** @param {boolean} isFree whether there is nothing on the sheet, and nothing on its way */
    show(isFree) {
      if (isFree) return;
      end();
      if (row.contains(document.activeElement)) named(root, "clear").focus(); // which brings the row back
    },
  };
}

/** The game in the header, where it is found once there is ink, too. @param {() => void} onPress */
function gameInMenu(onPress) {
  const clock = shape("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, shape("path", { d: SMALL_CLOCK }));
  const attributes = { type: "button", "aria-haspopup": "dialog", "data-testid": "open-game" };
  const made = element("button", { ...attributes, title: "Beat the network" }, clock, element("span", {}, GAME.title));
  made.addEventListener("click", onPress);
  return made;
}

/** @param {Parameters<typeof createWelcome>[1]["bring"]} bring */
async function photograph(bring) {
  const timeStamp = performance.now();
  const { photographOfSheet } = await import("./photograph.js");
  await bring.file({ file: await photographOfSheet(), rest: [], timeStamp });
}

/** @param {Example} example */
function pictureOf({ text }) {
  const { width, height, pen } = PICTURE;
  const lines = centred(written(text), PICTURE, 0.75).map((stroke) => shape("path", { d: curveOf(stroke) }));
  return shape("svg", { viewBox: `0 0 ${width} ${height}`, "stroke-width": pen, "aria-hidden": "true" }, ...lines);
}

/** @param {{ name: string, title: string }} what @param {SVGElement} picture @param {() => void} onPress */
function buttonOf({ name, title }, picture, onPress) {
  const attributes = { type: "button", "data-testid": `example-${name}` };
  const made = element("button", attributes, picture, element("span", {}, title));
  made.addEventListener("click", onPress);
  return made;
}
