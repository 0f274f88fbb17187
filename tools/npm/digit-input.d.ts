import { DigitInput } from "./types/js/field/digit-input.js";
import type { Reading } from "./types/js/reader/types.js";

export { DigitInput };

/** Events of `<digit-input>`. Values that a script sets are not announced. */
export interface DigitInputEvents {
  /** somebody has changed the value, after each stroke or key; bubbles */
  input: Event;
  /** they leave the field or press Enter, and the value is another than before; bubbles */
  change: Event;
  /** as with an input */
  invalid: Event;
  /** ink has been read; `detail` is the reading; bubbles */
  reading: CustomEvent<Reading>;
}

/** Attributes of `<digit-input>`, for frameworks that check them. */
export interface DigitInputAttributes {
  /** under which the form sends the value */
  name?: string;
  /** what the field starts with, and is reset to. The property `value` is what is in it now, `defaultValue` this */
  value?: string | number;
  /** how many are wanted, as `5`, or a range, as `1-3`; any number without it. The property is the most of them */
  digits?: number | string;
  /** it may not be empty */
  required?: boolean;
  /** as with an input */
  disabled?: boolean;
  /** as with an input; the property is `readOnly` */
  readonly?: boolean;
  /** the same, by the property's name */
  readOnly?: boolean;
  /** what stands on the empty pad; "Write here" without it */
  placeholder?: string;
  /** how many digits at least, as with an input */
  minlength?: number | string;
  /** how many digits at most */
  maxlength?: number | string;
  /** the least number, as with an input of numbers */
  min?: number | string;
  /** the largest number */
  max?: number | string;
  /** a regular expression that the whole value has to match, as with an input of text */
  pattern?: string;
  /** `decimal`: a minus and a decimal point may be written and typed; without it, digits alone */
  inputmode?: "numeric" | "decimal";
  /** it gets the focus with its page, as an input does */
  autofocus?: boolean;
  /** which network reads, by its name or the address of its card; `default` without it. The property also takes a
   * network itself. Another one reads the ink anew */
  model?: string;
  /** what it is called where there is no `<label>` */
  "aria-label"?: string;
  /** the same, by the ids of elements that say it */
  "aria-labelledby"?: string;
  /** the ids of elements that say more of it */
  "aria-describedby"?: string;
  /** what is shown where the pointer rests on its text */
  title?: string;
}

/** What frameworks call on the event that inputs do not have. */
interface DigitInputListeners {
  onreading?: (event: DigitInputEvents["reading"]) => void;
}

declare global {
  interface HTMLElementTagNameMap {
    "digit-input": DigitInput;
  }
}

// Of these frameworks, a project has those that it uses.

// @ts-ignore
type ReactProps = import("react").HTMLAttributes<DigitInput> & import("react").RefAttributes<DigitInput>;
// @ts-ignore
type PreactProps = import("preact").HTMLAttributes<DigitInput>;
// @ts-ignore
type VueComponent = import("vue").DefineComponent<DigitInputAttributes>;
// @ts-ignore
type SvelteProps = import("svelte/elements").HTMLAttributes<DigitInput>;

// @ts-ignore
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "digit-input": DigitInputAttributes & DigitInputListeners & Omit<ReactProps, keyof DigitInputAttributes>;
    }
  }
}

// @ts-ignore
declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "digit-input": DigitInputAttributes & DigitInputListeners & Omit<PreactProps, keyof DigitInputAttributes>;
    }
  }
}

// @ts-ignore
declare module "vue" {
  interface GlobalComponents {
    "digit-input": VueComponent;
  }
}

// @ts-ignore
declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "digit-input": DigitInputAttributes & DigitInputListeners & Omit<SvelteProps, keyof DigitInputAttributes>;
  }
}
