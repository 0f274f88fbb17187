import { DigitInput } from "./types/js/field/digit-input.js";

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
  minlength?: number | string;
  maxlength?: number | string;
  min?: number | string;
  max?: number | string;
  pattern?: string;
  model?: string;
  "aria-label"?: string;
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
      "digit-input": DigitInputAttributes & Omit<ReactProps, keyof DigitInputAttributes>;
    }
  }
}

// @ts-ignore
declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "digit-input": DigitInputAttributes & Omit<PreactProps, keyof DigitInputAttributes>;
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
    "digit-input": DigitInputAttributes & Omit<SvelteProps, keyof DigitInputAttributes>;
  }
}
