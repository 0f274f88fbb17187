/** Save and share: the reading as text; the drawing as a link, a picture or a file that can be opened again; print. */
import { fileOf } from "../drawings/file.js";
import { fragmentOf, LONGEST } from "../drawings/link.js";
import { pngOf, svgOf } from "../drawings/image.js";
import { drawingSeen, pictureSeen, postOf } from "../drawings/post.js";
import { look, shared, sharePicture } from "../drawings/share.js";
import { button, element } from "../../ui/elements.js";
import { copyText } from "../../ui/clipboard.js";
import { textOf } from "../../ui/parts.js";
import { messageOf } from "../../ui/wording.js";
import { download } from "../../ui/download.js";

// Letters of a file's name after "digitpad-". Larger, names of tables are longer than systems take.
const LONGEST_NAME = 40;

export const title = "Save and share";

/** @param {import("./dialogs.js").Page} page @returns {HTMLElement} */
export function contentOf(page) {
  const { strokes, size, reading, contentOf: copiedOf, model, bring, close } = page;
  const status = element("p", { role: "status", class: "quiet", "data-testid": "saved" });
  const say = textOf(status);
  const picture = page.picture();
  const drawn = picture ? [] : strokes();
  const text = copiedOf()["text/plain"].replace(/[\r\n]+$/, "");
  const name = `digitpad-${text.replace(/\D+/g, "-").slice(0, LONGEST_NAME) || "drawing"}`;
  const saved = (/** @type {string} */ suffix, /** @type {Blob} */ file) => {
    download(file, `${name}.${suffix}`);
    say(`Saved as ${name}.${suffix}.`);
  };
  const actions = /** @type {[string, string, unknown, () => any][]} */ ([
    ["copy-reading", "Copy the reading", text !== "", () => copied(text, "the reading")],
    ["copy-link", "Copy a link", drawn.length > 0, () => copied(linkOf(drawn), "a link to the drawing")],
    ["share", "Share the link…", drawn.length > 0, () => share(linkOf(drawn), text)],
    ["share-picture", "Share a picture", drawn.length > 0 || (picture && text), async () => post(await posted())],
    ["save-png", "Save as PNG", drawn.length > 0, async () => saved("png", await pngOf(drawn, size(), look()))],
    ["save-svg", "Save as SVG", drawn.length > 0, () => saved("svg", svgFile(svgOf(drawn, size(), look())))],
    ["save-json", "Save as JSON", drawn.length > 0, () => saved("json", json())],
    ["print", "Print", drawn.length > 0 || picture, () => print()],
  ]);
  const posted = () => {
    const looks = look();
    return postOf(picture ? pictureSeen(picture) : drawingSeen(drawn, looks.pen), text, looks);
  };
  const post = async (/** @type {Blob} */ content) => {
    if (await sharePicture(content, `${name}.png`)) say(`Saved as ${name}.png.`);
  };
  const json = () => new Blob([fileOf(drawn, reading(), model())], { type: "application/json" });
  const copied = async (/** @type {string} */ what, /** @type {string} */ called) => {
    await copyText(what);
    say(`Copied ${called}.`);
  };
  /** Says what failed. */
  const attempt = async (/** @type {() => any} */ action) => {
    try {
      await action();
    } catch (error) {
      say(messageOf(error));
    }
  };
  const possible = actions.filter(([name]) => name !== "share" || "share" in navigator);
  const buttons = possible.map(([testid, label, isOffered, action]) => {
    const made = button(label, testid, () => void attempt(action));
    made.disabled = !isOffered;
    return element("li", {}, made);
  });
  const first = possible.findIndex(([, , isOffered]) => isOffered);
  buttons[first]?.querySelector("button")?.toggleAttribute("autofocus", true); // rather than Close
  const input = element("input", { type: "file", accept: ".json,application/json", "data-testid": "open-json" });
  const opened = async () => {
    const [file] = input.files ?? [];
    input.value = "";
    if (!file) return;
    await bring.savedDrawing(file);
    close();
  };
  input.addEventListener("change", () => void attempt(opened));
  const open = element("label", { class: "button" }, input, element("span", {}, "Open JSON"));
  return element(
    "div",
    { class: "saving" },
    element("ul", {}, ...buttons, element("li", {}, open)),
    status,
    element("p", { class: "quiet" }, whatItIs(drawn.length > 0, picture !== null)),
    element("p", { class: "quiet" }, element("a", { href: "collect.html" }, "Collect digits to train a network on")),
  );
}

/** @param {boolean} isDrawn @param {boolean} isPicture */
function whatItIs(isDrawn, isPicture) {
  if (isDrawn)
    return (
      "The JSON file holds the strokes and the reading and can be opened here again. The link holds the strokes " +
      "after its #, a part that browsers never send to a server."
    );
  return isPicture
    ? `"Share a picture" makes one of what was read, beside the numbers. A picture has no strokes to save: to save ` +
        "strokes, go back to the drawing."
    : "Nothing is drawn yet.";
}

/** @param {import("../../reader/types.js").Stroke[]} strokes @throws {Error} where it would be too long */
function linkOf(strokes) {
  const address = new URL(location.href);
  address.hash = fragmentOf(strokes);
  if (address.href.length > LONGEST)
    throw new Error(`This drawing is too long for a link of ${LONGEST} characters. Save it as JSON and send the file.`);
  return address.href;
}

/** @param {string} url @param {string} text */
const share = (url, text) => shared({ title: text ? `${text}, handwritten` : "A drawing", url });

const svgFile = (/** @type {string} */ svg) => new Blob([svg], { type: "image/svg+xml" });
