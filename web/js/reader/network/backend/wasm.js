/**
 * The wasm backend of TensorFlow.js: its kernels for a plain CNN, and the bridge to its .wasm file.
 *
 * The bridge is ours, in the place of the package's Emscripten glue: that one logs failures to the console, remembers a
 * failed start for good, and is ten times as long. The .wasm file itself asks for seven functions and no more. It is
 * served without the kernels that are not named here: tools/bundle/tfjs.mjs lists the functions that stay.
 */
import { registerBackend, registerKernel } from "@tensorflow/tfjs-core";
import { BackendWasm } from "@tensorflow/tfjs-backend-wasm/dist/backend_wasm";
import { _fusedMatMulConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/_FusedMatMul";
import { addConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Add";
import { avgPoolConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/AvgPool";
import { batchMatMulConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul";
import { castConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Cast";
import { conv2DConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Conv2D";
import { depthwiseConv2dNativeConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/DepthwiseConv2dNative";
import { fusedConv2DConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/FusedConv2D";
import { fusedDepthwiseConv2DConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/FusedDepthwiseConv2D";
import { identityConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Identity";
import { maxPoolConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/MaxPool";
import { meanConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Mean";
import { multiplyConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply";
import { reluConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Relu";
import { reshapeConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape";
import { softmaxConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Softmax";
import { transposeConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose";

const KERNELS = [
  _fusedMatMulConfig,
  addConfig,
  avgPoolConfig,
  batchMatMulConfig,
  castConfig,
  conv2DConfig,
  depthwiseConv2dNativeConfig,
  fusedConv2DConfig,
  fusedDepthwiseConv2DConfig,
  identityConfig,
  maxPoolConfig,
  meanConfig,
  multiplyConfig,
  reluConfig,
  reshapeConfig,
  softmaxConfig,
  transposeConfig,
];

const PAGE_BYTES = 65536; // wasm memory grows in pages of this size
const MAX_PAGES = 32768; // 2 GiB: the address space in which a pointer stays positive as int32

/**
 * Compiles the .wasm file and registers the backend under the name "wasm". Nothing is registered when it fails, so a
 * later call starts afresh.
 * @param {Uint8Array<ArrayBuffer>} bytes the .wasm file
 * @throws whatever WebAssembly throws: it is missing, without SIMD, refused by a Content-Security-Policy, or the bytes
 *   are no wasm
 */
export async function registerWasm(bytes) {
  const module = await instantiate(bytes);
  registerBackend("wasm", () => new BackendWasm(/** @type {any} */ (module)), 2);
  for (const kernel of KERNELS) registerKernel(kernel);
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function instantiate(bytes) {
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
 * Grows the memory to at least `wanted` bytes, by a fifth more where there is room, so that growing stays rare.
 * @param {WebAssembly.Memory} memory
 * @param {number} wanted
 * @returns {boolean} whether there was room
 */
function grow(memory, wanted) {
  const now = memory.buffer.byteLength;
  for (const bytes of [Math.max(wanted, now * 1.2), wanted]) {
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
 * The face that BackendWasm and its kernels expect of an Emscripten module.
 * @param {any} native the instance's exports
 */
function bridge(native) {
  /**
   * A native function, callable with arrays of bytes where `types` says "array": they are copied to wasm's stack.
   * @param {string} name
   * @param {string | null} _returns always a number or nothing here
   * @param {string[]} types
   */
  const cwrap = (name, _returns, types) => {
    const call = native[name];
    if (!call) throw new Error(`The wasm file has no function ${name}: tools/bundle/tfjs.mjs left it out.`);
    if (!types.includes("array")) return call;
    return (/** @type {any[]} */ ...values) => {
      const stack = native.stackSave();
      const result = call(...values.map((value, i) => (types[i] === "array" ? onStack(native, value) : value)));
      native.stackRestore(stack);
      return result;
    };
  };
  let heap = new Uint8Array(native.memory.buffer);
  return {
    _malloc: native.malloc,
    _free: native.free,
    cwrap,
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
 * @param {any} native
 * @param {Uint8Array} bytes
 * @returns {number} where the copy is
 */
function onStack(native, bytes) {
  const address = native.stackAlloc(bytes.length);
  new Uint8Array(native.memory.buffer).set(bytes, address);
  return address;
}
