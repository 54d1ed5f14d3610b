import type { MailContent } from './mail.ts';

/**
 * Writes a mail as plain text and as HTML. The HTML reads well without images or style sheets, names its language, has
 * one heading, and its colours keep a contrast of at least 7 to 1.
 */
export function renderMail(content: MailContent): { text: string; html: string } {
  const urls = [content.action?.url, ...(content.sections ?? []).map((section) => section.url)];
  if (urls.some((url) => url !== undefined && !/^https?:\/\//.test(url)))
    throw new Error('The link of a mail begins with http:// or https://.');
  return { text: toText(content), html: toHtml(content) };
}

function toText(content: MailContent): string {
  const { action } = content;
  const blocks = [oneLine(content.greeting), ...content.paragraphs.map(tidy)];
  for (const { title, text, url } of content.sections ?? [])
    blocks.push([`* ${oneLine(title)}`, tidy(text), ...(url ? [url] : [])].filter(Boolean).join('\n'));
  if (content.closing) blocks.push(tidy(content.closing));
  if (action) blocks.push(`${oneLine(action.label)}:\n${action.url}`);
  if (content.footer) blocks.push(`--\n${tidy(content.footer)}`);
  return `${blocks.join('\n\n')}\n`;
}

const font = "font-family: system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const paragraphStyle = 'margin: 0 0 16px; font-size: 16px; line-height: 1.6';

function toHtml(content: MailContent): string {
  const title = escapeHtml(oneLine(content.title ?? content.greeting));
  const body = [...(content.title ? [content.greeting] : []), ...content.paragraphs].map(paragraph);
  body.push(...(content.sections ?? []).map(section));
  if (content.closing) body.push(paragraph(content.closing));
  if (content.action) body.push(button(content.action));
  const footer = content.footer
    ? `<footer style="margin-top: 24px; padding-top: 16px; border-top: 1px solid #c9cfd6">${small(content.footer)}</footer>`
    : '';
  return `<!doctype html>
<html lang="${escapeHtml(content.language ?? 'en')}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${title}</title>
</head>
<body style="margin: 0; padding: 24px 12px; background-color: #f3f5f7; color: #1b1f24; ${font}">
<main style="max-width: 560px; margin: 0 auto; padding: 32px 24px; background-color: #ffffff; border-radius: 8px">
<h1 style="margin: 0 0 16px; font-size: 22px; line-height: 1.3; color: #1b1f24">${title}</h1>
${body.join('\n')}
${footer}
</main>
</body>
</html>
`;
}

function paragraph(text: string): string {
  return `<p style="${paragraphStyle}">${lines(text)}</p>`;
}

function section({ title, text, url }: { title: string; text: string; url?: string }): string {
  const heading = escapeHtml(oneLine(title));
  const linked = url
    ? `<a href="${escapeHtml(url)}" style="color: #0b4a8f; text-decoration: underline">${heading}</a>`
    : heading;
  return `<h2 style="margin: 24px 0 4px; font-size: 17px; line-height: 1.4; color: #1b1f24">${linked}</h2>
${paragraph(text)}`;
}

function small(text: string): string {
  return `<p style="margin: 0; font-size: 14px; line-height: 1.5; color: #444c56">${lines(text)}</p>`;
}

/** A link that looks like a button, and the address below it for those whose program shows no links. */
function button(action: { label: string; url: string }): string {
  const url = escapeHtml(action.url);
  const style =
    'display: inline-block; padding: 12px 24px; border-radius: 6px; background-color: #0b4a8f; color: #ffffff; font-size: 16px; font-weight: 600; text-decoration: none';
  return `<p style="margin: 24px 0"><a href="${url}" style="${style}">${escapeHtml(oneLine(action.label))}</a></p>
<p style="margin: 0 0 16px; font-size: 14px; line-height: 1.5; color: #444c56; overflow-wrap: anywhere">If the button does not work, copy this address into your browser: ${url}</p>`;
}

function lines(text: string): string {
  return escapeHtml(tidy(text)).replaceAll('\n', '<br>');
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** Control characters never help a reader and can disguise a link; line breaks stay. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n]/gu, '')
    .trim();
}

function oneLine(text: string): string {
  return tidy(text).replace(/\s+/g, ' ');
}
