import { expect, test } from 'vitest';
import { kindOf, sizeText } from './looks';

test('files are named by what they hold', () => {
  expect(
    [
      'image/png',
      'application/pdf',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      'application/zip',
      'text/plain',
      'application/octet-stream',
    ].map(kindOf),
  ).toEqual(['image', 'pdf', 'sheet', 'document', 'slides', 'archive', 'text', 'other']);
});

test('sizes are written as people read them', () => {
  expect(
    [0, 1, 1023, 1024, 1536, 50 * 1024 * 1024, 10 * 1024 ** 3].map((size) => sizeText(size, 'en')),
  ).toEqual(['0 bytes', '1 byte', '1,023 bytes', '1 kB', '1.5 kB', '50 MB', '10 GB']);
});
