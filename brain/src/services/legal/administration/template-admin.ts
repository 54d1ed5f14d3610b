import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { catalogue, notices, paperName, paperOf } from '../catalogue/catalogue.ts';
import { aboutTitle, marksIn, type Clause, type Role, type TemplateText } from '../texts/composition.ts';
import type { Variable } from '../texts/blanks.ts';
import { announceTemplate } from '../drafting/drafting-events.ts';
import type { Actor, Ground } from '../ground.ts';
import * as publications from '../catalogue/publication-store.ts';
import {
  kindOf,
  libraryCode,
  publishVersion,
  rankOf,
  templateVersion,
  type NewVersion,
} from '../catalogue/publication.ts';
import { sectionsOf } from '../catalogue/paper-sections.ts';
import { isRelationshipPaper, relationshipRoles } from '../catalogue/relationship-papers.ts';
import { checkTemplate } from '../texts/template-check.ts';
import * as administration from './template-admin-store.ts';
import { escapeHtml, isPlaceholder } from '../texts/template.ts';
import { libraryOf, templateOf } from '../catalogue/templates.ts';

/** The legal administrator writes versions of templates and papers, and publishes them (domain rules, section 3.6). */

export interface WrittenVersion {
  readonly version: string;
  readonly kind: 'MATERIAL' | 'MINOR';
  readonly roles: readonly Role[];
  readonly variables: readonly Variable[];
  readonly clauses: readonly Clause[];
}

export interface ManagedVersion {
  readonly version: string;
  readonly kind: 'MATERIAL' | 'MINOR';
  readonly state: 'DRAFT' | 'PUBLISHED';
  readonly publishedAt: Date | null;
  readonly inForce: number;
}

export interface ManagedTemplate {
  readonly code: string;
  readonly name: string;
  readonly purpose: string;
  readonly versions: readonly ManagedVersion[];
}

export async function managedTemplates(ground: Ground, db: Db): Promise<ManagedTemplate[]> {
  const published = (await administration.publishedLines(db)).filter((line) => line.code !== libraryCode);
  const drafts = await administration.templateDrafts(db);
  const counts = new Map(
    (await administration.inForceByVersion(db, ground.kernel.clock.now())).map((line) => [
      `${line.code} ${line.version}`,
      line.inForce,
    ]),
  );
  const codes = [...new Set([...published, ...drafts].map((line) => line.code))].sort();
  return codes.map((code) => {
    const own = published.filter((line) => line.code === code);
    const written = drafts.filter((line) => line.code === code);
    const newest = own.findLast((line) => line.family === 'AGREEMENT') ?? written[0];
    return {
      code,
      name: newest?.name ?? paperName(code),
      purpose: newest?.purpose ?? paperOf(code)?.purpose ?? 'A public notice.',
      versions: [
        ...own.map(({ version, kind, published_at: publishedAt }): ManagedVersion => ({
          version,
          kind: kind as 'MINOR',
          state: 'PUBLISHED',
          publishedAt,
          inForce: counts.get(`${code} ${version}`) ?? 0,
        })),
        ...written.map(({ version, kind }): ManagedVersion => ({
          version,
          kind: kind as 'MINOR',
          state: 'DRAFT',
          publishedAt: null,
          inForce: 0,
        })),
      ].sort((a, b) => rankOf(a.version) - rankOf(b.version)),
    };
  });
}

export async function managedTemplate(ground: Ground, db: Db, code: string): Promise<ManagedTemplate> {
  return found((await managedTemplates(ground, db)).find((one) => one.code === code));
}

export interface VersionText extends WrittenVersion {
  readonly code: string;
  readonly name: string;
  readonly purpose: string;
  readonly state: ManagedVersion['state'];
  /** Clauses only: the platform fills the placeholders of a paper. */
  readonly paper: boolean;
}

/** One version as it was written, published or not: what a further one starts from. */
export async function versionText(
  ground: Ground,
  db: Db,
  code: string,
  version: string,
): Promise<VersionText> {
  const { name, purpose, versions } = await managedTemplate(ground, db, code);
  const { kind, state } = found(versions.find((one) => one.version === version));
  const known = { code, name, purpose, version, kind, state, paper: isPaper(code) };
  if (state === 'DRAFT') {
    const draft = found(await administration.templateDraft(db, code, version));
    return { ...known, ...(draft as Pick<TemplateText, 'roles' | 'variables' | 'clauses'>) };
  }
  const row = found(await publications.versionOf(db, code, version));
  if (known.paper) return { ...known, roles: [], variables: [], clauses: sectionsOf(row.html) };
  const { roles, variables, clauses } = templateOf(row);
  return { ...known, roles, variables, clauses };
}

/** A new template with its first version. */
export async function createTemplate(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  wish: WrittenVersion & { readonly code: string; readonly name: string; readonly purpose: string },
): Promise<void> {
  await publications.lockPublication(tx);
  const taken =
    wish.code === libraryCode ||
    [...catalogue, ...notices].some((paper) => paper.code === wish.code) ||
    (await managedTemplates(ground, tx)).some((one) => one.code === wish.code);
  if (taken)
    throw new Fail('ALREADY_EXISTS', `There is a template ${wish.code} already. Add a version to it.`);
  if (wish.kind !== 'MATERIAL')
    throw new Fail('RULE_VIOLATED', 'The first version of a template is a material one.');
  await save(ground, tx, actor, wish);
}

/** A further version, or a version that is not published yet written anew. */
export async function addVersion(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  code: string,
  wish: WrittenVersion,
): Promise<void> {
  await publications.lockPublication(tx);
  const known = await managedTemplate(ground, tx, code);
  const published = known.versions.filter((one) => one.state === 'PUBLISHED');
  if (published.some((one) => one.version === wish.version))
    throw new Fail('ALREADY_EXISTS', `Version ${wish.version} is published. Take a higher number.`);
  const latest = published.at(-1)?.version;
  if (latest && rankOf(wish.version) < rankOf(latest))
    throw new Fail('RULE_VIOLATED', `Take a number above ${latest}, the newest version.`);
  const kind = kindOf(wish.version, latest);
  if (wish.kind !== kind)
    throw new Fail(
      'RULE_VIOLATED',
      kind === 'MINOR'
        ? 'A material change takes a new first number, for example 2.0.0.'
        : 'A new first number is a material change.',
    );
  await save(ground, tx, actor, { ...wish, code, name: known.name, purpose: known.purpose });
}

/** Publishes a written version with the hub's signature. New documents are made from it; running agreements stay as they are. */
export async function publishTemplate(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  code: string,
  version: string,
): Promise<void> {
  const { kernel, security } = ground;
  await publications.lockPublication(tx);
  await publications.rememberKey(tx, kernel.signingKey.id, kernel.signingKey.publicPem, kernel.clock.now());
  const published = await publications.publishedHashes(tx);
  if (published.some((row) => row.code === code && row.version === version))
    throw new Fail('ILLEGAL_TRANSITION', `Version ${version} is published already.`);
  const draft = found(await administration.templateDraft(tx, code, version));
  if (published.some((row) => row.code === code && row.rank > rankOf(version)))
    throw new Fail('ILLEGAL_TRANSITION', 'A higher version was published meanwhile.');
  const text: TemplateText = {
    code,
    version,
    name: draft.name,
    purpose: draft.purpose,
    roles: draft.roles as readonly Role[],
    variables: draft.variables as readonly Variable[],
    clauses: draft.clauses as readonly Clause[],
  };
  const fresh = isPaper(code) ? paperVersion(text) : templateVersion(text);
  const { text_hash: textHash } = await publishVersion(kernel, tx, fresh, published, actor.userId);
  await administration.deleteTemplateDraft(tx, code, version);
  await security.audit(tx, {
    actorId: actor.userId,
    action: 'template.published',
    entity: 'template',
    entityId: null,
    call: actor.call,
    after: { code, version, kind: draft.kind, textHash },
  });
  // Holders of papers hear of it from the announcements of papers.
  const holders = isPaper(code) ? [] : await administration.holdersOf(tx, code, version);
  await announceTemplate(
    ground,
    tx,
    { code, name: draft.name, version, kind: draft.kind },
    holders,
    actor.userId,
  );
}

async function save(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  text: TemplateText & { readonly kind: string },
): Promise<void> {
  const problems = isPaper(text.code)
    ? checkPaper(text)
    : [...checkRoles(text), ...checkTemplate(text, await libraryOf(tx))];
  if (problems.length)
    throw new Fail('RULE_VIOLATED', problems[0], {
      fields: problems.slice(0, 20).map((message) => ({ path: 'body', message })),
    });
  await administration.saveTemplateDraft(tx, {
    code: text.code,
    version: text.version,
    kind: text.kind,
    name: text.name,
    purpose: text.purpose,
    roles: JSON.stringify(text.roles),
    variables: JSON.stringify(text.variables),
    clauses: JSON.stringify(text.clauses),
    author_id: actor.userId,
    created_at: ground.kernel.clock.now(),
  });
  await ground.security.audit(tx, {
    actorId: actor.userId,
    action: 'template.written',
    entity: 'template',
    entityId: null,
    call: actor.call,
    after: { code: text.code, version: text.version, kind: text.kind },
  });
}

/** Papers and notices are texts without blanks; the platform fills their placeholders. */
function isPaper(code: string): boolean {
  return [...catalogue, ...notices].some((paper) => paper.code === code) && !isRelationshipPaper(code);
}

/** The platform knows the people of a relationship by their roles. */
function checkRoles({ code, roles }: TemplateText): string[] {
  const known = relationshipRoles(code);
  const [names, wanted] = [roles, known].map((list) => list.map(({ name }) => name).sort());
  if (!known.length || names!.join() === wanted!.join()) return [];
  return [
    `The roles of this paper are ${known.map(({ name, label }) => `${name} (${label})`).join(' and ')}.`,
  ];
}

/** What a notice shows is the same for everybody. */
const noticePlaceholders: ReadonlySet<string> = new Set([
  'hubName',
  'governingLaw',
  'venue',
  'effectiveDate',
]);

function checkPaper(text: TemplateText): string[] {
  if (text.variables.length) return ['A paper has no blanks: the platform fills its placeholders.'];
  if (text.clauses.some((clause) => clause.kind !== 'FIXED')) return ['All clauses of a paper are fixed.'];
  const isNotice = notices.some((notice) => notice.code === text.code);
  const unknown = text.clauses
    .flatMap((clause) => marksIn(clause.html))
    .find(
      ({ kind, name }) =>
        kind !== 'VALUE' || !(isNotice ? noticePlaceholders.has(name) : isPlaceholder(name)),
    );
  if (unknown) return [`This paper has the unknown placeholder {{${unknown.name}}}.`];
  // Apart from its placeholders a paper is checked as any template.
  const bare = text.clauses.map((clause) => ({ ...clause, html: clause.html.replace(/\{\{\w+\}\}/g, 'x') }));
  const reader = { name: 'reader', label: 'Reader', creator: false };
  const intro = { ...bare[0]!, id: 'sample', title: 'Sample', html: '<p>{{name:reader}}</p>' };
  return checkTemplate({ ...text, roles: [reader], clauses: [...bare, intro] }, []);
}

function paperVersion({ code, version, name, clauses }: TemplateText): NewVersion {
  let number = 0;
  const sections = clauses.map(({ id, title, html }) => {
    if (!title) return html;
    const heading = id === 'in-short' ? title : `${(number += 1)}. ${title}`;
    return `<h2>${escapeHtml(heading)}</h2>\n${html}`;
  });
  const about = `<h2>${aboutTitle}</h2>
<p>This text is a template: version ${version} of the paper ${code} (${escapeHtml(name)}) of {{hubName}}. It is not legal advice, and neither SmartStart nor {{hubName}} gives you legal advice by showing it to you. It should be reviewed by a lawyer before anyone relies on it, both by the organisation that publishes it and, if you are unsure what it means for you, by a lawyer of your own.</p>`;
  const html = [`<h1>${escapeHtml(name)}</h1>`, ...sections, about].join('\n');
  return { code, version, family: 'PAPER', name, purpose: null, html, roles: [], variables: [], clauses: [] };
}
