import type { Db } from '../../kernel/db.ts';
import { openIndex, type SearchIndex } from '../../engines/legal-processor/index.ts';
import type { Ground } from './ground.ts';
import { buildIndex } from './processor.ts';
import { openText } from './readings.ts';
import * as store from './store.ts';

/** Characters of one person's contracts that are searched, newest first; what lies beyond is left out. */
const maxSearched = 8_000_000;
/** Indexes kept open, the last used ones. */
const keptOpen = 16;

interface Source {
  readonly kind: 'READING' | 'DOCUMENT';
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface Hit {
  readonly kind: 'READING' | 'DOCUMENT';
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
  readonly matched: string[];
}

export type Search = (db: Db, userId: string, question: string, limit: number) => Promise<Hit[]>;

/** Sentences of all of a person's contracts and documents, best first. */
export function createSearch(ground: Ground): Search {
  const open = new Map<string, SearchIndex>();

  async function indexFor(
    db: Db,
    userId: string,
    sources: ReadonlyMap<string, Source>,
  ): Promise<SearchIndex> {
    const known = open.get(userId) ?? (await stored(ground, db, userId));
    const index = known && covers(known, sources) ? known : await build(ground, db, userId, sources);
    open.delete(userId);
    open.set(userId, index);
    if (open.size > keptOpen) open.delete(open.keys().next().value!);
    return index;
  }

  return async (db, userId, question, limit) => {
    const sources = await sourcesOf(ground, db, userId);
    if (!sources.size) return [];
    const index = await indexFor(db, userId, sources);
    return index.search(question, limit).flatMap((hit) => {
      const source = sources.get(hit.id);
      if (!source) return [];
      const { kind, id, title, text } = source;
      const matched = hit.why.map((reason) => reason.term);
      const { start, end, score } = hit;
      return [{ kind, id, title, sentence: text.slice(start, end), start, end, score, matched }];
    });
  };
}

async function sourcesOf(ground: Ground, db: Db, userId: string): Promise<Map<string, Source>> {
  const sources = new Map<string, Source>();
  let characters = 0;
  const add = (key: string, source: Source) => {
    if (characters + source.text.length > maxSearched) return;
    characters += source.text.length;
    sources.set(key, source);
  };
  for (const row of (await store.sealedTexts(db, userId)).toReversed())
    if (row.text_sealed)
      add(row.id, {
        kind: 'READING',
        id: row.id,
        title: row.title,
        text: openText(ground, row.id, row.text_sealed),
      });
  for (const document of await ground.documentsOf(db, userId))
    // An amended document has another text under the same id.
    add(`${document.id} ${document.text.length}`, { kind: 'DOCUMENT', ...document });
  return sources;
}

function covers(index: SearchIndex, sources: ReadonlyMap<string, Source>): boolean {
  return index.documents.length === sources.size && index.documents.every((id) => sources.has(id));
}

async function stored(ground: Ground, db: Db, userId: string): Promise<SearchIndex | null> {
  const row = await store.indexOf(db, userId);
  return row ? openIndex(ground.vault.open(row.index_sealed, `index ${userId}`)) : null;
}

async function build(
  ground: Ground,
  db: Db,
  userId: string,
  sources: ReadonlyMap<string, Source>,
): Promise<SearchIndex> {
  const bytes = await buildIndex([...sources].map(([id, { text }]) => ({ id, text })));
  await store.saveIndex(db, userId, ground.vault.seal(bytes, `index ${userId}`), ground.kernel.clock.now());
  return openIndex(bytes);
}
