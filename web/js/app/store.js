/**
 * The page's one state. It changes by patches alone, and is shown once a frame, however often it changes.
 *
 *     const store = createStore(INITIAL, (state) => render(state));
 *     store.update({ notice: "" });
 *     store.state.notice;
 */

/**
 * @template {object} State
 * @param {State} initial
 * @param {(state: State) => void} show
 * @param {(show: () => void) => void} [inNextFrame] calls it once, soon
 */
export function createStore(initial, show, inNextFrame = nextFrame) {
  let state = initial;
  let isWaiting = false;
  return {
    get state() {
      return state;
    },
    /** @param {Partial<State>} patch what is different from now on */
    update(patch) {
      state = { ...state, ...patch };
      if (isWaiting) return;
      isWaiting = true;
      inNextFrame(() => {
        isWaiting = false;
        show(state);
      });
    },
  };
}

/** A page that is hidden has no frames. @param {() => void} show */
function nextFrame(show) {
  if (document.hidden) setTimeout(show);
  else requestAnimationFrame(show);
}
