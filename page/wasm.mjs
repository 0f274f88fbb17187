/**
 * Takes out of a .wasm file what nothing can reach from the exports that are kept: two thirds of the one of
 * TensorFlow.js are kernels for which no code is in the bundle.
 *
 * Functions keep their numbers, so that nothing else has to be rewritten: the body of one that can't be reached becomes a
 * single `unreachable`. Functions in tables count as reachable, since an indirect call could mean any of them.
 * https://webassembly.github.io/spec/core/binary/
 */

const SECTION = { import: 2, export: 7, start: 8, element: 9, code: 10 };
const FUNCTION = 0; // the kind of an import or an export

// A body: its length, no locals, unreachable, end.
const STUB = [3, 0x00, 0x00, 0x0b];

/**
 * @param {Uint8Array} bytes a .wasm file
 * @param {Set<string>} exported names of functions to keep; what is exported and no function stays
 * @returns {Uint8Array<ArrayBuffer>} a .wasm file that does the same through these
 * @throws {Error} at an instruction that it doesn't know
 */
export function onlyReachable(bytes, exported) {
  const sections = readSections(bytes);
  const imported = readImports(sections);
  const exports = readExports(sections).filter(({ name, kind }) => kind !== FUNCTION || exported.has(name));
  const missing = [...exported].filter((name) => !exports.some((entry) => entry.name === name));
  if (missing.length > 0) throw new Error(`The wasm file does not export ${missing.join(", ")}.`);
  const bodies = readBodies(sections);
  const roots = exports.filter(({ kind }) => kind === FUNCTION).map(({ index }) => index);
  const kept = reachable([...roots, ...readTables(sections)], bodies, imported);
  return concat([
    bytes.subarray(0, 8), // magic number and version
    ...sections
      .filter(({ id }) => id !== 0)
      .map((section) => {
        if (section.id === SECTION.export) return writeSection(section.id, writeExports(exports));
        if (section.id === SECTION.code) return writeSection(section.id, writeBodies(bodies, imported, kept));
        return section.whole;
      }),
  ]);
}

/** A position in bytes, and the reading of what WebAssembly writes there. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  get done() {
    return this.at >= this.bytes.length;
  }
  byte() {
    return this.bytes[this.at++];
  }
  /** LEB128, unsigned. */
  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
  /** @param {number} count */
  take(count) {
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
  /**
   * A vector: its length, then its entries.
   * @template T
   * @param {() => T} entry
   */
  list(entry) {
    return Array.from({ length: this.number() }, entry);
  }
  name() {
    return new TextDecoder().decode(this.take(this.number()));
  }
}

/** @typedef {{ id: number, content: Uint8Array, whole: Uint8Array }} Section */

/**
 * @param {Uint8Array} bytes
 * @returns {Section[]}
 */
function readSections(bytes) {
  const reader = new Reader(bytes, 8);
  const sections = [];
  while (!reader.done) {
    const start = reader.at;
    const id = reader.byte();
    const content = reader.take(reader.number());
    sections.push({ id, content, whole: bytes.subarray(start, reader.at) });
  }
  return sections;
}

/**
 * @param {Section[]} sections
 * @param {number} id
 */
function readerOf(sections, id) {
  return new Reader(sections.find((section) => section.id === id)?.content ?? new Uint8Array([0]));
}

/**
 * How many functions are imported: they have the first numbers.
 * @param {Section[]} sections
 */
function readImports(sections) {
  const reader = readerOf(sections, SECTION.import);
  return reader.list(() => {
    reader.name();
    reader.name();
    const kind = reader.byte();
    if (kind !== FUNCTION) throw new Error(`The wasm file imports something of kind ${kind}; expected functions only.`);
    return reader.number();
  }).length;
}

/** @param {Section[]} sections */
function readExports(sections) {
  const reader = readerOf(sections, SECTION.export);
  return reader.list(() => ({ name: reader.name(), kind: reader.byte(), index: reader.number() }));
}

/**
 * The functions in tables.
 * @param {Section[]} sections
 */
function readTables(sections) {
  const reader = readerOf(sections, SECTION.element);
  return reader
    .list(() => {
      const flags = reader.number();
      if (flags !== 0) throw new Error(`The wasm file has a table of form ${flags}; expected form 0.`);
      skipInstructions(reader, () => {}); // where in the table, an expression
      return reader.list(() => reader.number());
    })
    .flat();
}

/** @param {Section[]} sections */
function readBodies(sections) {
  const reader = readerOf(sections, SECTION.code);
  return reader.list(() => reader.take(reader.number()));
}

/**
 * @param {number[]} roots
 * @param {Uint8Array[]} bodies of functions that are not imported
 * @param {number} imported
 * @returns {Set<number>} functions that can be reached from the roots
 */
function reachable(roots, bodies, imported) {
  const kept = new Set(roots);
  // A Set also visits what is added while it is being walked.
  for (const index of kept) {
    if (index >= imported) for (const called of calls(bodies[index - imported])) kept.add(called);
  }
  return kept;
}

/**
 * @param {Uint8Array} body
 * @returns {Set<number>} functions that it calls or takes the address of
 */
function calls(body) {
  const reader = new Reader(body);
  reader.list(() => [reader.number(), reader.byte()]); // locals: how many of which type
  /** @type {Set<number>} */
  const found = new Set();
  skipInstructions(reader, (index) => found.add(index));
  return found;
}

/**
 * Reads instructions up to the `end` that closes the expression.
 * @param {Reader} reader
 * @param {(index: number) => void} onFunction told the functions that instructions name
 */
function skipInstructions(reader, onFunction) {
  for (let depth = 1; depth > 0;) {
    const code = reader.byte();
    if (code === 0x0b) depth--;
    else if (code >= 0x02 && code <= 0x04) {
      depth++; // block, loop, if
      reader.number(); // its type; negative for a value type, whose one byte reads as a number just as well
    } else if (code === 0x10 || code === 0xd2) onFunction(reader.number());
    else skipOperands(reader, code);
  }
}

/**
 * @param {Reader} reader
 * @param {number} code
 */
function skipOperands(reader, code) {
  const numbers = (/** @type {number} */ count) => {
    for (let i = 0; i < count; i++) reader.number();
  };
  if (code === 0x0e)
    (reader.list(() => reader.number()), numbers(1)); // br_table
  else if (code === 0x0c || code === 0x0d)
    numbers(1); // br, br_if
  else if (code === 0x11)
    numbers(2); // call_indirect
  else if (code >= 0x20 && code <= 0x26)
    numbers(1); // locals, globals, tables
  else if (code >= 0x28 && code <= 0x3e)
    numbers(2); // loads and stores: alignment, offset
  else if (code >= 0x3f && code <= 0x42)
    numbers(1); // memory.size, memory.grow, i32.const, i64.const
  else if (code === 0x43)
    reader.take(4); // f32.const
  else if (code === 0x44)
    reader.take(8); // f64.const
  else if (code === 0xfc) numbers(operandsOfFc(reader.number()));
  else if (code === 0xfd) skipVectorOperands(reader, reader.number(), numbers);
  else if (!(code <= 0x01 || code === 0x05 || code === 0x0f || code === 0x1a || code === 0x1b) && !isNumeric(code)) {
    throw new Error(`The wasm file has the instruction 0x${code.toString(16)}, which page/wasm.mjs does not know.`);
  }
}

/** Comparisons, arithmetic and conversions: no operands. @param {number} code */
function isNumeric(code) {
  return code >= 0x45 && code <= 0xc4;
}

/** Saturating conversions, then operations on whole memories. @param {number} code */
function operandsOfFc(code) {
  if (code <= 7) return 0;
  if (code === 8 || code === 10) return 2; // memory.init, memory.copy
  if (code === 9 || code === 11) return 1; // data.drop, memory.fill
  throw new Error(`The wasm file has the instruction 0xfc ${code}, which page/wasm.mjs does not know.`);
}

/**
 * @param {Reader} reader
 * @param {number} code
 * @param {(count: number) => void} numbers skips that many
 */
function skipVectorOperands(reader, code, numbers) {
  if (code <= 11 || code === 92 || code === 93)
    numbers(2); // v128 loads and stores
  else if (code === 12 || code === 13)
    reader.take(16); // v128.const, i8x16.shuffle
  else if (code >= 21 && code <= 34)
    reader.take(1); // lanes out of and into vectors
  else if (code >= 84 && code <= 91) (numbers(2), reader.take(1)); // lanes from and to memory
}

/** @param {{ name: string, kind: number, index: number }[]} exports */
function writeExports(exports) {
  const entries = exports.map(({ name, kind, index }) => {
    const text = new TextEncoder().encode(name);
    return concat([leb(text.length), text, [kind], leb(index)]);
  });
  return concat([leb(entries.length), ...entries]);
}

/**
 * @param {Uint8Array[]} bodies
 * @param {number} imported
 * @param {Set<number>} kept
 */
function writeBodies(bodies, imported, kept) {
  const written = bodies.map((body, i) => (kept.has(i + imported) ? concat([leb(body.length), body]) : STUB));
  return concat([leb(bodies.length), ...written]);
}

/**
 * @param {number} id
 * @param {Uint8Array} content
 */
function writeSection(id, content) {
  return concat([[id], leb(content.length), content]);
}

/**
 * LEB128, unsigned.
 * @param {number} value
 * @returns {number[]}
 */
function leb(value) {
  return value < 128 ? [value] : [(value % 128) + 128, ...leb(Math.floor(value / 128))];
}

/** @param {(Uint8Array | number[])[]} parts */
function concat(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
