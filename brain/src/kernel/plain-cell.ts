/** A spreadsheet takes a text that begins like a formula for one, and runs it; an apostrophe says that it is text. */
export function plainCell(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
