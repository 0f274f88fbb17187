/**
 * @param {import("../../reader/types.js").Stroke} stroke
 * @param {(point: import("../../reader/types.js").Point, i: number) => boolean} stays whether a point does
 * @returns {import("../../reader/types.js").Stroke[]} runs of points that stay
 */
export function runsOf(stroke, stays) {
  /** @type {import("../../reader/types.js").Stroke[]} */
  const runs = [];
  let goesOn = false;
  stroke.forEach((point, i) => {
    const is = stays(point, i);
    if (is && !goesOn) runs.push([]);
    if (is) runs[runs.length - 1].push(point);
    goesOn = is;
  });
  return runs;
}
