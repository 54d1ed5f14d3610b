import { api } from '../../lib/api';
import { hasCode } from '../../lib/problem';
import { slugOf, type TemplateParts } from './template-form';

/** The text a further version starts from: the one published last. */
export interface Base extends TemplateParts {
  /** A paper of the catalogue or a public notice: clauses only, with the placeholders of the platform. */
  readonly paper: boolean;
  /** The text came with its placeholders filled in, some of which could not be found again. */
  readonly filled: boolean;
}

interface Reader {
  readonly name: string;
  readonly email: string;
}

/** Null for a template that was never published: its text is nowhere to be read. */
export async function loadBase(code: string, reader: Reader): Promise<Base | null> {
  const template = await known(api.agreements.template({ params: { code } }));
  if (template) {
    const { roles, variables, clauses } = template;
    return { roles, variables, clauses, paper: false, filled: false };
  }
  const notices = await api.legal.notices({});
  const notice = notices.items.find((one) => one.code === code);
  const html = notice?.html ?? (await known(api.legal.paper({ params: { code } })))?.html;
  if (!html) return null;
  return {
    roles: [],
    variables: [],
    clauses: clausesOf(withPlaceholders(html, reader, notice?.publishedAt.slice(0, 10) ?? notYet)),
    paper: true,
    filled: true,
  };
}

async function known<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (hasCode(error, 'NOT_FOUND', 'MALFORMED')) return null;
    throw error;
  }
}

/** How a paper says when it takes effect, before anybody has signed it. */
const notYet = 'the day of the last signature';

/** The reader's own name and address, the hub's name and the day of effect become placeholders again. */
function withPlaceholders(html: string, { name, email }: Reader, day: string): string {
  const hub = /neither SmartStart nor (.+?) gives you legal advice/.exec(html)?.[1];
  const filled: readonly (readonly [string | undefined, string])[] = [
    [escapeHtml(email), 'signerEmail'],
    [escapeHtml(name), 'signerName'],
    [hub, 'hubName'],
    [day, 'effectiveDate'],
  ];
  return filled.reduce(
    (text, [value, placeholder]) => (value ? text.replaceAll(value, `{{${placeholder}}}`) : text),
    html,
  );
}

/** A published paper is its name, an introduction, headed sections, and a last section that the platform adds. */
function clausesOf(html: string): TemplateParts['clauses'] {
  const [before = '', ...sections] = html.split(/<h2>/);
  const intro = before.replace(/^\s*<h1>[\s\S]*?<\/h1>/, '').trim();
  const clauses = sections.flatMap((section) => {
    const [heading = '', ...rest] = section.split('</h2>');
    const title = unescapeHtml(heading.replace(/^\d+\.\s+/, ''));
    return title === 'About this text' ? [] : [clause(slugOf(title), title, rest.join('</h2>').trim())];
  });
  return intro ? [clause('intro', '', intro), ...clauses] : clauses;
}

function clause(id: string, title: string, html: string): TemplateParts['clauses'][number] {
  return { id, title, html, kind: 'FIXED', group: null, included: true };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
