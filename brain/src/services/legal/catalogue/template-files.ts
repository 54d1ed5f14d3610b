import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { agreementWire } from '@smartstart/contract';
import type { Variable } from '../texts/blanks.ts';
import type { Clause, LibraryClause, TemplateText } from '../texts/composition.ts';
import { checkLibrary, checkTemplate } from '../texts/template-check.ts';

/** Reads the templates and the clause library that SmartStart ships (their form: docs/templates.md). */

export const templatesDir = fileURLToPath(new URL('./templates', import.meta.url));
export const libraryDir = fileURLToPath(new URL('./library', import.meta.url));

const blank = z.strictObject({
  name: z.string(),
  label: z.string(),
  type: agreementWire.variableType,
  required: z.boolean().default(true),
  help: z.nullable(z.string()).default(null),
  choices: z.array(z.string()).default([]),
  min: z.nullable(z.number()).default(null),
  max: z.nullable(z.number()).default(null),
  initial: z.nullable(z.string()).default(null),
});
const role = z.strictObject({ name: z.string(), label: z.string(), creator: z.boolean().default(false) });
const sheet = z.strictObject({ roles: z.array(role), variables: z.array(blank) });
const index = z.strictObject({
  version: agreementWire.version,
  clauses: z.array(
    z.strictObject({ id: z.string(), category: z.string(), variables: z.array(blank).default([]) }),
  ),
});

export interface Library {
  readonly version: string;
  readonly clauses: readonly LibraryClause[];
}

export function readLibrary(dir = libraryDir): Library {
  const { version, clauses } = index.parse(readJson(path.join(dir, 'library.json')));
  const files = new Set(readdirSync(dir).filter((name) => name.endsWith('.html')));
  const library = clauses.map(({ id, category, variables }): LibraryClause => {
    if (!files.delete(`${id}.html`)) throw new Error(`The clause ${id} of the library has no text.`);
    const { title, html } = readSection(readFileSync(path.join(dir, `${id}.html`), 'utf8'));
    return { id, title, category, html, variables };
  });
  for (const name of files) throw new Error(`library.json does not name ${name}.`);
  refuse('The clause library', checkLibrary(library));
  return { version, clauses: library };
}

export function readTemplates(library: Library, dir = templatesDir): TemplateText[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => readTemplate(dir, name, library));
}

function readTemplate(dir: string, file: string, library: Library): TemplateText {
  const [, code, version] = /^([A-Z][A-Z0-9-]{1,19})-(\d{1,3}\.\d{1,3}\.\d{1,3})\.html$/.exec(file) ?? [];
  if (!code || !version) throw new Error(`${file} is not named CODE-major.minor.patch.html.`);
  const { name, purpose, clauses } = readText(file, readFileSync(path.join(dir, file), 'utf8'));
  const { roles, variables } = sheet.parse(readJson(path.join(dir, file.replace(/html$/, 'json'))));
  const template = { code, version, name, purpose, roles, variables: variables as Variable[], clauses };
  refuse(file, checkTemplate(template, library.clauses));
  return template;
}

const sectionPattern = /<section((?: data-[a-z]+="[^"<>]*")+)>([\s\S]*?)<\/section>/g;

/** `<h1>` is the name, the paragraph below it the purpose, every `<section data-clause="…">` a clause. */
function readText(file: string, html: string): { name: string; purpose: string; clauses: Clause[] } {
  const [, name, purpose] = /^\s*<h1>([^<]+)<\/h1>\s*<p>([^<]+)<\/p>/.exec(html) ?? [];
  if (!name || !purpose) throw new Error(`${file} does not begin with its name and its purpose.`);
  const rest = html.replace(/^\s*<h1>[^<]+<\/h1>\s*<p>[^<]+<\/p>/, '').replace(sectionPattern, '');
  if (rest.trim()) throw new Error(`${file} has text outside its sections: ${rest.trim().slice(0, 60)}`);
  const clauses = [...html.matchAll(sectionPattern)].map(([, attributes = '', body = '']): Clause => {
    const data = Object.fromEntries(
      [...attributes.matchAll(/data-([a-z]+)="([^"]*)"/g)].map((match) => [match[1]!, match[2]!]),
    );
    const { clause: id, kind = 'FIXED', group = null, included = 'yes', ...others } = data;
    const surplus = Object.keys(others)[0];
    if (!id || surplus)
      throw new Error(`${file} has a section without an id, or with the unknown data-${surplus}.`);
    if (kind !== 'FIXED' && kind !== 'OPTIONAL' && kind !== 'ALTERNATIVE')
      throw new Error(`${file}: the clause ${id} has the unknown kind ${kind}.`);
    return { id, ...readSection(body), kind, group, included: included === 'yes' };
  });
  return { name, purpose, clauses };
}

function readSection(body: string): { title: string; html: string } {
  const title = /^\s*<h2>([^<]+)<\/h2>/.exec(body)?.[1] ?? '';
  return { title: title.replaceAll('&amp;', '&'), html: body.replace(/^\s*<h2>[^<]+<\/h2>/, '').trim() };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function refuse(what: string, problems: readonly string[]): void {
  if (problems.length) throw new Error(`${what}: ${problems.join(' ')}`);
}
