/**
 * Beat the network: for 60 seconds, numbers are asked for and written as fast as one can. What is read as asked is a
 * point; what is read otherwise is told at once. It has a pad of its own: the drawing on the page stays as it is.
 */
import { button, element } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";
import { remember, remembered } from "../../ui/storage.js";
import { messageOf } from "../../ui/wording.js";
import { createBoard } from "./board.js";
import { resultOf } from "./result.js";
import { after, begun, told } from "./round.js";

export const title = "Beat the network";

const SECONDS = 60; // of a round: what the texts say, too
const TICK = 250; // milliseconds; larger, and the seconds that are left jump
const BEST = "best"; // in storage

const RULES =
  `Write each number that is asked for, as fast as you can, for ${SECONDS} seconds; the next one comes by itself. ` +
  "Each number that the network reads as asked is a point. Those that it reads otherwise are shown at the end: where " +
  "you did write what was asked, you have beaten the network.";

/** @param {import("../dialogs/dialogs.js").Page} page @returns {HTMLElement} */
export function contentOf({ reader, closed }) {
  const asked = element("b", { "data-testid": "game-asked", role: "status" });
  const left = element("span", { "data-testid": "game-left", role: "timer" });
  const points = element("span", { "data-testid": "game-points" });
  const said = element("p", { class: "spoken", role: "status" });
  const other = element("p", { class: "game-told", role: "status", "data-testid": "game-told" });
  const [showAsked, showLeft, showPoints, say, tell] = [asked, left, points, said, other].map(textOf);
  const rules = element("p", { "data-testid": "game-rules" }, RULES);
  const outcome = element("div", {});
  let round = begun(Math.random);
  let ending = 0; // when the round is over, as of performance.now()
  let ticking = 0;

  const showRound = () => {
    showAsked(round.asked);
    showPoints(`${round.right.length} ${round.right.length === 1 ? "point" : "points"}`);
  };
  const stop = () => {
    clearInterval(ticking);
    board.end();
    play.hidden = true;
  };
  const finish = () => {
    stop();
    const best = Math.max(round.right.length, Number(remembered(BEST) ?? 0));
    remember(BEST, `${best}`);
    start.textContent = "Play again";
    start.hidden = false;
    outcome.replaceChildren(resultOf(round, best, start));
    start.focus();
  };
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((ending - performance.now()) / 1000));
    showLeft(`${seconds} s`);
    if (seconds === 0) finish();
  };
  const begin = () => {
    round = begun(Math.random);
    ending = performance.now() + 1000 * SECONDS;
    rules.hidden = start.hidden = true;
    outcome.replaceChildren();
    play.hidden = false;
    tell("");
    showRound();
    tick();
    ticking = window.setInterval(tick, TICK);
    board.begin();
  };
  const board = createBoard(reader, {
    isRight: (text) => text === round.asked,
    onWritten: (read, strokes) => {
      tell(told({ asked: round.asked, read }));
      round = after(round, { read, strokes }, Math.random);
      showRound();
    },
    say,
    onFailure: (error) => {
      stop();
      outcome.replaceChildren(element("p", { class: "failure", role: "alert" }, messageOf(error)));
    },
  });
  const start = button("Start", "game-start", begin);
  start.classList.add("main");
  start.autofocus = true;
  const again = button("Clear", "game-clear", board.clear);
  const play = element(
    "div",
    { class: "game-play", "data-testid": "game-play", hidden: true },
    element("div", { class: "game-head" }, element("p", { class: "game-asked" }, "Write ", asked), other),
    board.place,
    element("div", { class: "game-state" }, left, points, again),
  );
  closed.addEventListener("abort", () => {
    stop();
    board.leave();
  });
  return element("div", { class: "game", "data-testid": "game" }, rules, start, play, outcome, said);
}
