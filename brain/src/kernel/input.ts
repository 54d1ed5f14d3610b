import type { FieldProblem, Input, Operation } from '@smartstart/contract';
import { Fail } from './errors.ts';

/** A request as far as it is checked here. */
interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

interface Parser {
  safeParse(value: unknown): { success: true; data: unknown } | { success: false; error: { issues: readonly { path: PropertyKey[]; message: string; code: string }[] } };
}

/** Parses params, query and body by the contract. The gateway did so too; the Brain trusts nobody. */
export function parseInput(operation: Operation, request: RawRequest): Input<Operation> {
  const input: Record<string, unknown> = {};
  const problems: FieldProblem[] = [];
  const check = (part: 'params' | 'query' | 'body', value: unknown) => {
    const schema = operation[part] as unknown as Parser | undefined;
    if (!schema) return;
    const result = schema.safeParse(value);
    if (result.success) input[part] = result.data;
    else for (const issue of result.error.issues) problems.push({ path: [part, ...issue.path].map(String).join('.'), message: issue.message });
  };
  check('params', request.params);
  check('query', request.query);
  if (operation.body) check('body', parseJson(request.body));
  if (problems.length) throw new Fail('MALFORMED', 'Look at the fields named below.', { fields: problems.slice(0, 20) });
  return input as Input<Operation>;
}

function parseJson(body: unknown): unknown {
  if (!Buffer.isBuffer(body)) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Fail('MALFORMED', 'The body is not valid JSON.');
  }
}
