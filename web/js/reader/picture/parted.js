/**
 * Digits in neighbouring boxes that touch each other on the wall between them, parted there: of a comb it is known that
 * each box holds one digit.
 *
 * @typedef {import("./components.js").Component} Component
 * @typedef {import("./ground.js").Field} Field
 * @typedef {import("./lines.js").Line} Line
 */

// What is on each side of a wall, where ink that hangs together is parted: shares of the wall's length, by which the
// ink extends away from the wall and along it. Larger, narrow digits that touch their neighbours are one with them;
// smaller, the ends of digits that reach into the next box are cut off.
const AWAY = 0.22;
const ALONG = 0.3;

// Columns that are cleared, so that nothing hangs together by its corners. Larger, digits lose ink.
const CUT = 2;

/**
 * @param {Field} contrast is changed: it is cleared where ink is parted
 * @param {Component[]} components of its ink
 * @param {Line[]} walls between boxes
 */
export function partAtWalls(contrast, components, walls) {
  for (const wall of walls) {
    const { first, middles } = wall;
    const [left, right] = [Math.min(...middles), Math.max(...middles)];
    for (const component of components) {
      const { x, y, width, height } = component.box;
      const isAcross = x < left && x + width > right && y < first + middles.length && y + height > first;
      if (isAcross && isOnBothSides(component, wall, contrast.width)) clear(contrast, component, wall);
    }
  }
}

/**
 * @param {Component} component
 * @param {Line} wall
 * @param {number} width of the picture
 */
function isOnBothSides({ runs }, { first, middles, thickness }, width) {
  const sides = [0, 1].map(() => ({ away: 0, top: Infinity, bottom: -1 }));
  for (let run = 0; run < runs.length; run += 2) {
    const y = Math.floor(runs[run] / width);
    const middle = middles[y - first];
    if (middle === undefined) continue;
    const [from, to] = [runs[run] - y * width, runs[run + 1] - 1 - y * width];
    [middle - from, to - middle].forEach((away, side) => {
      if (away <= thickness) return;
      const found = sides[side];
      found.away = Math.max(found.away, away);
      found.top = Math.min(found.top, y);
      found.bottom = y;
    });
  }
  const least = [AWAY, ALONG].map((share) => share * middles.length);
  return sides.every(({ away, top, bottom }) => away >= least[0] && bottom - top >= least[1]);
}

/** @param {Field} contrast @param {Component} component @param {Line} wall */
function clear({ width, values }, { runs }, { first, middles }) {
  for (let run = 0; run < runs.length; run += 2) {
    const y = Math.floor(runs[run] / width);
    const middle = middles[y - first];
    if (middle === undefined) continue;
    const from = y * width + Math.round(middle - CUT / 2);
    for (let at = Math.max(from, runs[run]); at < Math.min(from + CUT, runs[run + 1]); at++) values[at] = 0;
  }
}
