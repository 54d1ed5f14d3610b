import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrayOf, ArtefactError, readArtefact, writeArtefact, type ArtefactHeader } from './index.ts';

const header: ArtefactHeader = {
  name: 'example',
  version: '1.0.0',
  createdFrom: { data: 'three rows', sha256: '00', licence: 'CC BY 4.0' },
  featureSetHash: 'ab',
  seed: 1,
  metrics: { f1: 0.5 },
  trainedOn: ['x'],
  settings: { classes: ['a', 'é'] },
};

describe('artefact', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(
        fc.float32Array({ noNaN: true }),
        fc.int8Array(),
        fc.uint16Array(),
        (weights, bytes, counts) => {
          const written = writeArtefact({ header, arrays: { weights, bytes, counts } });
          // An odd place in a larger buffer, as a read of a file may give.
          const shifted = new Uint8Array(written.length + 3).subarray(3);
          shifted.set(written);
          const read = readArtefact(shifted);
          expect(read.header).toEqual(header);
          expect(arrayOf(read, 'weights', Float32Array)).toEqual(weights);
          expect(arrayOf(read, 'bytes', Int8Array)).toEqual(bytes);
          expect(arrayOf(read, 'counts', Uint16Array)).toEqual(counts);
        },
      ),
    );
  });

  test('one changed or missing byte is noticed', () => {
    const written = writeArtefact({ header, arrays: { weights: Float32Array.of(1, 2, 3) } });
    fc.assert(
      fc.property(fc.nat({ max: written.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const damaged = written.slice();
        damaged[at] = damaged[at]! ^ by;
        expect(() => readArtefact(damaged)).toThrow(ArtefactError);
        expect(() => readArtefact(written.subarray(0, at))).toThrow(ArtefactError);
      }),
    );
  });

  test('asks for an array by name and kind', () => {
    const read = readArtefact(writeArtefact({ header, arrays: { weights: Float32Array.of(1) } }));
    expect(() => arrayOf(read, 'weights', Int8Array)).toThrow(/no Int8Array "weights"/);
    expect(() => arrayOf(read, 'others', Float32Array)).toThrow(ArtefactError);
  });
});
