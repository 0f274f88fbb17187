/**
 * Which network reads: loads the one that is chosen, while the one before goes on reading, and says what fails.
 *
 *     const networks = createNetworkChoice({ store, learning, onReady: readAgain, onLost: forget });
 *     await networks.open();
 *     await networks.choose("three-conv");
 *
 * loading → ready; or failed, where nothing else reads: beside a network that reads, a choice that fails is dropped.
 */
import { forgetNetwork, loadNetwork, networkNames } from "../reader/networks.js";
import { createTurns } from "../reader/shared/latest.js";
import { titleOf } from "../ui/network-titles.js";
import { remember, remembered } from "../ui/storage.js";
import { messageOf } from "../ui/wording.js";

const NAME = "model"; // in storage

/**
 * @param {object} page
 * @param {import("./state.js").Store} page.store
 * @param {ReturnType<typeof import("./corrections/loader.js").createLearning>} page.learning
 * @param {() => Promise<void>} page.onReady another network reads from now on
 * @param {() => void} page.onLost none reads any more
 */
export function createNetworkChoice({ store, learning, onReady, onLost }) {
  const choices = createTurns();
  const update = (/** @type {Partial<import("./state.js").Network>} */ patch) =>
    store.update({ network: { ...store.state.network, ...patch } });

  /** @param {unknown} error */
  const fail = (error) => {
    choices.end();
    const { reader, name } = store.state.network;
    if (reader) learning.leave(reader);
    forgetNetwork(name);
    update({ phase: "failed", message: messageOf(error), reader: null, name: "" });
    onLost();
  };
  /** What failed was the choice; what reads goes on. @param {string} choice @param {unknown} error */
  const refuse = (choice, error) => {
    const { reader, name } = store.state.network;
    if (!reader) return fail(error);
    update({ phase: "ready", choice: name });
    const isUnanswered = /** @type {any} */ (error).cause instanceof TypeError; // fetch's own: nobody answers
    const why = isUnanswered ? "Not here yet." : messageOf(error);
    store.update({ notice: `${titleOf(choice)} could not be loaded. Still using ${name}. ${why}` });
  };
  /** @param {string} choice @param {AbortSignal} turn */
  const load = async (choice, turn) => {
    update({ phase: "loading", choice, loaded: 0, total: 0 });
    try {
      const reader = await loadNetwork(choice, (progress) => turn.aborted || update(progress));
      await learning.teach(reader);
      if (turn.aborted) return;
      update({ phase: "ready", reader, name: choice });
      remember(NAME, choice);
    } catch (error) {
      if (!turn.aborted) refuse(choice, error);
      return;
    }
    await onReady();
  };
  return {
    /** Loads the network that was chosen here before; after a failure, again. */
    async open() {
      const turn = choices.next();
      update({ phase: "loading", loaded: 0, total: 0 });
      try {
        const names = await networkNames();
        if (turn.aborted) return;
        update({ names });
        await load(store.state.network.choice || chosenBefore(names), turn);
      } catch (error) {
        if (!turn.aborted) fail(error);
      }
    },
    /** @param {string} name */
    choose: (name) => load(name, choices.next()),
    /** The network that reads has failed. */
    fail,
  };
}

/** The network that was chosen here before, if it is one of these, or else the first. @param {string[]} names */
function chosenBefore(names) {
  const chosen = remembered(NAME);
  return chosen && names.includes(chosen) ? chosen : names[0];
}
