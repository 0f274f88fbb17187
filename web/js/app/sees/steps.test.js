import assert from "node:assert/strict";
import test from "node:test";
import { graphOf, runOf } from "./networks.fixture.js";
import { stepsOf } from "./steps.js";

const GRAPH = graphOf("first-cnn");
const LAYERS = runOf(GRAPH)(new Float32Array(784));
const POOLING = LAYERS.findIndex(({ kind }) => kind === "max pooling");

/** The same network, with an operation that the engine does not have in the place of its first pooling. */
const WITH_ANOTHER = {
  ...GRAPH,
  nodes: GRAPH.nodes.map((node) => (node.name === LAYERS[POOLING].name ? { ...node, op: "Elu" } : node)),
};

test("after a layer that can't be taken apart, all others still are", () => {
  const before = stepsOf(GRAPH, LAYERS);
  const after = stepsOf(WITH_ANOTHER, LAYERS);
  assert.ok(before[POOLING].step && POOLING < LAYERS.length - 3);
  assert.deepEqual(after[POOLING], { step: null, from: before[POOLING].from });
  assert.deepEqual(after.toSpliced(POOLING, 1), before.toSpliced(POOLING, 1));
});

test("what takes the output of an operation that is no layer, and unknown, is not taken apart", () => {
  const others = LAYERS.toSpliced(POOLING, 1);
  const steps = stepsOf(WITH_ANOTHER, others);
  assert.deepEqual(steps[POOLING], { step: null, from: [] });
  assert.deepEqual(steps[POOLING + 1], { ...stepsOf(GRAPH, LAYERS)[POOLING + 2], from: [POOLING] });
});
