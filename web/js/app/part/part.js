/**
 * A rectangle on the picture: the part of it that is read. It is dragged by mouse, finger or pen, or moved by keys; a
 * press without a drag selects a digit, as ever.
 *
 *     const rectangle = createRectangle(document, { onChoose: (region) => …, onNoPart: (why) => …, onMove: say });
 *     rectangle.show(picture);
 *
 * @typedef {import("../../reader/types.js").Box} Box
 * @typedef {import("../state.js").Picture} Picture
 *
 * @typedef {object} Listener
 * @property {(region: Box | null) => void} onChoose a part of the picture is to be read, in its pixels; null: all of it
 * @property {(why: string) => void} onNoPart what was dragged is no rectangle, as of somebody who writes
 * @property {(words: string) => void} onMove where keys have moved it, for the ear
 */
import { element, shape } from "../../ui/elements.js";
import { named } from "../../ui/parts.js";
import { createDrag } from "./drag.js";
import { afterKey, inPixels, inShares, inWords, MIDDLE } from "./rectangle.js";

const NO_PARTS = "This is a test digit. To write, go back to the drawing.";
const NO_RECTANGLE =
  "This is a picture. To have a part of it read, drag a rectangle over it. To write, go back to the drawing.";
const KEYS = " Arrow keys move this one, with Shift they resize it. Enter reads the part, Esc cancels.";

/**
 * @param {ParentNode} root holds the sheet and the tools
 * @param {Listener} listener
 */
export function createRectangle(root, { onChoose, onNoPart, onMove }) {
  const sheet = named(root, "sheet");
  const { surface, frame, bar, text, keys, whole, open } = partsIn(root);
  /** @type {Picture | null} the picture on the sheet */
  let shown = null;
  /** @type {Box | null} what keys move, in shares */
  let moving = null;

  const draw = (/** @type {Box | null} */ box) => {
    frame.hidden = !box;
    if (!box) return;
    const sides = { left: box.x, top: box.y, width: box.width, height: box.height };
    for (const [side, share] of Object.entries(sides)) frame.style.setProperty(side, `${100 * share}%`);
    bar.toggleAttribute("data-low", 1 - box.y - box.height > box.y); // where there is more room
  };
  const regionShown = () => (shown?.region ? inShares(shown.region, shown.size) : null);
  const refresh = () => {
    const region = regionShown();
    draw(shown?.testDigit ? null : (drag.box ?? moving ?? region));
    text.data = moving ? "Drag a rectangle over the part to read." : "Only this part is read.";
    keys.hidden = moving === null;
    bar.hidden = drag.box !== null || !(moving ?? region);
    whole.hidden = moving !== null;
    open.ariaPressed = `${moving !== null}`;
    frame.toggleAttribute("data-moving", moving !== null);
  };
  const refuse = () => onNoPart(shown?.testDigit ? NO_PARTS : NO_RECTANGLE);
  const choose = (/** @type {Box} */ box) => {
    if (!shown || shown.testDigit) refuse();
    else onChoose(inPixels(box, shown.size));
  };
  const drag = createDrag(surface, sheet, { onChange: refresh, onDragged: choose, onFlat: refuse });
  const stopMoving = () => {
    moving = null;
    refresh();
  };
  const move = (/** @type {Box} */ box) => {
    moving = box;
    refresh();
    onMove(inWords(box));
  };

  const begin = (/** @type {PointerEvent} */ start) => {
    stopMoving();
    drag.begin(start);
  };

  sheet.addEventListener("pointerdown", (event) => {
    const isOnPicture = [sheet, surface, frame].includes(/** @type {HTMLElement} */ (event.target));
    if (shown && isOnPicture) begin(event);
  });
  open.addEventListener("click", () => {
    if (moving) return stopMoving();
    move(regionShown() ?? MIDDLE);
    frame.focus();
  });
  frame.addEventListener("keydown", (event) => {
    if (!moving || event.altKey || event.ctrlKey || event.metaKey) return;
    const moved = afterKey(moving, event);
    if (!moved && event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    if (moved) return move(moved);
    const chosen = moving;
    open.focus(); // which ends the moving
    if (event.key === "Enter") choose(chosen);
  });
  frame.addEventListener("blur", stopMoving);
  open.addEventListener("mousedown", (event) => moving && event.preventDefault()); // the focus stays until the click
  whole.addEventListener("click", () => {
    open.focus(); // before the button that has the focus is gone
    onChoose(null);
  });
  return {
    /** A pointer that has gone down elsewhere drags a rectangle. */
    begin,
    /** @param {Picture | null} picture the one on the sheet */
    show(picture) {
      if (picture?.image !== shown?.image) {
        drag.end();
        moving = null;
      }
      shown = picture;
      surface.hidden = !picture;
      open.hidden = !picture || picture.testDigit !== null;
      refresh();
    },
  };
}

/** Puts into the page what it needs. @param {ParentNode} root */
function partsIn(root) {
  const frame = element("div", {
    ...{ class: "frame", "data-testid": "part-frame", tabindex: "-1", hidden: "" },
    ...{ role: "application", "aria-label": "The part of the picture to read", "aria-describedby": "part-text" },
  });
  const surface = element("div", { class: "part", "data-testid": "part", hidden: "" }, frame);
  const text = new Text();
  const keys = element("span", {}, KEYS);
  const whole = element("button", { type: "button", "data-testid": "whole" }, "Read the whole picture");
  const bar = element(
    "div",
    { class: "part-bar", "data-testid": "part-bar", hidden: "" },
    element("p", { id: "part-text" }, text, keys),
    whole,
  );
  const icon = shape(
    "svg",
    { viewBox: "0 0 24 24", "aria-hidden": "true" },
    shape("path", { d: "M7 3v14h14M3 7h14v14" }),
  );
  const open = element(
    "button",
    { type: "button", "data-testid": "open-part", title: "Read a part of the picture; you can also drag over it" },
    icon,
    element("span", {}, "Read a part"),
  );
  named(root, "boxes").before(surface);
  named(root, "busy").before(bar);
  named(root, "upload").closest("div")?.append(open);
  return { surface, frame, bar, text, keys, whole, open };
}
