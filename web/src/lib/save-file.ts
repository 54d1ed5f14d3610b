/** Hands bytes to the browser's own download. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read the bytes after the click; the address may go a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
