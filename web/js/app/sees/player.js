/**
 * Goes over the pixels of a map, one after the other: by itself, by steps, by arrow keys or by the pointer. It moves
 * nothing until somebody presses Play.
 *
 * @typedef {{ x: number, y: number }} Pixel
 * @typedef {import("../../reader/types.js").Size} Size
 */
import { button, element } from "../../ui/elements.js";

const PAUSE = 250; // milliseconds from one pixel to the next while it plays; shorter, nobody can read the products

/** Pixels that each key goes. @type {Record<string, [x: number, y: number]>} */
export const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * The pixel so many further on, row by row, the first after the last. Pure.
 * @param {Pixel} pixel @param {Size} size @param {number} by
 */
export function pixelAfter({ x, y }, { width, height }, by) {
  const count = width * height;
  const at = (((y * width + x + by) % count) + count) % count;
  return { x: at % width, y: Math.floor(at / width) };
}

/** @param {() => Size} sizeOf @param {(pixel: Pixel) => void} onMove */
export function createPlayer(sizeOf, onMove) {
  /** @type {Pixel} */
  let pixel = { x: 0, y: 0 };
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  const move = (/** @type {Pixel} */ to) => {
    pixel = to;
    onMove(pixel);
  };
  const step = (/** @type {number} */ by) => move(pixelAfter(pixel, sizeOf(), by));
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    play.textContent = "Play";
  };
  const toggle = () => {
    if (timer) return stop();
    timer = setInterval(step, PAUSE, 1);
    play.textContent = "Pause";
  };
  const stepBy = (/** @type {number} */ by) => () => {
    stop();
    step(by);
  };
  const play = button("Play", "sees-play", toggle);
  const group = element(
    "div",
    { class: "button-row", role: "group", "aria-label": "Move the window" },
    button("Back", "sees-back", stepBy(-1)),
    play,
    button("Step", "sees-step", stepBy(1)),
  );
  return {
    group,
    toggle,
    get pixel() {
      return pixel;
    },
    stop,
    /** @param {Pixel} to */
    goTo(to) {
      stop();
      move(to);
    },
    /** Puts it somewhere, but within the map, and tells nobody. @param {Pixel} wanted */
    fit({ x, y }) {
      const { width, height } = sizeOf();
      pixel = { x: Math.min(x, width - 1), y: Math.min(y, height - 1) };
    },
    /** @type {(event: KeyboardEvent) => void} of the map */
    onKey: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { width, height } = sizeOf();
      const by = ARROWS[event.key];
      if (by) {
        stop();
        move({
          x: Math.max(0, Math.min(width - 1, pixel.x + by[0])),
          y: Math.max(0, Math.min(height - 1, pixel.y + by[1])),
        });
      } else if (event.key === " ") toggle();
      else return;
      event.preventDefault();
      event.stopPropagation(); // the page's own keys
    },
  };
}
