import { h, render } from "preact";
import { useState } from "preact/hooks";
import "digitpad/digit-input";

function Summand({ name, onNumber }) {
  const onInput = ({ target }) =>
    onNumber(target.checkValidity() ? Number(target.value) : NaN);
  return h(
    "label",
    null,
    name,
    h("digit-input", { placeholder: "A number", onInput }),
  );
}

function Sum() {
  const [a, setA] = useState(0);
  const [b, setB] = useState(0);
  const sum = Number.isNaN(a + b) ? "not known yet" : a + b;
  return [
    h(Summand, { name: "First number", onNumber: setA }),
    h(Summand, { name: "Second number", onNumber: setB }),
    h("output", null, `The sum is ${sum}.`),
  ];
}

render(h(Sum), document.getElementById("sum"));
