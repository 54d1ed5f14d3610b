/** Memory that threads may share; where the machine has none of that kind, ordinary memory, and one thread. */
export const canShare = typeof SharedArrayBuffer === 'function';

function bytes(count: number): ArrayBufferLike {
  return canShare ? new SharedArrayBuffer(count) : new ArrayBuffer(count);
}

export const sharedBytes = (length: number): Uint8Array => new Uint8Array(bytes(length));
export const sharedInts = (length: number): Int32Array => new Int32Array(bytes(4 * length));
export const sharedRows = (length: number): Uint32Array => new Uint32Array(bytes(4 * length));
export const sharedNumbers = (length: number): Float64Array => new Float64Array(bytes(8 * length));
