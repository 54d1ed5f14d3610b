/** How files are spoken of: what kind they are, and how large. Pure. */

const kinds = {
  image: /^image\//,
  video: /^video\//,
  audio: /^audio\//,
  pdf: /^application\/pdf$/,
  sheet: /spreadsheet|excel|csv/,
  slides: /presentation|powerpoint/,
  document: /word|opendocument\.text|rtf/,
  archive: /zip|tar|gzip|compressed|7z|rar/,
  text: /^text\/|json|xml/,
} as const;

export type FileKind = keyof typeof kinds | 'other';

export function kindOf(mediaType: string): FileKind {
  const found = Object.entries(kinds).find(([, pattern]) => pattern.test(mediaType));
  return (found?.[0] as FileKind | undefined) ?? 'other';
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

const step = 1024;

/** 1,536 bytes are 1.5 kB: the steps in which the limits of files are given, too. */
export function sizeText(bytes: number, locale: string): string {
  let place = 0;
  while (place < units.length - 1 && bytes >= step ** (place + 1)) place++;
  const style = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[place]!,
    unitDisplay: place === 0 ? 'long' : 'short',
    maximumFractionDigits: place === 0 ? 0 : 1,
  });
  return style.format(bytes / step ** place);
}
