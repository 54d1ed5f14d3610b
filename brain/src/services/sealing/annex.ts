import { evidenceFile } from '@smartstart/verify';
import {
  PDF,
  PdfArray,
  PdfDict,
  PdfNumber,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfObject,
} from '@libpdf/core';
import { SealingError } from './problems.ts';
import { render } from './rendering.ts';
import type { SealRequest } from './request.ts';

/**
 * Adds pages to a sealed file by an incremental update: every byte of the file stays, so that its seal still holds for
 * what it covered. The new pages join the pages, the structure for screen readers and the bookmarks; the new evidence
 * takes the place of the old as the attachment.
 */
export async function annex(pdf: Uint8Array, request: SealRequest): Promise<Uint8Array> {
  const [addition, target] = [await openPdf(await render(request)), await openPdf(pdf)];
  const [from, to] = [partsOf(addition), partsOf(target)];
  const firstKey = numberIn(to.structure, 'ParentTreeNextKey');
  const copier = createCopier(addition, target, [
    [from.pagesRef, to.pagesRef],
    [from.structureRef, to.structureRef],
    [from.outlinesRef, to.outlinesRef],
  ]);

  const pages = arrayIn(from.pages, 'Kids', addition).toArray().map(copier.copy);
  arrayIn(to.pages, 'Kids', target).push(...pages);
  to.pages.set('Count', PdfNumber.of(numberIn(to.pages, 'Count') + pages.length));
  for (const page of pages) {
    const dict = dictOf(page, target);
    dict.set('StructParents', PdfNumber.of(numberIn(dict, 'StructParents') + firstKey));
  }
  joinStructure(from.structure, to.structure, { addition, target, firstKey, copy: copier.copy });
  joinOutlines(from.outlines, to.outlines, target, copier.copy);
  const content = dictIn(evidenceIn(addition), 'EF', addition).get('F');
  evidenceIn(target).set('EF', PdfDict.of({ F: copier.copy(content!) }));
  return target.save({ incremental: true });
}

/** A file that can be continued without changing what is there. */
export async function openPdf(bytes: Uint8Array): Promise<PDF> {
  try {
    const pdf = await PDF.load(bytes);
    const blocker = pdf.canSaveIncrementally();
    if (blocker !== null) throw new Error(`it cannot be continued (${blocker})`);
    return pdf;
  } catch (error) {
    throw new SealingError('PDF_UNREADABLE', `The PDF cannot be used: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

function partsOf(pdf: PDF) {
  const catalog = pdf.getCatalog();
  const [pagesRef, structureRef, outlinesRef] = ['Pages', 'StructTreeRoot', 'Outlines'].map((key) =>
    catalog.getRef(key),
  );
  if (!pagesRef || !structureRef || !outlinesRef) throw foreign();
  const [pages, structure, outlines] = [pagesRef, structureRef, outlinesRef].map((ref) => dictOf(ref, pdf));
  return {
    pagesRef,
    structureRef,
    outlinesRef,
    pages: pages!,
    structure: structure!,
    outlines: outlines!,
  };
}

interface Joint {
  readonly addition: PDF;
  readonly target: PDF;
  readonly firstKey: number;
  readonly copy: (value: PdfObject) => PdfObject;
}

/** The parent tree says for each page which elements its marks belong to; the pages' keys go on where the old ones end. */
function joinStructure(from: PdfDict, to: PdfDict, { addition, target, firstKey, copy }: Joint): void {
  arrayIn(to, 'K', target).push(...arrayIn(from, 'K', addition).toArray().map(copy));
  const tree = dictIn(to, 'ParentTree', target);
  const numbers = arrayIn(tree, 'Nums', target);
  const added = arrayIn(dictIn(from, 'ParentTree', addition), 'Nums', addition).toArray();
  for (let at = 0; at + 1 < added.length; at += 2) {
    const key = added[at];
    if (!(key instanceof PdfNumber)) throw foreign();
    numbers.push(PdfNumber.of(key.value + firstKey), copy(added[at + 1]!));
  }
  const nextKey = firstKey + numberIn(from, 'ParentTreeNextKey');
  tree.set('Limits', PdfArray.of(PdfNumber.of(0), PdfNumber.of(nextKey - 1)));
  to.set('ParentTreeNextKey', PdfNumber.of(nextKey));
}

/** The bookmarks of the addition follow the last one of the file. */
function joinOutlines(from: PdfDict, to: PdfDict, target: PDF, copy: (value: PdfObject) => PdfObject): void {
  const [first, last, end] = [from.get('First'), from.get('Last'), to.get('Last')];
  if (!first || !last || !end) throw foreign();
  const [newFirst, newLast] = [copy(first), copy(last)];
  dictOf(end, target).set('Next', newFirst);
  dictOf(newFirst, target).set('Prev', end);
  to.set('Last', newLast);
  to.set('Count', PdfNumber.of(numberIn(to, 'Count') + numberIn(from, 'Count')));
}

/** The file specification of the evidence. */
function evidenceIn(pdf: PDF): PdfDict {
  const names = dictIn(pdf.getCatalog(), 'Names', pdf);
  const pairs = arrayIn(dictIn(names, 'EmbeddedFiles', pdf), 'Names', pdf);
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const name = pairs.at(at, (ref) => pdf.getObject(ref));
    if (name instanceof PdfString && name.asString() === evidenceFile) return dictOf(pairs.at(at + 1)!, pdf);
  }
  throw foreign();
}

/**
 * Copies objects with all they refer to. `bridges` are objects for which the target has its own. Works through a list,
 * not by calling itself: bookmarks are a chain as long as the document.
 */
function createCopier(source: PDF, target: PDF, bridges: readonly (readonly [PdfRef, PdfRef])[]) {
  const copied = new Map<string, PdfRef>(bridges.map(([from, to]) => [from.toString(), to]));

  function copy(value: PdfObject): PdfObject {
    const waiting: (() => void)[] = [];
    const result = shallow(value, waiting);
    for (let next = waiting.pop(); next; next = waiting.pop()) next();
    return result;
  }

  function shallow(value: PdfObject, waiting: (() => void)[]): PdfObject {
    if (value instanceof PdfRef) return follow(value, waiting);
    if (value instanceof PdfStream) return fill(new PdfStream([], value.data), value, waiting);
    if (value instanceof PdfDict) return fill(new PdfDict(), value, waiting);
    if (value instanceof PdfArray) return new PdfArray(value.toArray().map((item) => shallow(item, waiting)));
    return value;
  }

  function follow(ref: PdfRef, waiting: (() => void)[]): PdfRef {
    const known = copied.get(ref.toString());
    if (known) return known;
    const object = source.getObject(ref);
    if (!object) throw foreign();
    if (!(object instanceof PdfDict)) {
      const own = target.register(shallow(object, waiting));
      copied.set(ref.toString(), own);
      return own;
    }
    const empty = object instanceof PdfStream ? new PdfStream([], object.data) : new PdfDict();
    const own = target.register(empty);
    copied.set(ref.toString(), own);
    waiting.push(() => void fill(empty, object, waiting));
    return own;
  }

  function fill(to: PdfDict, from: PdfDict, waiting: (() => void)[]): PdfDict {
    for (const [key, value] of from) to.set(key, shallow(value, waiting));
    return to;
  }

  return { copy };
}

function dictOf(value: PdfObject, pdf: PDF): PdfDict {
  const found = value instanceof PdfRef ? pdf.getObject(value) : value;
  if (!(found instanceof PdfDict)) throw foreign();
  return found;
}

function dictIn(dict: PdfDict, key: string, pdf: PDF): PdfDict {
  const value = dict.get(key);
  if (!value) throw foreign();
  return dictOf(value, pdf);
}

function arrayIn(dict: PdfDict, key: string, pdf: PDF): PdfArray {
  const value = dict.get(key, (ref) => pdf.getObject(ref));
  if (!(value instanceof PdfArray)) throw foreign();
  return value;
}

function numberIn(dict: PdfDict, key: string): number {
  const value = dict.get(key);
  return value instanceof PdfNumber ? value.value : 0;
}

function foreign(): SealingError {
  return new SealingError(
    'PDF_UNREADABLE',
    'The PDF was not made by this platform: nothing can be added to it.',
  );
}
