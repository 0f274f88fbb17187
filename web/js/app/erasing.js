/**
 * The way to the eraser: what erases is fetched when somebody takes it, by its button, its key or the eraser's end of a
 * pen.
 *
 *     const erasing = createErasing(sheet, surface, page, editor, () => store.state.isErasing);
 *     erasing.show(isErasing);
 */
import { capture } from "../pad/pad.js";

const END = 5; // the button that the eraser's end of a pen is, as of the Pointer Events standard

/**
 * @param {HTMLElement} sheet that the pad is on
 * @param {HTMLCanvasElement} surface of the pad
 * @param {import("./editing/eraser.js").Page} page
 * @param {import("./editor.js").Editor} editor
 * @param {() => boolean} isOn whether the eraser was taken
 */
export function createErasing(sheet, surface, page, editor, isOn) {
  /** @type {ReturnType<import("./editor.js").Editing["createEraser"]> | undefined} */
  let eraser;
  const withEraser = (/** @type {(made: NonNullable<typeof eraser>) => void} */ then) =>
    editor.use(({ createEraser }) => then((eraser ??= createEraser(surface, page))));
  const isErasing = (/** @type {PointerEvent} */ { button, target }) =>
    target === surface && (button === END || (button === 0 && isOn()));
  // Before the pad, which would write.
  const onDown = (/** @type {PointerEvent} */ event) => {
    if (!isErasing(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (page.pad.isDrawing) return;
    capture(surface, event.pointerId);
    withEraser((made) => made.begin(event));
  };
  sheet.addEventListener("pointerdown", onDown, { capture: true });
  surface.addEventListener("pointermove", (event) => isOn() && withEraser((made) => made.hover(event)));
  return {
    /** @param {boolean} isErasing */
    show(isErasing) {
      const root = document.documentElement;
      if (isErasing === root.hasAttribute("data-erasing")) return;
      root.toggleAttribute("data-erasing", isErasing);
      if (isErasing) withEraser(() => {});
      else eraser?.hide();
    },
  };
}
