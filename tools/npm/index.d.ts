import type { Reader as OfEveryTime, ReaderOptions as Options, Network } from "./types/js/reader/types.js";

export type {
  Backend,
  Box,
  Card,
  Digit,
  Graph,
  LayerOutput,
  Lesson,
  Network,
  PictureSource,
  Pixels,
  Point,
  Progress,
  Reading,
  ReadOptions,
  Source,
  Stroke,
  Strokes,
} from "./types/js/reader/types.js";

/** The networks in this package, by name. */
export type ModelName = "default";

export interface ReaderOptions extends Omit<Options, "model"> {
  /** Which network reads: its name, the address of its card, or the network itself. */
  model?: ModelName | URL | Network | (string & {});
}

export interface Reader extends OfEveryTime {
  /** Frees the network, for `using reader = await createReader()`. */
  // @ts-ignore: TypeScript before 5.2 does not know it
  [Symbol.dispose](): void;
}

/** The names of the networks in this package, the default one first. */
export declare const models: ModelName[];

/** A network that could not be loaded. Its message is for people: what failed and what to do. */
export declare class ModelError extends Error {
  name: "ModelError";
}

/** Loads a network and what computes it. Rejects with a ModelError, or with the signal's reason. */
export declare function createReader(options?: ReaderOptions): Promise<Reader>;

/** Loads all that reading takes, ahead of the first reader. */
export declare function preload(options?: ReaderOptions): Promise<void>;
