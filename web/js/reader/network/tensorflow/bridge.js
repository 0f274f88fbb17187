/**
 * The bridge between TensorFlow.js and its .wasm file.
 *
 * It is ours, in the place of the package's Emscripten glue: that one logs failures to the console, remembers a failed
 * start for good, and is ten times as long. The .wasm file itself asks for seven functions and no more.
 */

const PAGE_BYTES = 65536; // bytes; the size by which the WebAssembly standard counts memory
// Pages; how far the memory may grow: 2 GiB, up to which an address is positive as the int32 that kernels take it for.
// With more, addresses of the upper half would turn negative.
const MAX_PAGES = 32768;
// Times the present memory, to which it grows where there is room. A larger one grows more seldom and leaves more
// unused.
const GROWTH = 1.2;

/**
 * @typedef {object} Bridge the face that BackendWasm and its kernels expect of an Emscripten module
 * @property {(bytes: number) => number} _malloc gives an address
 * @property {(address: number) => void} _free
 * @property {(name: string, returns: string | null, types: string[]) => (...values: any[]) => any} cwrap a native
 *   function, callable with arrays of bytes where `types` says "array"; throws an Error where there is no such function
 * @property {Uint8Array} HEAPU8 all memory, as it is now: not to be kept, since memory that grows gets another buffer
 * @property {Record<string, (...values: any[]) => any>} tfjs
 */

/**
 * @param {Uint8Array<ArrayBuffer>} bytes the .wasm file
 * @returns {Promise<Bridge>}
 * @throws whatever WebAssembly throws: it is missing, without SIMD, refused by a Content-Security-Policy, or the bytes
 *   are no wasm
 */
export async function instantiate(bytes) {
  /** @type {any} */
  let native;
  const { instance } = await WebAssembly.instantiate(
    bytes,
    imports(() => native),
  );
  native = instance.exports;
  native.__wasm_call_ctors();
  return bridge(native);
}

/**
 * What the .wasm file asks of its host: memory, and a console that it never gets.
 * @param {() => any} native gives the instance's exports, which exist only after instantiation
 */
function imports(native) {
  return {
    env: {
      abort() {
        throw new Error("The wasm backend gave up.");
      },
      emscripten_get_heap_max: () => MAX_PAGES * PAGE_BYTES,
      emscripten_memcpy_big(/** @type {number} */ to, /** @type {number} */ from, /** @type {number} */ length) {
        new Uint8Array(native().memory.buffer).copyWithin(to >>> 0, from >>> 0, (from >>> 0) + length);
      },
      emscripten_resize_heap: (/** @type {number} */ wanted) => grow(native().memory, wanted >>> 0),
    },
    // File descriptors, which only messages to a console would use.
    wasi_snapshot_preview1: { fd_close: () => 0, fd_seek: () => 0, fd_write: () => 0 },
  };
}

/**
 * Grows the memory to at least `wanted` bytes, and further where there is room, so that growing stays rare.
 * @param {WebAssembly.Memory} memory
 * @param {number} wanted
 * @returns {boolean} whether there was room
 */
function grow(memory, wanted) {
  const now = memory.buffer.byteLength;
  for (const bytes of [Math.max(wanted, now * GROWTH), wanted]) {
    const pages = Math.min(Math.ceil(bytes / PAGE_BYTES), MAX_PAGES);
    if (pages * PAGE_BYTES < wanted) return false;
    try {
      memory.grow(pages - now / PAGE_BYTES);
      return true;
    } catch {
      // No room for that much: try the smaller size.
    }
  }
  return false;
}

/**
 * @param {any} native the instance's exports
 * @returns {Bridge}
 */
function bridge(native) {
  let heap = new Uint8Array(native.memory.buffer);
  return {
    _malloc: native.malloc,
    _free: native.free,
    cwrap(name, _returns, types) {
      const call = native[name];
      if (!call) throw new Error(`The wasm file has no function ${name}: tools/bundle/tfjs.mjs left it out.`);
      return types.includes("array") ? withArrays(native, call, types) : call;
    },
    // Growing memory detaches the old buffer, so the view is made anew when the buffer is another one.
    get HEAPU8() {
      if (heap.buffer !== native.memory.buffer) heap = new Uint8Array(native.memory.buffer);
      return heap;
    },
    tfjs: {
      initWithThreadsCount: native.init_with_threads_count,
      getThreadsCount: native.get_threads_count,
      registerTensor: native.register_tensor,
      disposeData: native.dispose_data,
      dispose: native.dispose,
    },
  };
}

/**
 * A native function that takes arrays of bytes: for the time of the call they are copied to wasm's stack.
 * @param {any} native the instance's exports
 * @param {(...values: number[]) => any} call
 * @param {string[]} types of what it takes
 * @returns {(...values: any[]) => any}
 */
function withArrays(native, call, types) {
  return (...values) => {
    const stack = native.stackSave();
    const result = call(...values.map((value, i) => (types[i] === "array" ? onStack(native, value) : value)));
    native.stackRestore(stack);
    return result;
  };
}

/**
 * @param {any} native
 * @param {Uint8Array} bytes
 * @returns {number} where the copy is
 */
function onStack(native, bytes) {
  const address = native.stackAlloc(bytes.length);
  new Uint8Array(native.memory.buffer).set(bytes, address);
  return address;
}
