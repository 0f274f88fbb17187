/** A cell of the picture, enlarged, with a line under each digit in doubt. */
import { isSure } from "../../ui/wording.js";
import { element } from "../../ui/elements.js";

// Pixels of the canvas: as wide as the column it stands in, on screens with two pixels each way for one of CSS.
const [WIDTH, HEIGHT] = [720, 200];

const AIR = 0.35; // of the ink's height that is shown round it; larger, the digits are smaller

const LINE = 6; // pixels: the thickness of the line under a digit; larger, it looks like a dash

export function createMagnified() {
  const canvas = element("canvas", { width: WIDTH, height: HEIGHT, "data-testid": "magnified", role: "img" });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  return {
    element: canvas,
    /**
     * @param {import("../state.js").Picture | null} picture that the cell is of; null while it is not there
     * @param {import("./written.js").CheckedCell | undefined} cell
     */
    show(picture, cell) {
      context.clearRect(0, 0, WIDTH, HEIGHT);
      canvas.ariaLabel = cell && picture ? "The active cell, enlarged" : "No cell";
      if (!picture?.image.width || !cell) return;
      const { image, size } = picture;
      const seen = around(cell.ink);
      const scale = WIDTH / seen.width;
      const ofImage = image.width / size.width;
      context.drawImage(
        image,
        ...[seen.x * ofImage, seen.y * ofImage, seen.width * ofImage, seen.height * ofImage],
        ...[0, 0, WIDTH, HEIGHT],
      );
      context.fillStyle = getComputedStyle(canvas).color;
      for (const digit of cell.toCheck.includes(cell.doubt) ? cell.digits : []) {
        if (isSure(digit)) continue;
        const { x, y, width, height } = digit.box;
        context.fillRect((x - seen.x) * scale, (y + height - seen.y) * scale + LINE, width * scale, LINE);
      }
    },
  };
}

/** As much of the picture as has the canvas' shape. @param {import("./cells.js").Box} box */
function around({ x, y, width, height }) {
  const [wide, high] = [width + 2 * AIR * height, (1 + 2 * AIR) * height];
  const [fullWidth, fullHeight] = [Math.max(wide, (high * WIDTH) / HEIGHT), Math.max(high, (wide * HEIGHT) / WIDTH)];
  return {
    x: x + width / 2 - fullWidth / 2,
    y: y + height / 2 - fullHeight / 2,
    width: fullWidth,
    height: fullHeight,
  };
}
