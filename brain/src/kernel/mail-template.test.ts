import { describe, expect, test } from 'vitest';
import { linksIn } from './mailbox.ts';
import { renderMail } from './mail-template.ts';

const content = {
  title: 'To sign: Mutual NDA',
  greeting: 'Hello Ada,',
  paragraphs: ['First.', 'Second\nline.'],
  action: { label: 'Open it', url: 'https://hub.test/documents/1?a=1&b=2' },
  footer: 'Why you get this.',
};

describe('a rendered mail', () => {
  test('HTML names its language and title, has one heading, and a link with words', () => {
    const { html } = renderMail(content);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en"/);
    expect(html).toContain('<title>To sign: Mutual NDA</title>');
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    expect(html.match(/<main[ >]/g)).toHaveLength(1);
    expect(html).toContain('>Open it</a>');
    expect(html).not.toContain('<img');
    expect(html).toContain('href="https://hub.test/documents/1?a=1&amp;b=2"');
  });

  test('colours of text keep a contrast of 7 to 1', () => {
    const { html } = renderMail(content);
    const onWhite = [...html.matchAll(/[^-]color: (#[0-9a-f]{6})/g)]
      .map((match) => match[1]!)
      .filter((colour) => colour !== '#ffffff');
    expect(onWhite.length).toBeGreaterThan(0);
    for (const colour of onWhite) expect(contrast(colour, '#ffffff')).toBeGreaterThanOrEqual(7);
    expect(html).toContain('background-color: #0b4a8f; color: #ffffff');
    expect(contrast('#0b4a8f', '#ffffff')).toBeGreaterThanOrEqual(7);
  });

  test('names cannot bring in markup, in any place', () => {
    const evil = `"><script>alert('x')</script>&`;
    const { html } = renderMail({
      title: evil,
      greeting: evil,
      paragraphs: [evil],
      action: { label: evil, url: `https://hub.test/${evil}` },
      footer: evil,
      language: evil,
    });
    expect(html).not.toContain('<script');
    expect(html.match(/&lt;script&gt;/g)?.length).toBeGreaterThanOrEqual(6);
    expect(html).not.toMatch(/href="[^"]*"[^ ]*>alert/);
  });

  test('the text says the same, with the address in full', () => {
    const { text } = renderMail(content);
    expect(text).toBe(
      'Hello Ada,\n\nFirst.\n\nSecond\nline.\n\nOpen it:\nhttps://hub.test/documents/1?a=1&b=2\n\n--\nWhy you get this.\n',
    );
    expect(linksIn(text)).toEqual(['https://hub.test/documents/1?a=1&b=2']);
  });

  test('without a title the greeting is the heading, and is not said twice', () => {
    const { html } = renderMail({ greeting: 'Hello Ada,', paragraphs: [] });
    expect(html).toContain('<title>Hello Ada,</title>');
    expect(html).not.toContain('<p style="margin: 0 0 16px; font-size: 16px; line-height: 1.6">Hello');
  });

  test('control characters, which can turn text around, are left out', () => {
    const { text, html } = renderMail({ greeting: 'Hello \u202Eadmin\u0000,', paragraphs: [] });
    expect(text).toBe('Hello admin,\n');
    expect(html).not.toContain('\u202E');
  });

  test('only web addresses become links', () => {
    expect(() => renderMail({ ...content, action: { label: 'x', url: 'javascript:alert(1)' } })).toThrow();
  });
});

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
