/** A field's pad, which comes once the field is seen. */
import { Pad } from "../pad/pad.js";
import { localOf } from "../pad/turned.js";

/** @param {HTMLCanvasElement} canvas */
export const createPad = (canvas) => new Pad(canvas, localOf);
