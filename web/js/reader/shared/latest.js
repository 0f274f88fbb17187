/**
 * The order of asynchronous results: the newest wins. Whoever may change a thing asks for a turn, and drops what it has
 * once somebody else has asked.
 *
 *     const sheet = createTurns();
 *
 *     const turn = sheet.next();
 *     const drawing = await opened(file);
 *     if (turn.aborted) return; // somebody wrote, or brought something else, meanwhile
 *     show(drawing);
 *
 * A turn is an `AbortSignal`, so that it also stops what takes one: fetch, a listener, a long loop.
 */

/** Why a turn is over, one for all: browsers would make an error for each, and write down where. */
const OVER = AbortSignal.abort().reason;

/**
 * @returns {{ next: (this: void) => AbortSignal, end: (this: void) => void }} `next` begins a turn and ends the one
 *   before; `end` ends it without another
 */
export function createTurns() {
  let newest = new AbortController();
  const end = () => newest.abort(OVER);
  return {
    next() {
      end();
      newest = new AbortController();
      return newest.signal;
    },
    end,
  };
}

/**
 * A function that does a job for the newest of what it is given: one at a time, and of what comes meanwhile only the
 * newest waits.
 * @template T
 * @param {(item: T) => Promise<void>} job
 * @returns {(item: T) => Promise<void>} resolves when the item's job is done, or a newer item has taken its place;
 *   rejects where its job fails
 */
export function newestOnly(job) {
  const turns = createTurns();
  let before = Promise.resolve();
  return (item) => {
    const turn = turns.next();
    const done = before.then(() => (turn.aborted ? undefined : job(item)));
    before = done.catch(() => {}); // told to whoever gave that item
    return done;
  };
}
