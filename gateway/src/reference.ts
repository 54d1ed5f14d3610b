/**
 * The API reference as plain HTML, made once from the OpenAPI description: no script, readable without one, and at
 * home under the strictest policy. (An interactive viewer was tried: 4.9 MB of script, and its colours and markup fail
 * WCAG 2.2 AA.)
 */

interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Record<string, Schema>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly [limit: string]: unknown;
}

interface DescribedOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Schema }[];
  readonly requestBody?: { content: Record<string, { schema?: Schema }> };
  readonly responses: Record<
    string,
    { description: string; 'x-codes'?: readonly string[]; content?: Record<string, { schema?: Schema }> }
  >;
}

export interface Description {
  readonly info: { readonly title: string; readonly description: string };
  readonly paths: Record<string, Record<string, DescribedOperation>>;
}

interface Entry {
  readonly method: string;
  readonly path: string;
  readonly operation: DescribedOperation;
}

/** The whole reference page. */
export function renderReference(description: Description): string {
  const entries = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Entry => ({
      method: method.toUpperCase(),
      path: `/api/v1${path}`,
      operation,
    })),
  );
  const groups = Map.groupBy(entries, ({ operation }) => operation.tags[0] ?? 'other');
  const contents = [...groups]
    .map(([tag, list]) => `<li><a href="#${tag}">${escape(title(tag))}</a> (${list.length})</li>`)
    .join('');
  const sections = [...groups].map(
    ([tag, list]) =>
      `<section aria-labelledby="${tag}"><h2 id="${tag}">${escape(title(tag))}</h2>${list.map(renderOperation).join('')}</section>`,
  );
  return renderPage(
    `${description.info.title} API`,
    `<p>${escape(description.info.description)}</p>
<p>Machine-readable: <a href="/api/v1/openapi.json">OpenAPI 3.1</a>. Failures are problem documents (RFC 9457) with a stable code: <a href="/api/docs/errors">all codes</a>.
Send the access token as <code>Authorization: Bearer …</code>. Live messages come over a WebSocket at <code>/api/v1/ws</code>.</p>
<nav aria-label="Modules"><ul class="contents">${contents}</ul></nav>${sections.join('')}`,
  );
}

/** Every error code with its status and what it says. */
export function renderErrors(codes: Record<string, readonly [status: number, title: string]>): string {
  const rows = Object.entries(codes).map(
    ([code, [status, text]]) =>
      `<tr id="${code.toLowerCase()}"><th scope="row"><code>${code}</code></th><td>${status}</td><td>${escape(text)}</td></tr>`,
  );
  return renderPage(
    'Error codes',
    `<p><a href="/api/docs">Back to the reference</a></p>
<table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">What it says</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  );
}

function renderOperation({ method, path, operation }: Entry): string {
  const body = Object.entries(operation.requestBody?.content ?? {}).map(([type, { schema }]) =>
    renderPart('Request body', type, schema),
  );
  const [status, success] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? [
    '200',
    { description: '' },
  ];
  const answer = Object.entries(success.content ?? {}).map(([type, { schema }]) =>
    renderPart(`Answer ${status}`, type, schema),
  );
  const codes = Object.values(operation.responses).flatMap((response) => response['x-codes'] ?? []);
  return `<article id="${operation.operationId}"><h3><a href="#${operation.operationId}">${escape(operation.summary)}</a></h3>
<p><code class="call"><b>${method}</b> ${escape(path)}</code></p><p>${escape(operation.description)}</p>
${renderParameters(operation)}${body.join('')}${answer.join('')}
<p class="codes">Errors: ${codes.map((code) => `<a href="/api/docs/errors#${code.toLowerCase()}"><code>${code}</code></a>`).join(' ')}</p></article>`;
}

function renderParameters({ parameters }: DescribedOperation): string {
  if (parameters.length === 0) return '';
  const items = parameters.map(({ name, in: place, required, schema }) =>
    renderField(name, schema, `${place}${required ? '' : ', optional'}`),
  );
  return `<h4>Parameters</h4><ul>${items.join('')}</ul>`;
}

function renderPart(name: string, mediaType: string, schema: Schema | undefined): string {
  return `<details><summary>${name} <code>${mediaType}</code></summary>${schema ? renderShape(schema) : '<p>Bytes.</p>'}</details>`;
}

function renderField(name: string, schema: Schema, note: string): string {
  return `<li><code>${escape(name)}</code> ${escape(describe(schema))}${note ? ` <i>${note}</i>` : ''}${renderShape(schema)}</li>`;
}

/** What lies inside a schema; nothing for plain values. */
function renderShape(schema: Schema): string {
  const choices = (schema.anyOf ?? schema.oneOf ?? []).filter((choice) => choice.type !== 'null');
  if (choices.length > 1)
    return choices.some(isDeep)
      ? `<ul>${choices.map((choice) => `<li>${escape(describe(choice))}${renderShape(choice)}</li>`).join('')}</ul>`
      : '';
  if (choices[0]) return renderShape(choices[0]);
  if (schema.items) return renderShape(schema.items);
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return '';
  return `<ul>${fields.map(([name, field]) => renderField(name, field, schema.required?.includes(name) ? '' : 'optional')).join('')}</ul>`;
}

function isDeep(schema: Schema): boolean {
  return Boolean(schema.properties ?? schema.items ?? schema.anyOf ?? schema.oneOf);
}

/** A schema in a few words. */
function describe(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return `one of ${schema.enum.map((value) => JSON.stringify(value)).join(', ')}`;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices)
    return choices.map((choice) => (isDeep(choice) ? kindOf(choice) : describe(choice))).join(' or ');
  return [kindOf(schema), ...limitsOf(schema)].join(', ');
}

function kindOf(schema: Schema): string {
  if (schema.items) return `list of ${kindOf(schema.items)}`;
  return schema.format ?? [schema.type ?? 'anything'].flat().join(' or ');
}

function limitsOf(schema: Schema): string[] {
  const words: Record<string, string> = {
    minLength: 'at least # characters',
    maxLength: 'at most # characters',
    minimum: 'from #',
    maximum: 'up to #',
    minItems: 'at least # items',
    maxItems: 'at most # items',
    default: '# unless told',
  };
  return Object.entries(words).flatMap(([name, text]) => {
    const value = schema[name];
    if (value === undefined || Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER) return [];
    return [text.replace('#', typeof value === 'number' ? String(value) : JSON.stringify(value))];
  });
}

function renderPage(name: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(name)}</title><style>${pageStyle}</style></head>
<body><main><h1>${escape(name)}</h1>${content}</main></body></html>
`;
}

export const pageStyle = `
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; }
article { border-top: 1px solid #8888; padding: 0.5rem 0; overflow-wrap: anywhere; }
h3 a { color: inherit; text-decoration: none; }
h3 a:hover { text-decoration: underline; }
code { font: 0.9em/1.4 ui-monospace, monospace; }
.call { display: block; padding: 0.4rem 0.6rem; border-left: 4px solid; }
.contents { columns: 12rem; }
summary { cursor: pointer; padding: 0.4rem 0; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.8rem 0.4rem 0; border-bottom: 1px solid #8888; }
`;

function title(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function escape(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]!,
  );
}
