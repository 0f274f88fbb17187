import { DigitInput } from "./input/digit-input.js";

export { DigitInput };

declare global {
  interface HTMLElementTagNameMap {
    "digit-input": DigitInput;
  }
}
