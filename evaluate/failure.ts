/** Of the program itself: whoever reads them needs the place, not a sentence. */
const faults = [TypeError, ReferenceError, RangeError];

/** Why an evaluation ended without figures: a sentence for what is wrong with arguments or data, the stack of a fault. */
export function sayWhy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return `There is no ${path ?? 'such file'}.`;
  if (code === 'EISDIR') return 'A file was expected, and a folder was given.';
  if (code === 'ENOTDIR') return `A folder was expected, and ${path ?? 'a file'} was given.`;
  if (code?.startsWith('ERR_PARSE_ARGS')) return error.message;
  return faults.some((fault) => error instanceof fault) ? (error.stack ?? error.message) : error.message;
}
