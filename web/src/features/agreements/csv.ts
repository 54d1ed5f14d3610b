/** Reads tables as people paste or export them: comma, semicolon or tab, with quotes (RFC 4180). Pure. */

const separators = ['\t', ';', ','] as const;

export class CsvBroken extends Error {
  override readonly name = 'CsvBroken';
}

/** Rows of trimmed cells; rows without any text are left out. */
export function readCsv(text: string): string[][] {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const separator = separatorOf(source);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.some(Boolean)) rows.push(row);
    row = [];
  };
  for (let at = 0; at < source.length; at++) {
    const sign = source[at]!;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (sign === separator) endCell();
    else if (sign === '\n') endRow();
    else cell += sign;
  }
  if (quoted) throw new CsvBroken();
  endRow();
  return rows;
}

/** The sign that parts the first line most often, outside quotes. */
function separatorOf(source: string): string {
  const line = (source.split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const counted = separators.map((sign) => ({ sign, count: line.split(sign).length - 1 }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

/** Signs that stand in no text: it is another kind of file, whatever its name says. */
export function looksBinary(text: string): boolean {
  return text.startsWith('%PDF-') || Array.from(text.slice(0, 4000)).some((sign) => sign < '\t');
}

/** The text of a file: UTF-8, or what spreadsheets on older systems write. */
export async function textOfFile(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
