/**
 * What can be done with the digit of the drawing that is looked at, beside "Wrong?".
 *
 *     const acts = createActs(document, { store, pad, onChange, lessons, say, notice });
 *     acts.show({ state, digit });
 */
import { named } from "../../ui/parts.js";
import { keptTables } from "../table/kept-tables.js";
import { readingShown } from "../view.js";
import { createDoubts } from "./doubts.js";
import { createJoining } from "./joining.js";
import { createLearntSteps } from "./learnt-steps.js";
import { createLesson } from "./lesson.js";
import { showPadWhenTurned } from "./turned-phone.js";

const KEPT = "The table that you mended is under Earlier, without its picture.";

/**
 * @param {Document} root
 * @param {Parameters<typeof createJoining>[1] & Parameters<typeof createLesson>[1]} page
 */
export function createActs(root, page) {
  const joining = createJoining(root, page);
  const lesson = createLesson(root, page);
  const doubts = createDoubts(root);
  createLearntSteps(root, page);
  showPadWhenTurned(named(root, "panel"));
  if (keptTables().length) page.notice(KEPT);
  return {
    /** @param {{ state: import("../state.js").State, digit: import("../state.js").Digit | undefined }} shown */
    show({ state, digit }) {
      joining.show(state);
      lesson.show(digit);
      doubts.show(readingShown(state).digits);
    },
  };
}
