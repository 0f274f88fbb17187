/**
 * The live camera: what it sees is read while it is seen, and held steady. A press freezes it: the picture is read then
 * as any other that somebody brings. Pictures go nowhere, and the camera is off once this is closed or out of sight.
 *
 * After each picture that was read, the view dispatches `new CustomEvent("live", { detail })` with `numbers`: those
 * that are shown, each with its text and its box, in shares of the picture.
 *
 * @typedef {import("../dialogs/dialogs.js").Page} Page
 * @typedef {import("./stream.js").Camera} Camera
 */
import { createTurns } from "../../reader/shared/latest.js";
import { button, element } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";
import { messageOf } from "../../ui/wording.js";
import { frozen, isShowing, readFrames } from "./frames.js";
import { createOverlay } from "./overlay.js";
import { HIDDEN, NO_LIGHT, UNPLUGGED, whyNone, whyRefused } from "./refusal.js";
import { after, numbersOf, shownOf } from "./steady.js";
import { cameras, onCamerasChange, placeOfPage, startedCamera } from "./stream.js";

export const title = "Camera";

const ASKING = "Starting the camera… Your browser may ask whether this page may use it.";
const WAITING = "The network is still loading.";
const NOTHING = "Hold a number on paper before the camera.";
const TURNED = "Turned. Hold it still for a moment.";

/** @param {Page} page @returns {HTMLElement} */
export function contentOf({ reader, bring, close, closed }) {
  const { view, frame, video, boxes, said, reading, freeze, again, light, choice, select, noted } = partsOf();
  const overlay = createOverlay(boxes);
  const [say, showReading, note, turns] = [textOf(said), textOf(reading), textOf(noted), createTurns()];
  /** @type {Camera | null} */
  let camera = null;
  /** @type {import("./steady.js").Held[]} */
  let held = [];
  /** @type {import("./frames.js").Size | null} of the picture that was read last */
  let size = null;
  let isWanted = false; // and not refused, or gone

  const forget = (/** @type {string} */ words) => {
    held = [];
    overlay.show([], 1);
    showReading(words);
  };
  /** @param {string} why in plain words; "" where it is to start again, or is not wanted any more */
  const stop = (why) => {
    turns.end();
    isWanted = false;
    camera?.stop();
    camera = video.srcObject = null;
    forget("");
    say(why);
    note("");
    view.removeAttribute("data-on");
    freeze.hidden = light.hidden = true;
    again.hidden = !why;
    if (why && view.isConnected) again.focus();
  };
  /** @param {Camera} started */
  const show = async (started) => {
    camera = started;
    started.onGone(() => camera === started && stop(UNPLUGGED));
    video.srcObject = started.stream;
    light.hidden = !started.hasLight;
    light.ariaPressed = "false";
    await showChoice();
  };
  const showChoice = async () => {
    const all = await cameras();
    choice.hidden = all.length < 2;
    select.replaceChildren(...all.map(({ id, label }) => element("option", { value: id }, label)));
    select.value = camera?.id ?? "";
  };
  /** @param {string} [id] of the camera that is wanted */
  const start = async (id = "") => {
    const place = placeOfPage();
    const none = whyNone(place);
    stop(none);
    if (none) return;
    isWanted = true;
    const turn = turns.next();
    say(ASKING);
    try {
      const started = await startedCamera(id);
      if (turn.aborted) started.stop();
      else await show(started);
    } catch (error) {
      if (!turn.aborted) stop(whyRefused(error, place));
    }
  };
  const onShown = () => {
    if (!camera) return;
    const hasFocus = !document.activeElement?.closest(".live");
    say("");
    view.toggleAttribute("data-on", true);
    freeze.hidden = false;
    showReading(reader() ? NOTHING : WAITING);
    if (hasFocus) freeze.focus();
  };
  const onResize = () => {
    const isTurned = size !== null && size.width > size.height !== video.videoWidth > video.videoHeight;
    frame.style.setProperty("--ratio", `${video.videoWidth / Math.max(1, video.videoHeight)}`);
    if (isTurned) forget(TURNED);
  };
  /** @type {import("./frames.js").Watching["onRead"]} */
  const onRead = (found, of) => {
    if (!camera) return;
    if (size?.width !== of.width) held = [];
    size = of;
    held = after(held, numbersOf(found));
    const numbers = shownOf(held).map(({ box, ...number }) => ({ ...number, box: sharesOf(box, of) }));
    overlay.show(numbers, of.width / of.height);
    showReading(numbers.map(({ text }) => text).join(" · ") || NOTHING);
    const detail = { numbers: numbers.map(({ text, box }) => ({ text, box })) };
    view.dispatchEvent(new CustomEvent("live", { bubbles: true, detail }));
  };
  const press = async (/** @type {number} */ timeStamp) => {
    if (!camera || !isShowing(video) || video.paused) return;
    video.pause(); // what is seen is what is read
    const file = await frozen(video);
    if (closed.aborted) return;
    close();
    await bring.file({ file, rest: [], timeStamp });
  };
  const switchLight = async () => {
    const isOn = light.ariaPressed !== "true";
    await camera?.light(isOn).then(
      () => (light.ariaPressed = `${isOn}`),
      () => note(NO_LIGHT),
    );
  };
  const fail = (/** @type {unknown} */ error) => stop(messageOf(error));

  freeze.addEventListener("click", ({ timeStamp }) => void press(timeStamp).catch(fail));
  frame.addEventListener("click", ({ timeStamp }) => void press(timeStamp).catch(fail));
  again.addEventListener("click", () => void start());
  light.addEventListener("click", () => void switchLight());
  select.addEventListener("change", () => void start(select.value));
  video.addEventListener("playing", onShown);
  video.addEventListener("resize", onResize);
  const onHidden = () => document.hidden && isWanted && stop(HIDDEN);
  document.addEventListener("visibilitychange", onHidden, { signal: closed });
  onCamerasChange(() => camera && void showChoice().catch(fail), closed);
  closed.addEventListener("abort", () => stop(""));
  readFrames(video, reader, { signal: closed, onRead, onFailure: fail });
  void start(); // which tells of its own failures
  return view;
}

function partsOf() {
  const video = element("video", { "data-testid": "live-video", playsinline: true, autoplay: true });
  video.muted = true;
  const boxes = element("div", { class: "live-boxes", "data-testid": "live-boxes", "aria-hidden": "true" });
  const frame = element("div", { class: "live-frame", "data-testid": "live-frame" }, video, boxes);
  const said = element("p", { class: "live-said", role: "status", "data-testid": "live-said" });
  const reading = element("p", { class: "live-reading", role: "status", "data-testid": "live-reading" });
  const freeze = element("button", { type: "button", class: "main", "data-testid": "freeze" }, "Read this picture");
  const again = button("Try again", "live-again", () => {});
  const noted = element("p", { class: "quiet", role: "status", "data-testid": "live-note" });
  const light = element("button", { type: "button", "data-testid": "light", "aria-pressed": "false" }, "Lamp");
  const select = element("select", { "data-testid": "live-camera" });
  const choice = element("label", {}, "Which camera ", select);
  freeze.hidden = again.hidden = light.hidden = choice.hidden = true;
  const view = element(
    "div",
    { class: "live", "data-testid": "live" },
    element("div", { class: "live-view" }, frame, said),
    reading,
    element("div", { class: "live-acts" }, freeze, again, light, choice),
    noted,
    element("p", { class: "quiet" }, "What the camera sees stays on this device."),
  );
  return { view, frame, video, boxes, said, reading, freeze, again, light, choice, select, noted };
}

/** @param {import("../../reader/types.js").Box} box @param {import("./frames.js").Size} size */
const sharesOf = ({ x, y, width, height }, size) => ({
  ...{ x: x / size.width, y: y / size.height },
  ...{ width: width / size.width, height: height / size.height },
});
