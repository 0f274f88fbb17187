import "../digit-input.js";

const form = document.getElementById("delivery");
const sent = document.getElementById("sent");

form.addEventListener("submit", (event) => {
  event.preventDefault(); // on this page nothing is sent anywhere
  const fields = Array.from(
    new FormData(form),
    ([name, value]) => `${name}=${value}`,
  );
  sent.textContent = `This would be sent: ${fields.join("&")}`;
});
form.addEventListener("reset", () => {
  sent.textContent = "";
});
