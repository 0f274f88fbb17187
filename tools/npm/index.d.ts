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
  ReadNumber,
  ReadOptions,
  Row,
  Source,
  Stroke,
  Strokes,
  Table,
} from "./types/js/reader/types.js";

/** The networks in this package, by name. */
export type ModelName = "default";

export interface ReaderOptions extends Omit<Options, "model"> {
  /** which network reads: its name, the address of its card, or the network itself */
  model?: ModelName | URL | Network | (string & {});
}

export interface Reader extends OfEveryTime {
  /** frees the network, for `using reader = await createReader()` */
  // @ts-ignore: TypeScript before 5.2 does not know it
  [Symbol.dispose](): void;
}

/** The names of the networks that are there, the default one first: in the package `"default"` alone. */
export declare const models: ModelName[];

/**
 * Loads a network and what computes it, and warms both up. Rejects with a `ModelError` where there is no such network,
 * or its files can't be fetched or are damaged, and with the signal's reason once it is aborted. Calling again starts
 * afresh. A reader takes some 400 KB of memory; a page can have several at once.
 */
export declare function createReader(options?: ReaderOptions): Promise<Reader>;

/**
 * Loads all that reading takes, ahead of the first reader, which is then there at once. Rejects as `createReader` does.
 */
export declare function preload(options?: ReaderOptions): Promise<void>;

/**
 * A network that could not be loaded, or that gives what are no probabilities. Its `message` is for people: what failed
 * and what to do.
 */
export declare class ModelError extends Error {
  name: "ModelError";
}
