"use strict";
// What Python's bz2 has packed, as it was. Data that were cut off or changed on the way are an
// error: wherever that leads, the bits come to an end, or a block has another checksum. It pauses
// between its parts: whoever touches the page meanwhile does not wait for the end.
const BEGIN = 0x425a68, BLOCK = 0x314159265359, END = 0x177245385090, LONGEST = 20, TOGETHER = 50;

function check(holds) {
  if (!holds) throw new Error("The data of this page are damaged.");
}

function* unpack(packed) {
  const bits = bitReader(packed), magic = () => bits(24) * 0x1000000 + bits(24), blocks = [];
  check(bits(24) === BEGIN);
  const most = (bits(8) - 48) * 100000;
  check(most > 0 && most <= 900000);
  let next = magic(), all = 0;
  for (; next === BLOCK; next = magic()) {
    const wanted = word(bits);
    check(!bits(1)); // blocks mixed by dice, which nobody makes any more
    const origin = bits(24), sorted = sortedBytes(bits, most);
    yield;
    const block = unsorted(sorted, origin);
    yield;
    const whole = withRuns(block);
    check(checksum(whole) === wanted);
    all = (all << 1 | all >>> 31) ^ wanted;
    blocks.push(whole);
  }
  check(next === END && word(bits) === all);
  return joined(blocks);
}

// Reads so many bits, 24 at the most.
function bitReader(bytes) {
  let at = 0, held = 0, count = 0;
  return (width) => {
    for (; count < width; count += 8) {
      check(at < bytes.length);
      held = held << 8 | bytes[at];
      at += 1;
    }
    count -= width;
    return held >>> count & (1 << width) - 1;
  };
}

const word = (bits) => bits(16) << 16 | bits(16);

// The bytes in the order of what follows them, each told by how many others were met since it
// was: those met last by how often in a row, in digits of 1 and 2 that weigh 1, 2, 4 and so on.
function sortedBytes(bits, most) {
  const met = Uint8Array.from(usedBytes(bits)), end = met.length + 1;
  const { codes, chosen } = codesOf(bits, end + 1), found = new Uint32Array(most);
  let length = 0, weight = 1;
  for (let n = 0; ; n += 1) {
    check(n < chosen.length * TOGETHER && length <= most);
    const symbol = symbolOf(codes[chosen[Math.floor(n / TOGETHER)]], bits);
    if (symbol === end) return found.subarray(0, length);
    if (symbol < 2) {
      found.fill(met[0], length, length + (weight << symbol));
      length += weight << symbol;
      weight *= 2;
    } else {
      const byte = met[symbol - 1];
      met.copyWithin(1, 0, symbol - 1);
      met[0] = byte;
      found[length] = byte;
      length += 1;
      weight = 1;
    }
  }
}

function usedBytes(bits) {
  const marked = () => {
    const map = bits(16);
    return [...Array(16).keys()].filter((n) => map >> 15 - n & 1);
  };
  return [].concat(...marked().map((row) => marked().map((n) => row * 16 + n)));
}

// Huffman's codes, and which of them tells each group of symbols.
function codesOf(bits, size) {
  const order = [...Array(bits(3)).keys()], groups = bits(15), chosen = [];
  while (chosen.length < groups) {
    let place = 0;
    while (bits(1)) place += 1;
    order.unshift(...order.splice(place, 1));
    chosen.push(order[0]);
  }
  return { codes: order.map(() => codeOf(bits, size)), chosen };
}

// How many symbols take so many bits, and the symbols, those with the fewest bits first.
function codeOf(bits, size) {
  const counts = new Array(LONGEST + 1).fill(0), lengths = [];
  let length = bits(5);
  while (lengths.length < size) {
    while (bits(1)) length += bits(1) ? -1 : 1;
    counts[length] += 1;
    lengths.push(length);
  }
  const symbols = [...lengths.keys()].sort((one, other) => lengths[one] - lengths[other]);
  return { counts, symbols };
}

function symbolOf({ counts, symbols }, bits) {
  let code = 0, first = 0, before = 0;
  for (let length = 1; length <= LONGEST; length += 1) {
    code += bits(1);
    if (code - first < counts[length]) return symbols[before + code - first];
    before += counts[length];
    first = (first + counts[length]) * 2;
    code *= 2;
  }
  return check(false);
}

// Burrows and Wheeler's sorting undone: the n-th of a byte stands before the n-th of its place.
function unsorted(sorted, origin) {
  const places = new Uint32Array(257), found = new Uint8Array(sorted.length);
  sorted.forEach((byte) => { places[byte + 1] += 1; });
  for (let byte = 1; byte < 257; byte += 1) places[byte] += places[byte - 1];
  sorted.forEach((entry, n) => {
    sorted[places[entry & 255]] |= n << 8;
    places[entry & 255] += 1;
  });
  let at = sorted[origin] >>> 8;
  for (let n = 0; n < found.length; n += 1) {
    found[n] = sorted[at];
    at = sorted[at] >>> 8;
  }
  return found;
}

// Behind four bytes that are the same stands how many more of them there are.
function withRuns(bytes) {
  const parts = [];
  let same = 0, begin = 0;
  bytes.forEach((byte, n) => {
    if (same === 4) {
      parts.push(bytes.subarray(begin, n), new Uint8Array(byte).fill(bytes[n - 1]));
      begin = n + 1;
      same = 0;
    } else {
      same = byte === bytes[n - 1] ? same + 1 : 1;
    }
  });
  return joined([...parts, bytes.subarray(begin)]);
}

const REMAINDERS = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte << 24;
  for (let n = 0; n < 8; n += 1) rest = rest << 1 ^ (rest < 0 ? 0x04c11db7 : 0);
  return rest;
});

function checksum(bytes) {
  let rest = -1;
  bytes.forEach((byte) => { rest = rest << 8 ^ REMAINDERS[rest >>> 24 ^ byte]; });
  return ~rest;
}

function joined(parts) {
  const found = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  parts.forEach((part) => {
    found.set(part, at);
    at += part.length;
  });
  return found;
}
