/**
 * Reads pictures, or parts of them: files that somebody brings, and test digits. A newer one takes the place of one
 * that is on its way, whose reading ends at once.
 *
 *     const pictures = createPictureReader({ store, onOpened, onRead, onRefused, onFailure: networks.fail });
 *     await pictures.take(turn, async () => pictureOfFile(file, timeStamp));
 *
 * idle → loading (fetched, decoded) → reading (on the sheet) → idle, or failed: refused, and the notice says why.
 *
 * @typedef {import("./state.js").Picture} Picture
 */
import { createTurns } from "../reader/shared/latest.js";
import { messageOf } from "../ui/wording.js";
import { createLeftOutNotice, someInkNotRead } from "./left-out.js";

/**
 * @param {object} page
 * @param {import("./state.js").Store} page.store
 * @param {(picture: Picture) => void} page.onOpened a picture comes for sure, and takes the place of the one before
 * @param {(picture: Picture) => void} page.onRead it is on the sheet, with its reading
 * @param {() => void} page.onRefused what was there before it holds again
 * @param {(error: unknown) => void} page.onFailure the network failed
 */
export function createPictureReader({ store, onOpened, onRead, onRefused, onFailure }) {
  const readings = createTurns();
  /** Frees the pictures that are gone. @param {Partial<import("./state.js").Pictures>} patch */
  const update = (patch) => {
    const before = picturesIn(store.state.pictures);
    store.update({ pictures: { ...store.state.pictures, ...patch } });
    const images = picturesIn(store.state.pictures).map(({ image }) => image);
    for (const { image, close } of before) if (!images.includes(image)) close();
  };
  const sayWhatIsLeftOut = createLeftOutNotice(store);
  const drop = () => {
    readings.end();
    update({ phase: "idle", incoming: null });
  };
  /** @param {unknown} error */
  const refuse = (error) => {
    readings.end();
    update({ phase: "failed", incoming: null });
    store.update({ notice: messageOf(error) });
    onRefused();
  };
  const show = (/** @type {Picture} */ picture) => {
    if (picture.image !== store.state.pictures.shown?.image) store.update({ chosen: null });
    update({ phase: "idle", incoming: null, shown: picture });
    const { leftOut } = picture.reading;
    sayWhatIsLeftOut(leftOut ? someInkNotRead(leftOut) : "");
    onRead(picture);
  };
  /** Reads the incoming picture, if there is one and something that reads. */
  const read = async () => {
    const { network, pictures } = store.state;
    const [picture, reader] = [pictures.incoming, network.reader];
    if (!picture || !reader) return;
    const turn = readings.next();
    const onProgress = (/** @type {number} */ share) => update({ share });
    update({ share: 0 });
    try {
      const options = { signal: turn, onProgress, region: picture.region ?? undefined };
      const [reading, loaded] = await Promise.all([picture.read(reader, options), picture.loaded]);
      if (!turn.aborted) show({ ...picture, ...loaded, reading });
    } catch (error) {
      if (turn.aborted) return;
      if (error instanceof Error && error.name === "ModelError") onFailure(error);
      else refuse(error);
    }
  };
  /** @param {Picture} picture @param {AbortSignal} turn */
  const showOnceLoaded = (picture, turn) =>
    picture.loaded.then(
      (loaded) => {
        const isAwaited = !turn.aborted && store.state.pictures.incoming?.image === picture.image;
        if (isAwaited) update({ phase: "reading", incoming: { ...picture, ...loaded } });
      },
      () => {}, // reading it says why
    );
  return {
    /**
     * @param {AbortSignal} turn at the sheet; once it is lost, the picture is dropped
     * @param {() => Promise<Picture>} open
     */
    async take(turn, open) {
      update({ phase: "loading", incoming: null });
      turn.addEventListener("abort", drop, { once: true });
      try {
        const picture = await open();
        if (turn.aborted) return;
        onOpened(picture);
        update({ incoming: picture });
        await Promise.all([showOnceLoaded(picture, turn), read()]);
      } catch (error) {
        if (!turn.aborted) refuse(error);
      }
    },
    /**
     * A picture that is on the sheet, in another way: a part of it.
     * @param {AbortSignal} turn at the sheet
     * @param {Picture} picture
     */
    async readAs(turn, picture) {
      update({ phase: "reading", incoming: picture });
      turn.addEventListener("abort", drop, { once: true });
      await read();
    },
    /** Another network reads. */
    async readAgain() {
      const { incoming, shown } = store.state.pictures;
      if (!incoming && shown) update({ phase: "reading", incoming: { ...shown, timeStamp: performance.now() } });
      await read();
    },
    /** No network reads any more; the picture that comes waits for the next one. */
    wait: () => readings.end(),
    /** The drawing takes its place. */
    close() {
      drop();
      update({ shown: null });
    },
  };
}

/** @param {import("./state.js").Pictures} pictures @returns {Picture[]} those that are on the sheet, or on their way */
const picturesIn = ({ incoming, shown }) => [incoming, shown].filter((picture) => picture !== null);
