/**
 * The presenter's view: the panel over the whole screen, one stage after the other, large, by keys alone.
 *
 *     const presenter = createPresenter(panel, { stages: () => …, onStage: (index) => …, onLevel: () => … });
 */
import { button, element } from "../../ui/elements.js";
import { remembered } from "../../ui/storage.js";
import { textOf } from "../../ui/parts.js";

const KEYS = "← → stages, ↑ ↓ maps, Space plays, L level, D dark or light, Esc ends";

/**
 * @param {HTMLElement} panel
 * @param {object} page
 * @param {() => HTMLElement[]} page.stages those that are shown, in their order
 * @param {(stage: HTMLElement) => HTMLElement} page.standingFor what stands for a stage, once the stages are others
 * @param {(stage: HTMLElement) => void} page.onStage a stage is looked at
 * @param {(by: number) => void} page.onMap another map of it is asked for
 * @param {() => void} page.onPlay
 * @param {() => void} page.onLevel the other level is asked for
 */
export function createPresenter(panel, { stages, standingFor, onStage, onMap, onPlay, onLevel }) {
  const start = button("Present", "present", () => begin());
  const place = element("span", { "aria-live": "polite", "data-testid": "presented" });
  const say = textOf(place);
  const [before, next, end] = [
    button("‹ Previous", "present-before", () => go(-1)),
    button("Next ›", "present-next", () => go(1)),
    button("End", "present-end", () => finish()),
  ];
  const keys = element("span", { class: "keys" }, KEYS);
  const bar = element("div", { class: "presenting-bar", role: "group", "aria-label": "Presentation", tabindex: -1 });
  bar.append(before, place, next, keys, end);
  let at = 0;
  /** @type {HTMLElement | undefined} the stage that was gone to: other stages may stand for it since */
  let wanted;
  let isOn = false;
  /** @type {Element[]} what can't be reached meanwhile */
  let others = [];

  const show = () => {
    const all = stages();
    at = Math.max(0, Math.min(all.length - 1, at));
    markAll([all[at], all[at]?.closest("section")]);
    before.disabled = at === 0;
    next.disabled = at >= all.length - 1;
    say(`${at + 1} of ${all.length}`);
  };
  const markAll = (/** @type {(Element | null | undefined)[]} */ shown) => {
    for (const old of panel.querySelectorAll("[data-presented]")) old.removeAttribute("data-presented");
    for (const each of shown) each?.setAttribute("data-presented", "");
  };
  const go = (/** @type {number} */ by) => {
    at += by;
    show();
    wanted = stages()[at];
    look();
  };
  const look = () => {
    const stage = stages()[at];
    if (stage) onStage(stage);
    if (!panel.contains(document.activeElement)) bar.focus(); // what had the focus is gone; keys are still wanted
    panel.scrollTop = 0;
  };
  const begin = () => {
    isOn = true;
    at = 0;
    panel.dataset.presenting = "";
    others = othersThan(panel);
    for (const each of others) each.toggleAttribute("inert", true);
    panel.append(bar);
    go(0);
    next.focus();
    // Where a browser refuses, such as on a phone, the panel still covers the page.
    panel.requestFullscreen?.().catch(() => {});
  };
  const finish = () => {
    if (!isOn) return;
    isOn = false;
    delete panel.dataset.presenting;
    dispatchEvent(new CustomEvent("choosetheme", { detail: remembered("theme") ?? "system" }));
    for (const each of others) each.toggleAttribute("inert", false);
    bar.remove();
    markAll([]);
    if (document.fullscreenElement === panel) void document.exitFullscreen();
    start.focus();
  };
  const turnTheme = () => {
    const isDark = document.documentElement.dataset.theme === "dark";
    dispatchEvent(new CustomEvent("choosetheme", { detail: isDark ? "light" : "dark" }));
  };
  /** @type {Record<string, () => void>} */
  const actions = {
    ArrowRight: () => go(1),
    ArrowLeft: () => go(-1),
    PageDown: () => go(1),
    PageUp: () => go(-1),
    ArrowDown: () => onMap(1),
    ArrowUp: () => onMap(-1),
    " ": onPlay,
    l: onLevel,
    d: turnTheme,
    Escape: finish,
  };
  const isControl = (/** @type {EventTarget | null} */ target, /** @type {string} */ key) =>
    target instanceof Element && target.matches(`select, [role=application]${key === " " ? ", button, summary" : ""}`);
  panel.addEventListener(
    "keydown",
    (event) => {
      const act = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      const isOwn = event.key !== "Escape" && isControl(event.target, event.key);
      if (!isOn || !act || isOwn || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    true,
  ); // before what is within takes them
  // Full screen ends by Escape without any key being told of.
  const onFullscreen = () => document.fullscreenElement === panel || finish();
  panel.addEventListener("fullscreenchange", onFullscreen);
  return {
    start,
    /** The stages are others. */
    refresh() {
      if (!isOn || !wanted) return;
      at = stages().indexOf(standingFor(wanted));
      show();
      look();
    },
    finish,
  };
}

/** All elements of the page that are neither around one nor within it. @param {Element} element */
function othersThan(element) {
  /** @type {Element[]} */
  const others = [];
  for (let at = element; at.parentElement && at !== document.body; at = at.parentElement)
    others.push(...Array.from(at.parentElement.children).filter((each) => each !== at && !each.hasAttribute("inert")));
  return others;
}
