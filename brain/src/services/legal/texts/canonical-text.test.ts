import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalise, textOf } from './canonical-text.ts';
import { papersDir } from '../catalogue/publication.ts';
import { escapeHtml, fillFor, fillTemplate } from './template.ts';

/** Text with many of the characters the rules are about. */
const difficult = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ' ',
      '\n',
      '\r',
      '\t',
      '\u0000',
      '\u0085',
      '\u00a0',
      '\u2028',
      'e',
      '\u0301',
      '\u00e9',
      '\u1100',
      '\u1161',
      '\ud800',
      'a',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 60,
});

describe('the canonical text', () => {
  it('is the same when made again', () => {
    fc.assert(
      fc.property(difficult, (text) => canonicalise(canonicalise(text)) === canonicalise(text)),
      { numRuns: 2000 },
    );
  });

  it('holds no control character but LF, no trailing space, no run of blank lines, and is NFC', () => {
    fc.assert(
      fc.property(difficult, (text) => {
        const result = canonicalise(text);
        expect(result).toBe(result.normalize('NFC'));
        expect(result).not.toMatch(/(?!\n)\p{Cc}/u);
        expect(result).not.toMatch(/\p{Zs}$/mu);
        expect(result).not.toContain('\n\n\n');
        expect(result.isWellFormed()).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on the line ends of the source', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (lines) => {
        const clean = lines.map((line) => line.replaceAll(/[\r\n]/g, ''));
        return (
          canonicalise(clean.join('\r\n')) === canonicalise(clean.join('\n')) &&
          canonicalise(clean.join('\r')) === canonicalise(clean.join('\n'))
        );
      }),
    );
  });

  it('reads composed and decomposed letters as one', () => {
    expect(canonicalise('Zoe\u0308  \r\n\r\n\r\n\r\nend\u0007')).toBe('Zo\u00eb\n\nend');
  });
});

describe('the plain text of a paper', () => {
  it('keeps headings, numbering, lists inside lists and tables', () => {
    const html = `<h1>Title</h1>
<p>One <strong>strong</strong>
   line.</p>
<ol>
<li>first</li>
<li><p>second</p>
<ul><li>inner &amp; more</li></ul></li>
</ol>
<table><thead><tr><th>Item</th><th>Amount</th></tr></thead>
<tbody><tr><td>Seat</td><td>CAD&nbsp;100</td></tr></tbody></table>
<h2>1. Next</h2>`;
    expect(textOf(html)).toBe(
      'Title\n\nOne strong line.\n\n1. first\n2. second\n  - inner & more\n\nItem | Amount\nSeat | CAD 100\n\n1. Next',
    );
  });

  it('refuses elements nobody has decided on', () => {
    for (const html of [
      '<script>alert(1)</script>',
      '<p class="x">a</p>',
      '<img>',
      '<p>a > b</p>',
      '<p>&copy;</p>',
    ])
      expect(() => textOf(html)).toThrow();
  });

  it('can be made of every shipped text', () => {
    for (const name of readdirSync(papersDir)) {
      const html = readFileSync(path.join(papersDir, name), 'utf8');
      expect(textOf(html).length, name).toBeGreaterThan(500);
      expect(textOf(html.replaceAll('\n', '\r\n')), name).toBe(textOf(html));
    }
  });
});

describe('filling a template', () => {
  it('shows every value as text, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (name) => {
        const template = '<p>Between {{signerName}} and {{hubName}}.</p>';
        const fill = fillFor(template, { signerName: name, hubName: 'Hub' });
        const text = textOf(fillTemplate(template, fill));
        expect(text).toBe(canonicalise(`Between ${fill.signerName} and Hub.`).replaceAll(/\s+/gu, ' '));
      }),
      { numRuns: 500 },
    );
  });

  it('takes markup, placeholders and line breaks in names for part of the name', () => {
    const template = '<p>{{signerName}} / {{hubName}}</p>';
    const fill = fillFor(template, {
      signerName: '<script>x</script>\n\n2. {{hubName}}\u202e',
      hubName: 'A & B',
    });
    const html = fillTemplate(template, fill);
    expect(html).toBe('<p>&lt;script&gt;x&lt;/script&gt; 2. {{hubName}} / A &amp; B</p>');
    expect(textOf(html)).toBe('<script>x</script> 2. {{hubName}} / A & B');
    expect(escapeHtml(`"'`)).toBe('&quot;&#39;');
  });

  it('does not leave a placeholder empty', () => {
    expect(() => fillFor('<p>{{signerName}}</p>', {})).toThrow('signerName');
    expect(() => fillFor('<p>{{nobody}}</p>', { signerName: 'x' })).toThrow('nobody');
  });
});
