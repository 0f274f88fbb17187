import { createReader } from "digitpad";
import "digitpad/digit-input";
import { options } from "./options.js";

// Reads strokes, and a picture of them that is large enough for a worker.
window.read = async (strokes) => {
  const reader = await createReader(options);
  const canvas = Object.assign(document.createElement("canvas"), { width: 900, height: 900 });
  const context = Object.assign(canvas.getContext("2d"), { lineWidth: 40, lineCap: "round" });
  for (const stroke of strokes) {
    context.beginPath();
    for (const { x, y } of stroke) context.lineTo(x, y);
    context.stroke();
  }
  const pictured = await reader.read(canvas);
  const { text } = await reader.read(strokes);
  reader.dispose();
  return { text, pictured: pictured.text, backend: reader.backend, worker: reader.worker };
};

// What is said of a reader that can't be had.
window.refused = (wanted) =>
  createReader({ ...options, ...wanted }).then(
    () => "",
    ({ message }) => message,
  );
