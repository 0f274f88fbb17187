import { createReader } from "digitpad";

const slate = document.getElementById("slate");
const read = document.getElementById("read");
const context = slate.getContext("2d");
let strokes = [];
let reader; // loaded with the first stroke

slate.addEventListener("pointerdown", (event) => {
  slate.setPointerCapture(event.pointerId);
  strokes = [...strokes, []];
  draw(event);
});
slate.addEventListener("pointermove", (event) => {
  if (slate.hasPointerCapture(event.pointerId)) draw(event);
});
// Without this, a quick stroke is a fling, and the press after it is lost.
slate.addEventListener("touchmove", (event) => event.preventDefault());
slate.addEventListener("pointerup", () => void show(strokes));
document.getElementById("clear").addEventListener("click", () => {
  strokes = [];
  context.clearRect(0, 0, slate.width, slate.height);
  read.textContent = "Write a number.";
});

async function show(written) {
  try {
    reader ??= createReader({ model: "default" });
    const { text, digits } = await (await reader).read(written);
    if (written !== strokes) return; // there is more to read by now, or less
    const sure = digits.map(
      ({ confidence }) => `${Math.floor(100 * confidence)}%`,
    );
    read.textContent = `${text}: ${sure.join(", ")} sure`;
  } catch (error) {
    reader = undefined; // the next stroke tries again
    read.textContent = error.message;
  }
}

function draw({ offsetX, offsetY }) {
  const scale = slate.width / slate.clientWidth;
  const point = { x: offsetX * scale, y: offsetY * scale };
  const stroke = strokes.at(-1);
  const { x, y } = stroke.at(-1) ?? point;
  stroke.push(point);
  Object.assign(context, { lineWidth: 10, lineCap: "round" });
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(point.x, point.y);
  context.stroke();
}
