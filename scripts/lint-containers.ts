// Checks deploy/ as far as that goes without a container engine: syntax and schema by two linters, and the promises of
// deploy/README.md by the rules below.
import { readFileSync } from 'node:fs';
import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';

const dockerfilePath = 'deploy/Dockerfile';
const composePath = 'deploy/compose.yaml';
const examplePath = 'deploy/.env.example';
const targets = ['brain', 'gateway', 'web'];
/** Services that may be reached from outside. */
const published = ['gateway'];
const secretName = /KEYS?$|PASSWORD|SECRET|TOKEN|^SMTP_URL$/;

const problems = [...checkDockerfile(), ...checkCompose()];
for (const line of problems) console.error(line);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${dockerfilePath}, ${composePath}: no problems`);

interface Stage {
  readonly name: string;
  readonly from: string;
  readonly lines: readonly string[];
}

function checkDockerfile(): string[] {
  const text = readFileSync(dockerfilePath, 'utf8');
  const found = validate(text).map(({ message, range }) => `line ${range.start.line + 1}: ${message}`);
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    devDependencies: { node: string };
  };
  if (!text.includes(`ARG NODE_VERSION=${devDependencies.node}\n`))
    found.push(`NODE_VERSION is not ${devDependencies.node}, the Node of package.json`);
  const stages = readStages(text);
  for (const { from, name, lines } of stages) {
    if (!stages.some((stage) => stage.name === from) && !isPinned(from))
      found.push(`stage ${name}: ${from} has no fixed version`);
    for (const line of lines)
      if (/^(ENV|ARG)\s/.test(line) && line.split(/\s+/).some((word) => secretName.test(word.split('=')[0]!)))
        found.push(`stage ${name}: a secret would stay in the image: ${line}`);
  }
  for (const target of targets) found.push(...checkTarget(stages, target));
  return found.map((line) => `${dockerfilePath}: ${line}`);
}

/** What runs is not root, says whether it is well, and gets its signals itself. */
function checkTarget(stages: readonly Stage[], target: string): string[] {
  const stage = stages.find(({ name }) => name === target);
  if (!stage) return [`there is no stage ${target}`];
  const last = (instruction: string) => stage.lines.findLast((line) => line.startsWith(`${instruction} `));
  const rules: [boolean, string][] = [
    [/^USER [1-9]\d*:[1-9]\d*$/.test(last('USER') ?? ''), 'USER must be a number and not root'],
    [last('HEALTHCHECK') !== undefined, 'HEALTHCHECK is missing'],
    [last('CMD')?.startsWith('CMD ["node", ') ?? false, 'CMD must start node itself, without a shell'],
  ];
  return rules.filter(([kept]) => !kept).map(([, complaint]) => `stage ${target}: ${complaint}`);
}

function readStages(text: string): Stage[] {
  const lines = text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  const version = /^ARG NODE_VERSION=(\S+)/m.exec(text)?.[1] ?? '';
  const starts = lines.flatMap((line, index) => (line.startsWith('FROM ') ? [index] : []));
  return starts.map((start, index) => {
    const [, from = '', , name = ''] = lines[start]!.split(/\s+/);
    return {
      name,
      from: from.replace('${NODE_VERSION}', version),
      lines: lines.slice(start + 1, starts[index + 1]),
    };
  });
}

/** The tag holds a version with at least two parts: `latest` and `18` mean another image next year. */
function isPinned(image: string): boolean {
  return /:\d+\.\d+/.test(image);
}

interface ComposeMessage {
  readonly line: number;
  readonly message: string;
  readonly rule: string;
}

function checkCompose(): string[] {
  const text = readFileSync(composePath, 'utf8');
  const linter = new DCLinter({ rules: {}, quiet: false, debug: false, exclude: [] });
  // Its types cannot be read under node's own module resolution.
  const results = linter.lintFiles([composePath], false) as { messages: ComposeMessage[] }[];
  const found = results.flatMap(({ messages }) =>
    messages.map(({ line, message, rule }) => `line ${line}: ${message} (${rule})`),
  );
  const services = readServices(text);
  for (const name of [...targets, 'postgres'])
    if (!services.has(name)) found.push(`there is no service ${name}`);
  for (const [name, block] of services) {
    const image = /^ {4}image: (\S+)/m.exec(block)?.[1];
    if (/^ {4}ports:/m.test(block) && !published.includes(name)) found.push(`${name} publishes a port`);
    if (image && !isPinned(image)) found.push(`${name}: ${image} has no fixed version`);
    if (image && !/^ {4}healthcheck:/m.test(block)) found.push(`${name} has no health check`);
    if (!/^ {4}(restart:|<<: \*hardened)/m.test(block)) found.push(`${name} has no restart policy`);
  }
  return [...found, ...checkSecrets(text)].map((line) => `${composePath}: ${line}`);
}

/** Blocks of the services by name; dclint has checked that the file is YAML and a Compose file. */
function readServices(text: string): Map<string, string> {
  const services = text.split(/^services:$/m)[1]?.split(/^\w/m)[0] ?? '';
  const blocks = services.split(/^ {2}(?=[\w-]+:$)/m).slice(1);
  return new Map(blocks.map((block) => [block.slice(0, block.indexOf(':')), block]));
}

/**
 * Secrets come from the environment, without a default; one that nothing depends on is handed through where it is set.
 * And .env.example knows every name that must be set.
 */
function checkSecrets(text: string): string[] {
  const found: string[] = [];
  for (const [, name, value] of text.matchAll(/^ {6}([A-Z_]+): *(.*)$/gm))
    if (secretName.test(name!) && value !== '' && value !== `\${${name}:?}`)
      found.push(`${name} must be \${${name}:?}, or empty where it may be missing`);
  const example = readFileSync(examplePath, 'utf8');
  for (const [, name] of text.matchAll(/\$\{(\w+):\?\}/g))
    if (!new RegExp(`^${name}=$`, 'm').test(example))
      found.push(`${examplePath} must name ${name}, without a value`);
  return [...new Set(found)];
}
