/**
 * A sheet of paper with numbers on it, as a phone's camera would see it: drawn here, by the page's own hand.
 */
import { curveOf } from "../../pad/curve.js";
import { centred, written } from "./hand.js";

const [WIDTH, HEIGHT] = [1000, 750]; // pixels

/** Rows and columns of a small table. */
const ROWS = "12  340\n 8   95\n76  208";

/** Pixels: the width of the pen. If larger, the loops of small digits close. */
const PEN = 11;

/** Radians that the sheet lies askew. If larger, it has to be turned upright before it is read. */
const ASKEW = -0.02;

/** @returns {Promise<File>} a JPEG */
export async function photographOfSheet() {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = lightOn(context);
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.translate(WIDTH / 2, HEIGHT / 2);
  context.rotate(ASKEW);
  context.translate(-WIDTH / 2, -HEIGHT / 2);
  Object.assign(context, { strokeStyle: "#27324a", lineWidth: PEN, lineCap: "round", lineJoin: "round" });
  for (const stroke of centred(written(ROWS), { width: WIDTH, height: HEIGHT }, 0.72))
    context.stroke(new Path2D(curveOf(stroke)));
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
  return new File([blob], "sheet.jpg", { type: "image/jpeg" });
}

/** Paper in the light of a lamp, darker to one side. @param {OffscreenCanvasRenderingContext2D} context */
function lightOn(context) {
  const light = context.createRadialGradient(300, 200, 100, 420, 330, 900);
  light.addColorStop(0, "#fbf8f0");
  light.addColorStop(1, "#b9b2a4");
  return light;
}
