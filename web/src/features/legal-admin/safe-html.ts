/** The elements texts are written in; the server refuses all others, and attributes. */
const known = new Set([
  'h3',
  'p',
  'ul',
  'ol',
  'li',
  'br',
  'strong',
  'em',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
]);
const silent = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object']);

/** What somebody typed as HTML, rebuilt from known elements without attributes. A parsed page runs and loads nothing. */
export function safeHtml(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return [...body.childNodes].map(write).join('');
}

function write(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return escapeText(node.textContent ?? '');
  if (!(node instanceof Element) || silent.has(node.localName)) return '';
  const inner = [...node.childNodes].map(write).join('');
  if (node.localName === 'br') return '<br>';
  return known.has(node.localName) ? `<${node.localName}>${inner}</${node.localName}>` : inner;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
