import { expect, it } from 'vitest';
import { readContract } from './processor.ts';

const read = (bytes: Uint8Array, name: string, within?: Parameters<typeof readContract>[2]) =>
  readContract({ kind: 'read', bytes, name, models: [], playbook: null }, () => undefined, within);
const bytesOf = (text: string) => new TextEncoder().encode(text);

it('a file that takes too long or too much memory is given up, and the process goes on', async () => {
  const deep = bytesOf(`<div>${'<b>word '.repeat(200_000)}`);
  await expect(read(deep, 'a.html', { deadlineMs: 30, memoryMb: 256 })).rejects.toMatchObject({
    reason: 'TIMEOUT',
  });
  await expect(read(deep, 'a.html', { deadlineMs: 20_000, memoryMb: 24 })).rejects.toMatchObject({
    reason: 'TOO_LARGE',
  });
  expect((await read(bytesOf('One clause. Two clauses.'), 'a.txt')).text).toContain('Two clauses');
});

it('says what is wrong with a file', async () => {
  const refused = async (bytes: Uint8Array, name: string, reason: string) =>
    expect(read(bytes, name)).rejects.toMatchObject({ reason });
  await refused(new Uint8Array(0), 'a.txt', 'EMPTY');
  await refused(bytesOf('%PDF-1.7 and then nothing a reader could use'), 'a.pdf', 'DAMAGED');
  await refused(new Uint8Array(60_000_000), 'a.pdf', 'TOO_LARGE');
  await refused(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]), 'a.bin', 'UNSUPPORTED');
});
