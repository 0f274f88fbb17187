/**
 * A worker that may die: it throws, it is closed, it runs out of memory, it never comes to an end. What it was asked
 * for is then rejected, and the next who asks gets another one.
 *
 * Whoever asked may give up. A worker can't be told to stop in the midst of its work, so it is ended, and another one
 * is asked for what others still wait for.
 *
 * One that nobody has asked for a while is ended as well: the next who asks waits a little longer.
 *
 * A worker that is closed tells nobody. So it holds a lock for as long as it lives, and whoever waits for the same lock
 * gets it when the worker is gone. Where there are no locks (on plain http), or a worker hangs, time decides.
 */

// Milliseconds for one answer: a photograph takes a second, on a slow phone up to ten. Larger, whoever waits for a
// worker that hangs is told later; smaller, slow devices can't read large pictures.
const PATIENCE = 60_000;

// Milliseconds for a worker to start, over a slow network. Where it takes longer, the caller does the work itself.
const PATIENCE_AT_START = 20_000;

// Milliseconds without a question after which the worker is ended. Pictures leave it with some 120 MB of room for the
// next one, which browsers keep for as long as it lives, and Chromium a part of it for 8 s more. Larger, and a page
// keeps that for longer; smaller, and more of the pictures that are brought one after another wait for a worker to
// start, some 0.4 s.
const REST = 500;

const DEATH =
  "This picture could not be read: what reads pictures has stopped, or did not come to an end in " +
  `${PATIENCE / 1000} seconds. Try again; if that does not help, make the picture smaller.`;

/** Why a worker is ended that is as well as ever. */
const GIVEN_UP = new Error("What this worker did was no longer wanted.");

/**
 * @typedef {object} Asking
 * @property {AbortSignal} [signal] gives the question up: it is rejected with the signal's reason
 * @property {(share: number) => void} [onProgress] is told how much of the work is done, in [0, 1]
 */

/**
 * @template T
 * @typedef {(question: object, asking: Asking) => Promise<T>} Ask the question gets a `port` beside it, where
 *   `{ share }` tells of progress and `{ found }` or a `Failure` is the answer; rejects with its error, where it is
 *   given up, or where the worker dies
 */

/** @typedef {{ error: Error, [more: string]: any }} Failure what went wrong in the worker */

/**
 * @template T
 * @param {() => Worker} make throws where none can be had; the worker has to call `live` once it listens
 * @param {(failure: Failure) => Error} errorOf what those are told who wait
 * @param {(why: string) => void} tellWhyNot is told why none can be had
 * @returns {{ started: () => Promise<Ask<T> | null> }} null where none can be had now
 */
export function createWorker(make, errorOf, tellWhyNot) {
  /** @type {Promise<Ask<T> | null> | undefined} undefined before the first, and where the last is gone */
  let living;
  const start = () =>
    new Promise((/** @type {(ask: Ask<T> | null) => void} */ resolve) => {
      const death = new AbortController(); // its reason is what those are told who wait
      let hasStarted = false;
      const withoutOne = (/** @type {unknown} */ why) => {
        if (!hasStarted) tellWhyNot(why instanceof Error ? why.message : String(why));
        resolve(null); // which changes nothing once it has started
      };
      /** @type {Worker} */
      let worker;
      try {
        worker = make();
      } catch (why) {
        return withoutOne(why); // a policy that forbids it, or no address to start it from
      }
      death.signal.addEventListener("abort", () => {
        living = undefined;
        worker.terminate();
        withoutOne("its script did not load, or may not run here");
      });
      const limit = setTimeout(() => die(death), PATIENCE_AT_START);
      let waiting = 0; // questions without an answer
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      let resting;
      const answered = () => {
        waiting--;
        if (waiting === 0 && !death.signal.aborted) resting = setTimeout(() => die(death), REST);
      };
      worker.onmessage = (/** @type {MessageEvent<string>} */ { data: lock }) => {
        clearTimeout(limit);
        hasStarted = true;
        if (lock) whenFree(lock, death);
        resolve((question, asking) => {
          waiting++;
          clearTimeout(resting);
          return answerOf(worker, question, { ...asking, errorOf }, death).finally(answered);
        });
      };
      // Browsers don't keep a page for the way back that holds locks.
      addEventListener("pagehide", () => waiting === 0 && die(death), { signal: death.signal });
      worker.onerror = (event) => {
        event.preventDefault();
        die(death);
      };
    });
  const started = () => (living ??= start());
  /** @type {Ask<T>} */
  const ask = async (question, asking) => {
    const answer = await started();
    if (!answer) throw new Error(DEATH);
    try {
      return await answer(question, asking);
    } catch (error) {
      if (error !== GIVEN_UP) throw error;
      return ask(question, asking); // by another worker
    }
  };
  return { started: async () => (await started()) && ask };
}

/** Anything at all, but commonly an error. @param {AbortSignal} signal */
const reasonOf = ({ reason }) => /** @type {Error} */ (reason);

const die = (/** @type {AbortController} */ death) => death.abort(new Error(DEATH));

/** @param {string} lock @param {AbortController} death is aborted once nobody holds the lock any more */
function whenFree(lock, death) {
  const { signal } = death;
  navigator.locks.request(lock, { signal }, () => die(death)).catch(() => {}); // it is dead already
}

/** In the worker: tells whoever made it that it listens, and under which lock it lives. */
export async function live() {
  postMessage(await heldLock().catch(() => ""));
}

/** @returns {Promise<string>} the name of a lock that is held from now on; rejects where there are no locks */
function heldLock() {
  return new Promise((resolve, reject) => {
    const name = `digitpad-${crypto.randomUUID()}`;
    const hold = () => {
      resolve(name);
      return new Promise(() => {});
    };
    navigator.locks.request(name, hold).catch(reject);
  });
}

/**
 * @template T
 * @param {Worker} worker
 * @param {object} question
 * @param {Asking & { errorOf: (failure: Failure) => Error }} asking
 * @param {AbortController} death the worker's; it is aborted where the worker does not answer, or is not to
 * @returns {Promise<T>}
 */
function answerOf(worker, question, { signal, onProgress, errorOf }, death) {
  return new Promise((resolve, reject) => {
    for (const ended of [signal, death.signal]) if (ended?.aborted) return reject(reasonOf(ended));
    const { port1, port2 } = new MessageChannel();
    const settled = new AbortController();
    const end = () => {
      clearTimeout(limit);
      settled.abort();
      port1.close();
    };
    const limit = setTimeout(() => die(death), PATIENCE);
    const onAbort = (/** @type {AbortSignal | undefined} */ aborted, then = () => {}) =>
      aborted?.addEventListener(
        "abort",
        () => {
          end();
          reject(reasonOf(aborted));
          then();
        },
        { signal: settled.signal },
      );
    onAbort(death.signal);
    onAbort(signal, () => death.abort(GIVEN_UP));
    port1.onmessage = (/** @type {MessageEvent<Failure & { share?: number, found?: T }>} */ { data }) => {
      if (data.share !== undefined) return onProgress?.(data.share);
      end();
      if (data.found) resolve(data.found);
      else reject(errorOf(data));
    };
    worker.postMessage({ ...question, port: port2 }, [port2]);
  });
}
