import "digitpad/digit-input";

const form = document.getElementById("delivery");
const sent = document.getElementById("sent");

form.addEventListener("submit", (event) => {
  event.preventDefault(); // this page sends nothing
  const fields = new URLSearchParams(new FormData(form));
  sent.textContent = `This would be sent: ${fields.toString()}`;
});
form.addEventListener("reset", () => {
  sent.textContent = "";
});
