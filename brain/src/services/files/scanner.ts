import type { Readable } from 'node:stream';
import { isProgram } from './media-type.ts';

/** Looks for malware. A real engine (over its own protocol) takes the place of the shipped one by argument. */
export interface Scanner {
  /** What was found, or null. Throws when it cannot say; the file then waits and is scanned again. */
  scan(file: { readonly mediaType: string; read(): Promise<Readable> }): Promise<string | null>;
}

/** The EICAR test string. In two halves, or virus scanners lock away this source file. */
const testString = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);
const programStarts = [
  ['4d5a', 'a Windows program'],
  ['7f454c46', 'a Linux program'],
  ['feedface', 'a macOS program'],
  ['feedfacf', 'a macOS program'],
  ['cefaedfe', 'a macOS program'],
  ['cffaedfe', 'a macOS program'],
  ['cafebabe', 'a macOS or Java program'],
] as const;

/** Knows the test string that scanners are tested with, and programs by their first bytes. No more than that. */
export function createSignatureScanner(): Scanner {
  return {
    async scan({ mediaType, read }) {
      if (isProgram(mediaType)) return `a program (${mediaType})`;
      let tail = Buffer.alloc(0);
      let first = true;
      for await (const chunk of await read()) {
        const window = Buffer.concat([tail, chunk as Buffer]);
        if (first && !mediaType.startsWith('text/')) {
          const start = window.toString('hex', 0, 4);
          const program = programStarts.find(([magic]) => start.startsWith(magic));
          if (program) return program[1];
        }
        if (window.includes(testString)) return 'the EICAR test file';
        first = false;
        tail = window.subarray(-testString.length);
      }
      return null;
    },
  };
}
