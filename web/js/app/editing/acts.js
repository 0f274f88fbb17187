/**
 * What can be done with the digit of the drawing that is looked at, beside "Wrong?".
 *
 *     const acts = createActs(document, { store, pad, onChange, lessons, say, notice });
 *     acts.show({ state, digit });
 */
import { createJoining } from "./joining.js";
import { createLesson } from "./lesson.js";

/**
 * @param {Document} root
 * @param {Parameters<typeof createJoining>[1] & Parameters<typeof createLesson>[1]} page
 */
export function createActs(root, page) {
  const joining = createJoining(root, page);
  const lesson = createLesson(root, page);
  return {
    /** @param {{ state: import("../state.js").State, digit: import("../state.js").Digit | undefined }} shown */
    show({ state, digit }) {
      joining.show(state);
      lesson.show(digit);
    },
  };
}
