import { numeral } from './extraction-html.ts';

interface Level {
  readonly format: string;
  /** Such as "%1.%2" or "(%3)". */
  readonly pattern: string;
  readonly start: number;
  readonly style: string | null;
}

interface Place {
  readonly list: string;
  readonly level: number;
}

/** Levels of a Word list. */
const levelCount = 9;

export interface NumberingLabels {
  /**
   * What Word shows in front of each paragraph that is numbered itself or by its style, in the order of the document;
   * "" for bullets and for paragraphs that take their number back.
   */
  readonly labels: readonly string[];
  /** Styles that number their paragraphs. */
  readonly styles: ReadonlySet<string>;
}

/** mammoth tells that a paragraph is numbered, not with what: this reads the numbers from the parts of the file. */
export function numberingLabels(document: string, numbering: string, styles: string): NumberingLabels {
  const abstracts = readAbstracts(numbering);
  const lists = readLists(numbering);
  const byStyle = stylesToPlaces(abstracts, lists, styles);
  const counters = new Map<string, number[]>();
  const labels: string[] = [];
  const defined = (place: OwnPlace | null): boolean => {
    const list = place ? lists.get(place.list) : undefined;
    return list !== undefined && abstracts.get(list.abstract)?.[place?.level ?? 0] !== undefined;
  };
  for (const { own, style } of paragraphs(document)) {
    const styled = style === null ? undefined : byStyle.get(style);
    if (!defined(own) && !styled) continue;
    const place = own ? { list: own.list, level: own.level ?? styled?.level ?? 0 } : styled;
    const list = place ? lists.get(place.list) : undefined;
    const levels = list ? abstracts.get(list.abstract) : undefined;
    if (!place || !list || !levels?.[place.level]) labels.push('');
    else
      labels.push(
        labelFor(place, levels, counted(counters, list.abstract, place.level, levels, list.starts)),
      );
  }
  return { labels, styles: new Set(byStyle.keys()) };
}

function counted(
  counters: Map<string, number[]>,
  list: string,
  level: number,
  levels: readonly (Level | undefined)[],
  starts: ReadonlyMap<number, number>,
): readonly number[] {
  const counts = counters.get(list) ?? [];
  counters.set(list, counts);
  const first = starts.get(level) ?? levels[level]?.start ?? 1;
  counts[level] = counts[level] === undefined ? first : counts[level] + 1;
  for (let above = 0; above < level; above += 1) counts[above] ??= levels[above]?.start ?? 1;
  counts.length = level + 1;
  return counts;
}

const formats: Record<string, string> = {
  lowerLetter: 'a',
  upperLetter: 'A',
  lowerRoman: 'i',
  upperRoman: 'I',
};

function labelFor(
  { level }: Place,
  levels: readonly (Level | undefined)[],
  counts: readonly number[],
): string {
  const own = levels[level];
  if (!own || own.format === 'bullet' || own.format === 'none') return '';
  return own.pattern.replace(/%([1-9])/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    const value = counts[at] ?? 1;
    const format = levels[at]?.format ?? 'decimal';
    if (format === 'decimalZero') return String(value).padStart(2, '0');
    return numeral(value, formats[format] ?? '1');
  });
}

function readAbstracts(xml: string): Map<string, readonly (Level | undefined)[]> {
  const found = new Map<string, readonly (Level | undefined)[]>();
  for (const { attributes, body } of elements(xml, 'w:abstractNum')) {
    const levels: (Level | undefined)[] = [];
    for (const level of elements(body, 'w:lvl')) {
      const index = Number(attribute(level.attributes, 'w:ilvl'));
      if (index >= 0 && index < levelCount) levels[index] = readLevel(level.body);
    }
    found.set(attribute(attributes, 'w:abstractNumId') ?? '', levels);
  }
  return found;
}

function readLevel(body: string): Level {
  return {
    format: valueOf(body, 'w:numFmt') ?? 'decimal',
    pattern: unescaped(valueOf(body, 'w:lvlText') ?? ''),
    start: Number(valueOf(body, 'w:start') ?? '1') || 1,
    style: valueOf(body, 'w:pStyle'),
  };
}

interface List {
  readonly abstract: string;
  readonly starts: ReadonlyMap<number, number>;
}

function readLists(xml: string): Map<string, List> {
  const found = new Map<string, List>();
  for (const { attributes, body } of elements(xml, 'w:num')) {
    const starts = new Map<number, number>();
    for (const change of elements(body, 'w:lvlOverride')) {
      const start = valueOf(change.body, 'w:startOverride');
      if (start) starts.set(Number(attribute(change.attributes, 'w:ilvl')), Number(start));
    }
    found.set(attribute(attributes, 'w:numId') ?? '', {
      abstract: valueOf(body, 'w:abstractNumId') ?? '',
      starts,
    });
  }
  return found;
}

/** A paragraph style may carry the numbering. */
function stylesToPlaces(
  abstracts: ReadonlyMap<string, readonly (Level | undefined)[]>,
  lists: ReadonlyMap<string, List>,
  styles: string,
): Map<string, Place> {
  const found = new Map<string, Place>();
  for (const { attributes, body } of elements(styles, 'w:style')) {
    const id = attribute(attributes, 'w:styleId');
    const place = ownPlace(body);
    if (id && place) found.set(id, { list: place.list, level: place.level ?? 0 });
  }
  for (const [number, { abstract }] of lists) {
    abstracts.get(abstract)?.forEach((level, index) => {
      if (level?.style && !(found.get(level.style)?.list === number)) {
        const known = found.get(level.style);
        found.set(level.style, { list: known?.list ?? number, level: index });
      }
    });
  }
  return found;
}

function* paragraphs(document: string): Generator<{ own: OwnPlace | null; style: string | null }> {
  const begin = document.indexOf('<w:body');
  for (const { body } of elements(begin < 0 ? document : document.slice(begin), 'w:pPr')) {
    // What a tracked change replaced stands behind the properties in force.
    const change = body.indexOf('<w:pPrChange');
    const properties = change < 0 ? body : body.slice(0, change);
    yield { own: ownPlace(properties), style: valueOf(properties, 'w:pStyle') };
  }
}

interface OwnPlace {
  readonly list: string;
  readonly level: number | null;
}

function ownPlace(properties: string): OwnPlace | null {
  const body = elements(properties, 'w:numPr').next().value?.body;
  const list = body === undefined ? null : valueOf(body, 'w:numId');
  if (body === undefined || list === null) return null;
  const level = valueOf(body, 'w:ilvl');
  return { list, level: level === null ? null : Number(level) || 0 };
}

interface XmlElement {
  readonly attributes: string;
  readonly body: string;
}

/** The elements of a name that does not nest in itself; read forwards once, so in linear time. */
function* elements(xml: string, name: string): Generator<XmlElement, undefined> {
  const open = new RegExp(`<${name}(?=[\\s/>])`, 'g');
  const close = `</${name}>`;
  for (let match = open.exec(xml); match; match = open.exec(xml)) {
    const end = xml.indexOf('>', match.index);
    if (end < 0) return undefined;
    const attributes = xml.slice(match.index + match[0].length, end);
    if (attributes.endsWith('/')) {
      yield { attributes, body: '' };
      continue;
    }
    const last = xml.indexOf(close, end);
    if (last < 0) return undefined;
    yield { attributes, body: xml.slice(end + 1, last) };
    open.lastIndex = last + close.length;
  }
  return undefined;
}

function attribute(attributes: string, name: string): string | null {
  const at = attributes.indexOf(`${name}="`);
  if (at < 0) return null;
  const from = at + name.length + 2;
  return attributes.slice(from, attributes.indexOf('"', from));
}

function valueOf(xml: string, name: string): string | null {
  const found = elements(xml, name).next().value;
  return found ? attribute(found.attributes, 'w:val') : null;
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
