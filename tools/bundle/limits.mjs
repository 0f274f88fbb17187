/**
 * Prints how large a picture may be, as the page has it, for tools/predict.py: {side, pixels}. A larger one than `side`
 * pixels wide or high is made smaller before it is read, and one of more than `pixels` pixels is not read at all.
 */
import { MAX_PIXELS, MAX_SIDE } from "../../web/js/reader/picture/picture.js";

console.log(JSON.stringify({ side: MAX_SIDE, pixels: MAX_PIXELS }));
