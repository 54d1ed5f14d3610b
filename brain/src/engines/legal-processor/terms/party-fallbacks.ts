import { comparableName, organisationEnding } from './company-names.ts';
import type { Alias } from './party-aliases.ts';
import { readName, type ReadName } from './party-names.ts';
import { aliasAfter, partyLimit, partyOf, sentenceEnd, stop, type FoundParty } from './party-preamble.ts';

const label =
  /(?:(?:^|[\n\u2029.])\s?|(?<=\s)(?=P))(?:the\s)?(?:party\s(?:[A-D]|\d|one|two)|(?:name\sof\s)?(?:company|supplier|customer|client|vendor|licensor|licensee|seller|buyer|distributor|consultant|contractor|landlord|tenant|franchisor|franchisee|provider|reseller)(?:\/[\p{L}-]{1,20})?(?:\sname)?)\s?(?:\([^)]{1,40}\))?\s?:\s?/giu;

/** "Party A: Acme Limited". */
export function labelled(text: string, aliases: readonly Alias[]): FoundParty[] {
  const found: FoundParty[] = [];
  for (const match of text.matchAll(label)) {
    if (found.length >= partyLimit) break;
    const at = match.index + match[0].length;
    const read = readName(text, at, Math.min(text.length, at + 200));
    if (!read || (!organisationEnding(read.name) && !/party\s/i.test(match[0]))) continue;
    const role = /[^\s:.\n\u2029][^:]*/.exec(match[0])?.[0].trim() ?? null;
    const alias = aliasAfter(text, read.end, read.end + 120, aliases);
    found.push({ ...partyOf(read, alias), definedName: alias?.names[0] ?? role, rule: 'label' });
  }
  return found;
}

const describedAs =
  /^,?\s(?:an?\s(?:[\p{L}.-]+\s){0,8}(?:corporation|company|partnership|trust|association|bank|institution|organi[sz]ation|university|charity|corp|entity|foundation|firm)|with\s(?:its|a|offices|an)|having|whose|located)/iu;
const personBefore =
  /(?<![\p{L}])((?:(?:Dr|Mr|Ms|Mrs)\.\s)?\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}.'-]*){1,3})\s?,?\s?$/u;
const personRole =
  /^(?:consultant|executive|employee|talent|contractor|artist|celebrity|adviso?r|individual|founder|director|athlete|professional|inventor|author|service\sprovider)$/i;

/** A name that stands before its defined name in the opening. */
export function aliased(text: string, aliases: readonly Alias[]): FoundParty[] {
  const found: FoundParty[] = [];
  let from = 0;
  for (const alias of aliases) {
    if (alias.start > 5000 || (found.length >= 2 && stop.test(text.slice(from, alias.start)))) break;
    if (found.length >= 2 && sentenceEnd(text, from, alias.start) < alias.start) break;
    const begin = Math.max(from, alias.start - 400);
    from = alias.end;
    if (alias.kind !== 'own') continue;
    const read = lastOrganisation(text, begin, alias.start) ?? personAt(text, begin, alias);
    if (read) found.push({ ...partyOf(read, alias), rule: 'defined name' });
  }
  return found;
}

function personAt(text: string, begin: number, alias: Alias): ReadName | null {
  const name = personBefore.exec(text.slice(begin, alias.start));
  if (!name?.[1] || !personRole.test(alias.names[0] ?? '')) return null;
  return readName(text, begin + name.index, begin + name.index + name[1].length);
}

const salutation = /(?<![\p{L}])(?:ladies\sand\sgentlemen|dear\s(?:sirs?|madam|ladies))/giu;

/** A letter agreement names one party above its salutation. */
export function addressed(head: string): FoundParty[] {
  const greeting = salutation.exec(head);
  salutation.lastIndex = 0;
  if (!greeting || greeting.index > 4000) return [];
  const begin = Math.max(0, greeting.index - 220);
  for (const line of head.slice(begin, greeting.index).matchAll(/[\n\u2029:]\s?(?=[\p{Lu}\d])/gu)) {
    const read = readName(head, begin + line.index + line[0].length, greeting.index);
    if (read && organisationEnding(read.name) === 'strong')
      return [{ ...partyOf(read, null), rule: 'addressee' }];
  }
  return [];
}

/** A capitalised word before, written alike: the name began earlier. */
function insideName(before: string, ahead: string): boolean {
  const word = /(?<![\p{L}\d.])([\p{Lu}\d][\p{L}\d'&-]*),? $/u.exec(before)?.[1];
  if (!word || /^(?:AND|And|BETWEEN|Between|BY|By|Party|TO|To|AGREEMENT|Agreement)$/.test(word)) return false;
  const next = /^\S+/.exec(ahead)?.[0] ?? '';
  return !/\p{L}{2}/u.test(word) || (word === word.toUpperCase()) === (next === next.toUpperCase());
}

function lastOrganisation(text: string, from: number, to: number): ReadName | null {
  const piece = text.slice(from, to);
  let chosen: ReadName | null = null;
  for (const match of piece.matchAll(/(?:^|[\s"(])(?=[\p{Lu}\d]|\p{Ll}{1,3}[\d\p{Lu}.-])/gu)) {
    const at = from + match.index + match[0].length;
    const before = text.slice(Math.max(0, at - 30), at);
    if (
      (chosen && at < chosen.end) ||
      /(?<![\p{L}])an?\s$/iu.test(before) ||
      insideName(before, text.slice(at, at + 20)) ||
      /(?:&|(?<![\p{L}])of)\s$/u.test(before)
    )
      continue;
    const read = readName(text, at, to);
    if (!read) continue;
    const organisation = organisationEnding(read.name);
    if (organisation === 'strong' || describedAs.test(text.slice(read.end, read.end + 90))) return read;
    if (organisation && to - read.end < 4) chosen = read;
  }
  return chosen;
}

const signatureMark = /(?<![\p{L}])(?:By|BY|Per)\s?:|\/s\//gu;
const signatureLimit = 120;
const aboveSignature = /(?:[\p{Lu}\d&(][^\s:;]*[\s](?:of\s|and\s|the\s|for\s)?){1,9}$/u;
const office =
  /^.*(?<![\p{L}])(?:president|officer|director|signatory|secretary|treasurer|manager|counsel|trustee|chairman|CEO|CFO|COO|representative|witness|attest|whereof|seller|buyer|company|agent|title|name|date|page|agreement|above|below|(?:19|20)\d\d\.?)[\s:]+(?=\S)/isu;

/** The names on the lines above the signatures. */
export function signing(text: string): FoundParty[] {
  const found: FoundParty[] = [];
  let seen = 0;
  for (const match of text.matchAll(signatureMark)) {
    seen += 1;
    if (seen > signatureLimit) break;
    const above = aboveSignature.exec(text.slice(Math.max(0, match.index - 140), match.index));
    if (!above) continue;
    // "<C> ACME, INC.": marks of columns in old filings.
    let name = above[0].replace(/^.*[<>]\s?/s, '');
    const cut = office.exec(name);
    if (cut && organisationEnding(name.slice(cut[0].length).trim())) name = name.slice(cut[0].length);
    // A person's name in small letters may stand before a firm's in capitals.
    const capitals = /(?<=\p{Ll}\S*\s)(?:[^\s\p{Ll}]+\s){2,}$/u.exec(name);
    if (capitals && (capitals[0].match(/\p{Lu}{3,}/gu) ?? []).length >= 3) name = capitals[0];
    const at = match.index - name.length;
    const read = readName(text, at, match.index);
    if (read && organisationEnding(read.name) && match.index - read.end < 4) {
      found.push({ ...partyOf(read, null), rule: 'signature' });
    }
  }
  return [...new Map(found.map((party) => [comparableName(party.name), party])).values()];
}
