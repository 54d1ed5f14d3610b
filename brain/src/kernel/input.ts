import type { FieldProblem, Input, Operation } from '@smartstart/contract';
import { Fail } from './errors.ts';

/** A request as far as it is checked here. */
interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

interface Parser {
  safeParse(value: unknown):
    | { success: true; data: unknown }
    | {
        success: false;
        error: { issues: readonly { path: PropertyKey[]; message: string; code: string }[] };
      };
}

/** Parses params, query and body by the contract. The gateway did so too; the Brain trusts nobody. */
export function parseInput(operation: Operation, request: RawRequest): Input<Operation> {
  const input: Record<string, unknown> = {};
  const problems: FieldProblem[] = [];
  const check = (part: 'params' | 'query' | 'body', value: unknown) => {
    const schema = operation[part] as unknown as Parser | undefined;
    if (!schema) return;
    if (part !== 'body' && holdsNul(value))
      problems.push({ path: part, message: 'A NUL character is not allowed.' });
    const result = schema.safeParse(value);
    if (result.success) input[part] = result.data;
    else
      for (const issue of result.error.issues)
        problems.push({ path: [part, ...issue.path].map(String).join('.'), message: issue.message });
  };
  check('params', request.params);
  check('query', request.query);
  if (operation.body) check('body', parseJson(request.body));
  if (problems.length)
    throw new Fail('MALFORMED', 'Look at the fields named below.', { fields: problems.slice(0, 20) });
  return input as Input<Operation>;
}

function holdsNul(value: unknown): boolean {
  return Object.values(value ?? {}).some((member) => typeof member === 'string' && member.includes('\0'));
}

function parseJson(body: unknown): unknown {
  if (!Buffer.isBuffer(body)) return {};
  const text = body.toString('utf8');
  // PostgreSQL holds no NUL in text; as an escape or raw it has no business in a request.
  if (text.includes('\\u0000')) throw new Fail('MALFORMED', 'The body holds a NUL character.');
  try {
    return JSON.parse(text);
  } catch {
    throw new Fail('MALFORMED', 'The body is not valid JSON.');
  }
}
