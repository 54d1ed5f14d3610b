import { crc32, inflateSync } from 'node:zlib';
import { SealingError } from './problems.ts';

/** Checks that a drawn signature is a whole PNG image before it comes near a page. */

export interface DrawingSize {
  readonly width: number;
  readonly height: number;
}

const maxBytes = 2 * 1024 * 1024;
const maxPixels = 8_000_000;
const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Samples of a pixel by colour type. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

export function checkDrawing(png: Buffer, whose: string): DrawingSize {
  const fault = faultOf(png);
  if (typeof fault !== 'string') return fault;
  throw new SealingError('DRAWING_DAMAGED', `The drawn signature of ${whose} cannot be shown: ${fault}.`);
}

function faultOf(png: Buffer): DrawingSize | string {
  if (png.length > maxBytes) return 'it is too large';
  if (!png.subarray(0, magic.length).equals(magic)) return 'it is not a PNG image';
  const data: Buffer[] = [];
  let head: Buffer | null = null;
  let ended = false;
  for (let at = magic.length; at + 12 <= png.length && !ended;) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    if (at + 12 + length > png.length) return 'it is cut off';
    if (crc32(body) !== png.readUInt32BE(at + 8 + length)) return 'it is damaged';
    const kind = body.toString('latin1', 0, 4);
    if (kind === 'IHDR') head = body.subarray(4);
    if (kind === 'IDAT') data.push(body.subarray(4));
    ended = kind === 'IEND';
    at += 12 + length;
  }
  if (!head || head.length !== 13 || !ended) return 'it is cut off';
  return pixelFault(head, Buffer.concat(data));
}

function pixelFault(head: Buffer, data: Buffer): DrawingSize | string {
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const [depth, colour, , , interlace] = head.subarray(8);
  const perPixel = samples[colour!];
  if (!width || !height || width * height > maxPixels) return 'its size is not that of a signature';
  if (perPixel === undefined || ![1, 2, 4, 8, 16].includes(depth!)) return 'its colours cannot be read';
  if (interlace) return 'it is interlaced';
  const expected = height * (1 + Math.ceil((width * perPixel * depth!) / 8));
  try {
    const pixels = inflateSync(data, { maxOutputLength: expected + 1 });
    if (pixels.length !== expected) return 'it is damaged';
    for (let row = 0; row < height; row++) if (pixels[row * (expected / height)]! > 4) return 'it is damaged';
  } catch {
    return 'it is damaged';
  }
  return { width, height };
}
