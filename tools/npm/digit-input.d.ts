import { DigitInput } from "./types/field/digit-input.js";

export { DigitInput };

/** Attributes and events of `<digit-input>`, for frameworks that check them. */
export interface DigitInputAttributes {
  name?: string;
  value?: string | number;
  digits?: number | string;
  required?: boolean;
  disabled?: boolean;
  readonly?: boolean;
  readOnly?: boolean;
  placeholder?: string;
  model?: string;
  "aria-label"?: string;
}

declare global {
  interface HTMLElementTagNameMap {
    "digit-input": DigitInput;
  }
}

// Of these, a project has those that it uses.

// @ts-ignore
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      // @ts-ignore
      "digit-input": DigitInputAttributes &
        import("react").DetailedHTMLProps<import("react").HTMLAttributes<DigitInput>, DigitInput>;
    }
  }
}

// @ts-ignore
declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      // @ts-ignore
      "digit-input": DigitInputAttributes & import("preact").HTMLAttributes<DigitInput>;
    }
  }
}

// @ts-ignore
declare module "vue" {
  interface GlobalComponents {
    // @ts-ignore
    "digit-input": import("vue").DefineComponent<DigitInputAttributes>;
  }
}

// @ts-ignore
declare module "svelte/elements" {
  interface SvelteHTMLElements {
    // @ts-ignore
    "digit-input": DigitInputAttributes & import("svelte/elements").HTMLAttributes<DigitInput>;
  }
}
