/**
 * A worker that may die: it throws, it is closed, it runs out of memory, it never comes to an end. What it was asked
 * for is then rejected, and the next who asks gets another one.
 *
 * A worker that is closed tells nobody. So it holds a lock for as long as it lives, and whoever waits for the same lock
 * gets it when the worker is gone. Where there are no locks (on plain http), or a worker hangs, time decides.
 */

// Milliseconds for one answer: a photograph takes a second, on a slow phone up to ten. Larger, whoever waits for a
// worker that hangs is told later; smaller, slow devices can't read large pictures.
const PATIENCE = 60_000;

// Milliseconds for a worker to start, over a slow network. Where it takes longer, the caller does the work itself.
const PATIENCE_AT_START = 20_000;

const DEATH =
  "This picture could not be read: what reads pictures has stopped, or did not come to an end in " +
  `${PATIENCE / 1000} seconds. Try again; if that does not help, make the picture smaller.`;

/**
 * @template T
 * @typedef {(question: object) => Promise<T>} Ask the question gets a `port` beside it, where `{ found }` or
 *   `{ error }` is the answer; rejects with that error, or where the worker dies
 */

/**
 * @template T
 * @param {() => Worker} make throws where none can be had; the worker has to call `live` once it listens
 * @returns {{ started: () => Promise<Ask<T> | null> }} null where none can be had now
 */
export function createWorker(make) {
  /** @type {Promise<Ask<T> | null> | undefined} undefined before the first, and where the last is gone */
  let living;
  const start = () =>
    new Promise((/** @type {(ask: Ask<T> | null) => void} */ resolve) => {
      const death = new AbortController();
      const worker = madeBy(make);
      if (!worker) return resolve(null);
      death.signal.addEventListener("abort", () => {
        living = undefined;
        worker.terminate();
        resolve(null); // which changes nothing once it has started
      });
      const limit = setTimeout(() => death.abort(), PATIENCE_AT_START);
      let waiting = 0; // questions without an answer
      worker.onmessage = (/** @type {MessageEvent<string>} */ { data: lock }) => {
        clearTimeout(limit);
        if (lock) whenFree(lock, death);
        resolve((question) => {
          waiting++;
          return answerOf(worker, question, death).finally(() => waiting--);
        });
      };
      // Browsers don't keep a page for the way back that holds locks.
      addEventListener("pagehide", () => waiting === 0 && death.abort(), { signal: death.signal });
      worker.onerror = (event) => {
        event.preventDefault();
        death.abort();
      };
    });
  return { started: () => (living ??= start()) };
}

/** @param {string} lock @param {AbortController} death is aborted once nobody holds the lock any more */
function whenFree(lock, death) {
  const { signal } = death;
  navigator.locks.request(lock, { signal }, () => death.abort()).catch(() => {}); // it is dead already
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

/** @param {() => Worker} make */
function madeBy(make) {
  try {
    return make();
  } catch {
    return null; // a page of another origin, or a policy that forbids it
  }
}

/**
 * @template T
 * @param {Worker} worker
 * @param {object} question
 * @param {AbortController} death the worker's; it is aborted where the worker does not answer
 * @returns {Promise<T>}
 */
function answerOf(worker, question, death) {
  return new Promise((resolve, reject) => {
    if (death.signal.aborted) return reject(new Error(DEATH));
    const { port1, port2 } = new MessageChannel();
    const settled = new AbortController();
    const end = () => {
      clearTimeout(limit);
      settled.abort();
      port1.close();
    };
    const limit = setTimeout(() => death.abort(), PATIENCE);
    death.signal.addEventListener(
      "abort",
      () => {
        end();
        reject(new Error(DEATH));
      },
      { signal: settled.signal },
    );
    port1.onmessage = (/** @type {MessageEvent<{ found?: T, error: Error }>} */ { data: { found, error } }) => {
      end();
      if (found) resolve(found);
      else reject(error);
    };
    worker.postMessage({ ...question, port: port2 }, [port2]);
  });
}
