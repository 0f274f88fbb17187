/**
 * Pictures, brought to Digitpad's page as people bring them, and what becomes of them: its reading or what the page
 * says in place of one, how long that took, and the longest task of the page's own thread until then.
 */
globalThis.pictures = (() => {
  const SETTLED = 40; // ms; browsers tell of long tasks that much late
  const part = (name) => document.querySelector(`[data-testid="${name}"]`);
  const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

  let longest = 0; // ms, since the newest picture came
  let answer = null; // to it
  let end = () => {}; // of waiting for it

  let taken = null; // the file that is brought next
  let start = 0; // when the newest came, as of performance.now()

  new PerformanceObserver((list) => list.getEntries().forEach(count)).observe({ type: "longtask" });
  function count({ duration, startTime }) {
    if (startTime + 1 >= start) longest = Math.max(longest, duration); // whole milliseconds in some browsers
  }

  /** Makes the file that is brought next: that takes the page's thread, and is no part of bringing it. */
  function take(file) {
    taken = new File([bytesOf(file)], "picture.png", { type: "image/png" });
  }

  /**
   * Drops the file that was taken on the page, in a task of its own; `answered` has what becomes of it.
   *
   * @param {number} [cleared] ms after which Clear is clicked
   * @returns {Promise<number>} when it was dropped, as Date.now() has it
   */
  async function bring(cleared) {
    await new Promise((then) => setTimeout(then));
    end();
    part("dismiss").click();
    [longest, answer] = [0, null];
    start = performance.now();
    const finish = (found) => {
      end();
      const ms = performance.now() - start;
      setTimeout(() => (answer = { text: "", digits: [], said: "", ...found, ms, longest }), SETTLED);
    };
    const onReading = ({ detail }) => detail.source === "image" && finish(plain(detail));
    const observer = new MutationObserver(
      () => part("notice").hidden || finish({ said: part("notice-text").textContent }),
    );
    document.addEventListener("reading", onReading);
    observer.observe(part("notice"), { attributes: true });
    end = () => {
      document.removeEventListener("reading", onReading);
      observer.disconnect();
    };
    const files = new DataTransfer();
    files.items.add(taken);
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
    if (cleared !== undefined) setTimeout(() => part("clear").click(), cleared);
    return Date.now();
  }

  function plain({ text, digits }) {
    const boxes = digits.map(({ digit, confidence, rejected, box }) => ({ digit, confidence, rejected, box }));
    return { text, digits: boxes };
  }

  return { take, bring, answered: () => answer, clear: () => part("clear").click() };
})();
