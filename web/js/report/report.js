/** The report page: all networks compared, and in full the one that the address names after its #. */
import "../languages/start.js";
import { comparison } from "./comparison.js";
import { element, failure } from "../ui/elements.js";
import { shortTitleOf, titleOf } from "../ui/network-titles.js";
import { named } from "../ui/parts.js";
import { createTurns } from "../reader/shared/latest.js";
import { contents } from "./contents.js";
import { fetchNetworks } from "./files.js";
import { network } from "./network.js";
import { ROUNDS, timed } from "./speed.js";

const BACKENDS = { wasm: "with WebAssembly", cpu: "without WebAssembly" };

/** Which network is shown in full: the newest choice wins. */
const turns = createTurns();

const choice = /** @type {HTMLSelectElement} */ (named(document, "choice"));
const measure = /** @type {HTMLButtonElement} */ (named(document, "measure"));
const measured = named(document, "measured");
const failures = named(document, "failures");
const heading = named(document, "name");
const about = named(document, "about");

document.documentElement.dataset.started = ""; // see ui/not-running.js

const networks = await fetchNetworks();
const compared = comparison(networks);
named(document, "comparison").replaceChildren(compared.element);

choice.append(...networks.map(({ name }) => element("option", { value: name }, titleOf(name))));
choice.disabled = false;
choice.addEventListener("change", () => (location.hash = encodeURIComponent(choice.value)));
addEventListener("hashchange", () => {
  void showNamed();
  if (document.activeElement !== choice) bringUp();
});
if (location.hash) bringUp();
void showNamed();

measure.disabled = false;
measure.addEventListener("click", () => void measureAll());

/** Shows the network that the address names, or else the first with a report; tells what fails in its place. */
async function showNamed() {
  const asked = networks.find(({ name }) => `#${encodeURIComponent(name)}` === location.hash);
  const shown = asked ?? networks.find(({ card }) => card?.report) ?? networks[0];
  choice.value = shown.name;
  heading.textContent = shortTitleOf(shown.name);
  about.setAttribute("aria-busy", "true");
  const turn = turns.next();
  const found = await network(shown).catch((/** @type {unknown} */ error) => [failure(error)]);
  if (turn.aborted) return; // another network was chosen meanwhile
  const unknown = `There is no network "${location.hash.slice(1)}" here. This is ${shown.name}.`;
  about.replaceChildren(...(asked || !location.hash ? [] : [failure(unknown)]), ...found);
  about.setAttribute("aria-busy", "false");
  named(document, "contents").replaceChildren(contents(document.querySelectorAll("main :is(h2, h3)")));
}

function bringUp() {
  heading.scrollIntoView();
  heading.focus({ preventScroll: true });
}

/** Loads all networks and times them in turns, since two at once would slow each other down; tells what fails. */
async function measureAll() {
  measure.disabled = true;
  failures.replaceChildren();
  const running = [];
  for (const { name } of networks) {
    measured.textContent = `Loading ${name}…`;
    running.push(...(await orFailure(() => timed(name))));
  }
  for (let round = 1; round <= ROUNDS; round++) {
    measured.textContent = `Measuring, round ${round} of ${ROUNDS}…`;
    for (const network of [...running]) {
      const [speed] = await orFailure(network.time);
      if (speed) compared.show(network.name, speed);
      else running.splice(running.indexOf(network), 1)[0].dispose(); // it would fail in every round
    }
  }
  running.forEach(({ dispose }) => dispose());
  const how = [...new Set(running.map(({ backend }) => BACKENDS[backend]))].join(" and ");
  measured.textContent = how
    ? `Measured in this browser ${how}, the best of ${ROUNDS} rounds.`
    : "No network could be measured.";
  measure.disabled = false;
}

/**
 * @template Done
 * @param {() => Promise<Done>} work
 * @returns {Promise<Done[]>} one result, or none where it fails, which is shown
 */
async function orFailure(work) {
  try {
    return [await work()];
  } catch (error) {
    failures.append(failure(error));
    return [];
  }
}
