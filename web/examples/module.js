import { createReader } from "../digits.js";

const slate = document.getElementById("slate");
const read = document.getElementById("read");
const context = slate.getContext("2d");
let strokes = [];
let reader; // loaded with the first stroke

slate.addEventListener("pointerdown", (event) => {
  slate.setPointerCapture(event.pointerId);
  strokes.push([]);
  draw(event);
});
slate.addEventListener("pointermove", (event) => {
  if (slate.hasPointerCapture(event.pointerId)) draw(event);
});
// Else a quick stroke is also a fling, and a press right after it is lost.
slate.addEventListener("touchmove", (event) => event.preventDefault());
slate.addEventListener("pointerup", () => void readSlate());
document.getElementById("wipe").addEventListener("click", () => {
  strokes = [];
  context.clearRect(0, 0, slate.width, slate.height);
  read.textContent = "Write a number.";
});

async function readSlate() {
  const written = strokes;
  try {
    reader ??= createReader({ model: "default" });
    const { text, digits } = await (await reader).read(written);
    if (written !== strokes) return; // it was wiped meanwhile
    read.textContent = `${text}: ${digits.map(({ confidence }) => `${Math.floor(100 * confidence)}%`).join(", ")} sure`;
  } catch (error) {
    reader = undefined; // it is tried again with the next stroke
    read.textContent = error.message;
  }
}

function draw({ offsetX, offsetY }) {
  const scale = slate.width / slate.clientWidth;
  const point = { x: offsetX * scale, y: offsetY * scale };
  const stroke = strokes.at(-1);
  const { x, y } = stroke.at(-1) ?? point;
  stroke.push(point);
  Object.assign(context, {
    strokeStyle: getComputedStyle(slate).color,
    lineWidth: 10,
    lineCap: "round",
  });
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(point.x, point.y);
  context.stroke();
}
