"use client";
import { useState } from "react";
import "digitpad/digit-input";

export default function App() {
  const [zip, setZip] = useState("");
  const take = (event) => setZip(event.currentTarget.value);
  return (
    <label>
      ZIP code <digit-input digits="3" value={zip} onInput={take} />
      <output>{zip}</output>
    </label>
  );
}
