/**
 * The way to the rectangle that chooses a part of a picture: fetched with the first picture that is shown.
 *
 *     const part = createPart(document, { onChoose: (region) => …, onNoPart: (why) => …, onFailure: (error) => … });
 *     part.show(picture);
 *
 * @typedef {import("../state.js").Picture} Picture
 */
import { imported } from "../../reader/shared/imported.js";

/**
 * @param {ParentNode} root holds the sheet and the tools
 * @param {import("./part.js").Listener & { onFailure: (error: unknown) => void }} listener is also told what does not
 *   load
 */
export function createPart(root, listener) {
  /** @type {ReturnType<typeof import("./part.js").createRectangle> | undefined} */
  let rectangle;
  /** @type {Picture | null} */
  let newest = null;
  const load = async () => {
    try {
      const scripts = () => Promise.all([import("./part.js"), import("./style.js")]);
      const [{ createRectangle }] = await imported(scripts, "The script for parts of pictures");
      rectangle ??= createRectangle(root, listener);
      rectangle.show(newest);
    } catch (error) {
      listener.onFailure(error);
    }
  };
  return {
    /** @param {Picture | null} picture the one on the sheet */
    show(picture) {
      const isOther = picture && picture.image !== newest?.image;
      newest = picture;
      if (rectangle) rectangle.show(picture);
      else if (isOther) void load();
    },
    /** A pointer that has gone down elsewhere drags a rectangle. @param {PointerEvent} start */
    begin: (start) => rectangle?.begin(start),
  };
}
