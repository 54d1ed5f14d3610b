import { fileTypeFromBuffer } from 'file-type';

/** What may be kept, and how it may be sent: decided by the content alone. */

const headBytes = 1024 * 1024;
const anything = 'application/octet-stream';

const wholeKinds = [
  'image/',
  'video/',
  'audio/',
  'text/',
  'application/vnd.oasis.opendocument.',
  'application/vnd.openxmlformats-officedocument.',
];
const singleTypes = new Set([
  'application/pdf',
  'application/rtf',
  'application/epub+zip',
  'application/xml',
  'application/ogg',
  'application/vnd.ms-asf',
  'application/mxf',
  // Office documents; x-cfb is the container of those before 2007.
  'application/x-cfb',
  'application/vnd.visio',
  'application/vnd.apple.keynote',
  'application/vnd.apple.numbers',
  'application/vnd.apple.pages',
  'application/vnd.ms-excel.sheet.macroenabled.12',
  'application/vnd.ms-word.document.macroenabled.12',
  'application/vnd.ms-powerpoint.presentation.macroenabled.12',
  // Archives.
  'application/zip',
  'application/gzip',
  'application/x-tar',
  'application/x-7z-compressed',
  'application/x-rar-compressed',
  'application/x-bzip2',
  'application/x-xz',
  'application/zstd',
]);
/** Taken in only to be locked away by the scan. */
const programTypes = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/java-vm',
  'application/java-archive',
  'application/x-ms-shortcut',
  'application/vnd.android.package-archive',
  'application/x-google-chrome-extension',
  'application/x-xpinstall',
  'application/x-deb',
  'application/x-rpm',
  'application/vnd.ms-htmlhelp',
]);
const photoTypes = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/webp',
  'image/gif',
  'image/avif',
]);
/** What browsers show without running anything in it. */
const shownTypes = new Set([
  ...photoTypes,
  'video/mp4',
  'video/webm',
  'video/ogg',
  'video/quicktime',
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'audio/ogg',
  'audio/wav',
  'audio/flac',
  'audio/aac',
]);
/** May hold script that would run as a page of ours. */
const activeTypes = new Set(['text/html', 'image/svg+xml', 'application/xml']);

export function isProgram(mediaType: string): boolean {
  return programTypes.has(mediaType);
}

export function isAccepted(mediaType: string, purpose: 'PHOTO' | 'GENERAL'): boolean {
  if (purpose === 'PHOTO') return photoTypes.has(mediaType);
  return (
    mediaType === anything ||
    singleTypes.has(mediaType) ||
    programTypes.has(mediaType) ||
    wholeKinds.some((kind) => mediaType.startsWith(kind))
  );
}

/** How the file leaves: shown in place only when nothing in it can run, and never under a type that can. */
export function sendAs(mediaType: string): { mediaType: string; inline: boolean } {
  if (activeTypes.has(mediaType)) return { mediaType: anything, inline: false };
  if (mediaType === 'text/plain') return { mediaType: 'text/plain; charset=utf-8', inline: false };
  return { mediaType, inline: shownTypes.has(mediaType) };
}

/** Looks at the bytes as they pass, so that they are read once. */
export interface ContentProbe {
  take(chunk: Uint8Array): void;
  /** After the last byte. Content that nothing recognises is `application/octet-stream`. */
  mediaType(): Promise<string>;
}

export function createContentProbe(): ContentProbe {
  const head: Uint8Array[] = [];
  let missing = headBytes;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isText = true;
  const readText = (chunk: Uint8Array, stream: boolean) => {
    try {
      const text = decoder.decode(chunk, { stream });
      // Control characters other than tab, line ends and form feed do not occur in text.
      isText &&= !/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text);
    } catch {
      isText = false;
    }
  };
  return {
    take(chunk) {
      if (missing > 0) head.push(chunk.subarray(0, missing));
      missing -= Math.min(missing, chunk.length);
      if (isText) readText(chunk, true);
    },
    async mediaType() {
      if (isText) readText(new Uint8Array(), false);
      const start = Buffer.concat(head);
      const found = await fileTypeFromBuffer(start);
      const mediaType = found?.mime.split(';')[0];
      if (!isText) return mediaType ?? anything;
      // Some programs begin with two letters; a text may too.
      if (mediaType && !programTypes.has(mediaType) && !activeTypes.has(mediaType)) return mediaType;
      return markupIn(start.toString('utf8')) ?? (mediaType === 'application/xml' ? mediaType : 'text/plain');
    },
  };
}

function markupIn(text: string): string | null {
  if (/<svg[\s>]/i.test(text)) return 'image/svg+xml';
  if (/<(?:!doctype\s+html|html|head|body|script|iframe)[\s>]/i.test(text)) return 'text/html';
  return null;
}
