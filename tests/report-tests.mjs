/**
 * A reporter for Node's test runner: a line of JSON for each test that ended, for pytest.
 *
 *     node --test-reporter=./tests/report-tests.mjs web/js/pad/curve.test.js
 *
 * Each is {name, failure, skipped}: the name as list-tests.mjs gives it, the failure's message and where it was or "",
 * and why it was skipped or "".
 */
export default async function* report(events) {
  const path = []; // of names, from the outermost group to the test that is reported
  const within = []; // failures of tests within others, which fail because of them
  for await (const { type, data } of events) {
    if (type === "test:start") path.splice(data.nesting, Infinity, data.name);
    if (type !== "test:pass" && type !== "test:fail") continue;
    const name = path.slice(0, data.nesting + 1).join(" > ");
    const failure = type === "test:pass" ? "" : messageOf(data.details.error, within);
    if (failure && data.nesting) within.push(`${name}\n${failure}`);
    const skipped = data.skip === undefined ? "" : `${data.skip === true ? "skipped" : data.skip}`;
    yield `${JSON.stringify({ name, failure, skipped })}\n`;
  }
}

/** What was thrown, without the lines of Node's own files; or what failed within. */
function messageOf({ cause, message, failureType }, within) {
  if (failureType === "subtestsFailed" && within.length) return within.splice(0).join("\n\n");
  const lines = `${cause?.stack ?? cause ?? message}`.split("\n");
  return lines.filter((line) => !/^ +at .*\(?node:/.test(line)).join("\n");
}
