import { DigitInput } from "./field/digit-input.js";

export { DigitInput };

declare global {
  interface HTMLElementTagNameMap {
    "digit-input": DigitInput;
  }
}
