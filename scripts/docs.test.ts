import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const documents = markdownIn('.');

describe('the documents', () => {
  test('every setting that is read stands in the table of docs/operations.md, and no other', () => {
    const table = new Set([...read('docs/operations.md').matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name));
    const names = new Set([
      // In the Brain's and the scripts' configuration each all-capitals text is the name of a variable.
      ...find('brain/src/config.ts', /'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)'/g),
      ...find('gateway/src/config.ts', /\be\.([A-Z][A-Z0-9_]*)/g),
      ...find('brain/src/commands/installation.ts', /process\.env\['(\w+)'\]/g),
      ...find('scripts/start.mjs', /process\.env\.([A-Z_]+)|findPort\('(\w+)'/g),
      ...find('scripts/setup.mjs', /process\.env\.([A-Z_]+)/g),
      ...find('packages/testkit/src/global-setup.ts', /process\.env\['(TEST_\w+)'\]/g),
    ]);
    expect(names.size).toBeGreaterThan(30);
    expect([...names].filter((name) => !table.has(name))).toEqual([]);
    expect([...table].filter((name) => !names.has(name!))).toEqual([]);
  });

  test('every npm script they name exists', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = documents.flatMap((file) =>
      [...read(file).matchAll(/\bnpm (?:run ([\w-]+)|(start|test)\b)/g)].map(
        ([, run, short]) => run ?? short!,
      ),
    );
    expect(named).toContain('start');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('every relative link leads to a file, and its anchor to a heading', () => {
    const broken = documents.flatMap((file) =>
      linksOf(file)
        .filter((link) => !resolves(file, link))
        .map((link) => `${file}: ${link}`),
    );
    expect(documents.flatMap(linksOf).length).toBeGreaterThan(10);
    expect(broken).toEqual([]);
  });

  test('every path of the repository they name exists', () => {
    const madeByThePerson = ['deploy/.env'];
    const broken = documents.flatMap((file) =>
      [...read(file).matchAll(/`((?:brain|gateway|web|packages|scripts|deploy|docs|e2e|bench)\/[\w./-]*)`/g)]
        .map(([, named]) => named!)
        .filter((named) => !madeByThePerson.includes(named) && !existsSync(path.join(root, named)))
        .map((named) => `${file}: ${named}`),
    );
    expect(broken).toEqual([]);
  });

  test('the dashboard asks for figures that exist', () => {
    const known = new Set([
      ...find('brain/src/kernel/metrics.ts', /name: '(\w+)'/g),
      ...find('gateway/src/metrics.ts', /name: '(\w+)'/g),
    ]);
    const asked = new Set(find('deploy/grafana/smartstart.json', /\b((?:brain|gateway)_\w+)/g));
    const plain = [...asked].map((name) => name.replace(/_(bucket|count|sum)$/, ''));
    expect(plain.length).toBeGreaterThan(10);
    expect(plain.filter((name) => !known.has(name))).toEqual([]);
  });
});

function find(file: string, pattern: RegExp): string[] {
  return [...read(file).matchAll(pattern)].map((match) => match.slice(1).find(Boolean)!);
}

function markdownIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|\..*)$/.test(entry.name) ? [] : markdownIn(file);
    return entry.name.endsWith('.md') ? [file] : [];
  });
}

function linksOf(file: string): string[] {
  const targets = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

function resolves(file: string, link: string): boolean {
  const [target = '', anchor] = link.split('#');
  const aim = target ? path.join(path.dirname(file), target) : file;
  if (!existsSync(path.join(root, aim))) return false;
  return !anchor || headingsOf(aim).includes(anchor);
}

/** As the common hosts make anchors of headings. */
function headingsOf(file: string): string[] {
  const headings = [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, text]) => text!);
  return headings.map((text) =>
    text
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/\s/g, '-'),
  );
}
