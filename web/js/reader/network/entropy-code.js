/**
 * Whole numbers of few bits, out of a code in which frequent ones take less room: rANS (Duda, "Asymmetric numeral
 * systems", 2013) with tables that follow from what has been read. `tools/entropy_code.py` is the encoder.
 *
 *     ┌─────────┬──────────────────────────────────────┐
 *     │ state   │ further bytes, taken in one at a time │     the first byte of the state is its highest
 *     └─────────┴──────────────────────────────────────┘
 *       4 bytes   to the end
 *
 *     state   0 xxxxxxxxxxxxxxxxx ssssssssssssss     2^23 ≤ state < 2^31
 *                                 └─ slot, 14 bits: says which number, by the table
 *
 *     table   │ number 0   │1│ number 2        │ …     2^14 slots: one for each number that can be, and the others
 *             0            b  c                         by how often each has come in this sequence
 *
 * A number of f slots, from slot b on, takes the state to f · (state >> 14) + slot − b. A state that gets below 2^23
 * takes in a byte. After the last number it is 2^23 exactly, where the encoder began, and no byte is left.
 *
 * Each sequence begins with equal shares for all numbers. The table is made anew once 32 have come, then at 64, 128 and
 * so on: the tables themselves need no room in the file.
 */

// The slots of a table. More of them follow the frequencies more closely, and take longer to fill.
const SLOT_BITS = 14;
const SLOTS = 1 << SLOT_BITS;

// The state's lower end. Larger, and a byte more would not fit below 2^31, where whole numbers of 32 bits get a sign.
const LOWEST = 2 ** 23;

// Numbers before a sequence's table is made anew for the first time. If larger, short sequences take more bytes.
const FIRST = 32;

/**
 * @param {Uint8Array} code at least 4 bytes
 * @returns {{ next: (count: number, bits: number) => Uint8Array, isWhole: () => boolean }} `next` gives the next
 *   sequence, `count` numbers below 2^bits; of a damaged code these are any numbers. `isWhole` says, after the last
 *   one, whether the code ended there as it has to.
 */
export function createDecoder(code) {
  let state = new DataView(code.buffer, code.byteOffset).getUint32(0);
  let at = 4;
  const numberAt = new Uint8Array(SLOTS); // one for all tables: browsers take longer to make it than to fill it
  const isState = state >= LOWEST && state < LOWEST * 256;
  if (!isState) state = LOWEST; // of no use, but no loop below goes on for ever

  return {
    next(count, bits) {
      const numbers = new Uint8Array(count);
      const counts = new Uint32Array(1 << bits);
      const starts = new Uint32Array(counts.length + 1);
      for (let from = 0, to = FIRST; from < count; from = to, to *= 2) {
        fillTable(starts, numberAt, counts, from);
        for (let i = from; i < Math.min(to, count); i++) {
          const slot = state & (SLOTS - 1);
          const number = numberAt[slot];
          const start = starts[number];
          state = (starts[number + 1] - start) * (state >>> SLOT_BITS) + slot - start;
          while (state < LOWEST) state = (state << 8) | code[at++]; // past its end there is nothing: zeros
          counts[number]++;
          numbers[i] = number;
        }
      }
      return numbers;
    },
    isWhole: () => isState && state === LOWEST && at === code.length,
  };
}

/**
 * @param {Uint32Array} starts gets the first slot of each number, and SLOTS after the last
 * @param {Uint8Array} numberAt gets the number of each slot
 * @param {Uint32Array} counts how often each number has come
 * @param {number} sum of them
 */
function fillTable(starts, numberAt, counts, sum) {
  const shared = SLOTS - counts.length; // beyond the one slot that each number has
  const all = sum || counts.length;
  for (let number = 0, before = 0; number < counts.length; number++) {
    before += sum ? counts[number] : 1;
    starts[number + 1] = number + 1 + Math.floor((shared * before) / all);
    numberAt.fill(number, starts[number], starts[number + 1]);
  }
}
