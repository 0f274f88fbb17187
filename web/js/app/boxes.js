/**
 * Boxes over the ink: where each digit was found, each with a small tab that selects it.
 *
 *     const boxes = createBoxes(list, { onSelect: (index) => …, onDrag: (start) => … });
 *     boxes.show(reading.digits, { width: 1000, height: 750 }, 0);
 *
 * For the keyboard they are one stop, in which arrows move (the radio group of the ARIA Authoring Practices). A pointer
 * meets only the tabs, and only when it presses: one that drags away from a tab is handed on with `onDrag`, so that a
 * stroke may start anywhere.
 *
 * @typedef {import("../reader/types.js").Digit} Digit
 * @typedef {import("../reader/types.js").Size} Size
 */
import { textOf } from "../ui/parts.js";
import { confidencePercent } from "../ui/percent.js";
import { isSure, labelOf, letterOf } from "../ui/wording.js";
import { labelSide } from "./labels.js";

// CSS pixels that a pointer may move while it presses a tab, since no finger lies quite still; one that moves further
// draws. Larger, and short strokes that start on a tab become presses.
const SLIP = 4;

// Boxes that are made or moved in one frame of the screen: each takes some 0.6 ms, and browsers lay out others of them
// again. Larger, the page stops for longer where there are hundreds; smaller, they are longer on their way.
const AT_ONCE = 15;

const STEPS = /** @type {Record<string, (at: number, count: number) => number>} */ ({
  ArrowLeft: (at, count) => (at + count - 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowDown: (at, count) => (at + 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
});

/**
 * @param {HTMLElement} list
 * @param {{ onSelect: (index: number) => void, onDrag: (start: PointerEvent) => void }} listener
 */
export function createBoxes(list, { onSelect, onDrag }) {
  /** @type {ReturnType<typeof createBox>[]} */
  const boxes = [];
  const indexOf = (/** @type {EventTarget | null} */ target) =>
    boxes.findIndex(({ tab }) => tab.contains(/** @type {Node} */ (target)));
  list.addEventListener("click", ({ target }) => {
    const index = indexOf(target);
    if (index >= 0) onSelect(index);
  });
  // A digit that keys have come to is the one that they are about: Delete takes away this one, and not all.
  list.addEventListener("focusin", ({ target }) => {
    if (/** @type {Element} */ (target).matches(":focus-visible")) onSelect(indexOf(target));
  });
  list.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const index = step(indexOf(event.target), boxes.length);
    onSelect(index);
    boxes[index]?.tab.focus();
  });
  tellDrags(list, onDrag);
  const added = () => {
    const box = createBox();
    boxes.push(box);
    list.append(box.item);
    return box;
  };
  let frame = 0; // in which it goes on
  /**
   * @param {Digit[]} digits
   * @param {Size} size of what they were found in, in their boxes' units
   * @param {number} selected
   */
  const show = (digits, size, selected) => {
    cancelAnimationFrame(frame);
    const focused = boxes.slice(digits.length).some(({ tab }) => tab === document.activeElement);
    for (const { item } of boxes.splice(digits.length)) item.remove();
    let changed = 0;
    for (let i = 0; i < digits.length && changed < AT_ONCE; i++)
      if ((boxes[i] ?? added()).show(digits[i], digits, size, i === selected)) changed++;
    if (changed === AT_ONCE) frame = requestAnimationFrame(() => show(digits, size, selected));
    if (focused) boxes[selected]?.tab.focus();
  };
  return { show };
}

function createBox() {
  const item = document.createElement("div");
  const tab = document.createElement("button");
  const [letter, share] = [document.createElement("b"), document.createElement("small")];
  const [showLetter, showShare] = [textOf(letter), textOf(share)];
  Object.assign(tab, { type: "button", role: "radio" }).append(letter, share);
  item.append(document.createElement("i"), tab);
  /** @type {Digit | undefined} */
  let shown;
  const describe = (/** @type {Digit} */ digit, /** @type {Size} */ { width, height }) => {
    const { box } = digit;
    const place = { left: box.x / width, top: box.y / height, width: box.width / width, height: box.height / height };
    for (const [side, part] of Object.entries(place))
      item.style.setProperty(`--${side}`, `${(100 * part).toFixed(2)}%`);
    showLetter(letterOf(digit));
    showShare(digit.rejected ? "" : confidencePercent(digit.confidence));
    item.toggleAttribute("data-unsure", !isSure(digit));
    tab.ariaLabel = tab.title = labelOf(digit);
  };
  return {
    item,
    tab,
    /**
     * @param {Digit} digit
     * @param {Digit[]} digits all of them
     * @param {Size} size
     * @param {boolean} selected
     * @returns {boolean} whether it is another digit than before
     */
    show(digit, digits, size, selected) {
      const isOther = digit !== shown;
      if (isOther) describe(digit, size);
      shown = digit;
      const hasLabel = selected || !isSure(digit); // others have a handle, which may stand anywhere
      item.dataset.label = labelSide(digit, hasLabel ? digits : [], size);
      item.toggleAttribute("data-selected", selected);
      tab.tabIndex = selected ? 0 : -1;
      tab.ariaChecked = `${selected}`;
      return isOther;
    },
  };
}

/** @param {HTMLElement} list @param {(start: PointerEvent) => void} onDrag is given the drag's first event */
function tellDrags(list, onDrag) {
  /** @type {PointerEvent | null} */
  let pressed = null;
  list.addEventListener("pointerdown", (event) => (pressed = event.isPrimary && event.button === 0 ? event : null));
  // On the whole page, since a quick mouse has left the tab by its first move.
  for (const type of /** @type {const} */ (["pointerup", "pointercancel"]))
    document.addEventListener(type, () => (pressed = null));
  document.addEventListener("pointermove", (event) => {
    if (!pressed || Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) <= SLIP) return;
    const start = pressed;
    pressed = null;
    if (event.buttons) onDrag(start);
  });
  // A quick stroke must not become a fling here, either: see Pad.
  const onTouch = (/** @type {TouchEvent} */ event) => !pressed && event.cancelable && event.preventDefault();
  list.addEventListener("touchmove", onTouch, { passive: false });
}
