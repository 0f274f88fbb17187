import "../digit-input.js";

const form = document.getElementById("delivery");
const sent = document.getElementById("sent");

form.addEventListener("submit", (event) => {
  event.preventDefault(); // on this page nothing is sent anywhere
  const fields = new URLSearchParams(new FormData(form));
  sent.textContent = `This would be sent: ${fields}`;
});
form.addEventListener("reset", () => {
  sent.textContent = "";
});
