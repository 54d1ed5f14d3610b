import { beginsWithForm, organisationEnding } from './company-names.ts';
import { findPlaces } from './places.ts';
import { endsSentence } from '../text/sentences.ts';

export interface ReadName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** No party's name is longer. */
const nameLimit = 130;

const notName =
  /^(?:and|between|by|an?|the\s(?:above|parties|undersigned|following|other|company|persons?|entit(?:y|ies)|date|individual|receiving\sparty|disclosing\sparty)|each|any|all|its|their|his|her|this|that|these|such|parties|party|both|certain|which|who|whereas|having|with|located|page|exhibit|section|article|source|dated?|as\sof|effective|agreement|table|witness|persons?|individuals?|members?|if|no|not|company\sname|(?:securities\sand\s)?exchange\scommission|commission|articles\sof|business\slicen[cs]e|approval\sauthority|name|address|city|state|county|hereinafter|collectively|individually|set\sforth|is|are|made|amendment|contract|between|among|where|when|there|other|one|various|several|shareholders|stockholders|directors|affiliates|subsidiaries)(?![\p{L}\p{N}'.&])/iu;
/** A name may begin with such a word only when it is written with a capital: "At Home Corporation". */
const preposition = /^(?:in|on|for|to|from|at|under|upon)\s/;
const roleOnly =
  /^(?:the\s)?(?:us|you|we|it|them|company|parties|party|licensor|licensee|seller|buyer|purchaser|customer|client|supplier|vendor|distributor|consultant|contractor|agent|provider|recipient|landlord|tenant|owner|manager|developer|sponsor|reseller|franchisor|franchisee|employer|employee|executive|investor|lender|borrower|shipper|carrier|operator|effective\sdate|agreement|corporation|affiliates?|subsidiaries|whereas|recitals?|background)s?(?:\sname)?$/i;
const lowerBreak =
  /^(?:an?|with|whose|having|which|who|located|acting|doing|on|through|by|hereinafter|hereafter|herein|residing|as|itself|organi[sz]ed|incorporated|formed|existing|dated|is|are|was|shall|will|has|have|agrees?|at|whereby|effective|operating|together|including|individually|collectively|formerly|registered|represented|in|to|from|under|established|duly|hereby|sets?|relating|regarding|setting|entered|made|set|each|or|pursuant|that|wherein|where|concerning|dba|d\/b\/a|f\/k\/a|a\/k\/a|fka|aka|c\/o|t\/a|trading|being|company|corporation|limited|entity|individual)$/;
/** In capitals these words also stand inside names of firms, but not behind more than three letters of one. */
const capitalBreak =
  /^(?:A|AN|WITH|WHOSE|HAVING|THE|WHEREAS|RECITALS|DATED|Dated|Effective|WITNESSETH|Page|HEREINAFTER|HEREAFTER|LOCATED|RESIDING|ORGANI[SZ]ED|EXISTING|ACTING|DOING|WHO|WHICH|IS|ARE|AS|AT|SHALL|WILL|COLLECTIVELY|INDIVIDUALLY|FORMERLY|REPRESENTED|BEING|HEREBY|AGREES?|REFERRED)$/;
/** "780 Montague Expressway", "Suite 207". */
const address =
  /^(?:\d{1,5}\s(?:\p{Lu}[\p{L}.]*\s|\d{1,3}(?:st|nd|rd|th)\s){1,3}(?:street|st|avenue|ave|road|rd|drive|boulevard|blvd|lane|way|court|place|parkway|expressway|highway|square)(?![\p{L}])|(?:suite|room)\s[\d#])/iu;
const joiner = /^(?:of|the|de|du|la|le|der|den|des|und|et|y|e|di|da|do|van|von|del|dos|for|&|and|AND)$/;

/** Reads the name that begins at `at`; null when what stands there is no name. */
export function readName(text: string, at: number, limit: number): ReadName | null {
  const begin = skipArticle(text, at);
  const end = endOfName(text, begin, Math.min(limit, begin + nameLimit));
  const trimmed = trimEnd(text, begin, end);
  const name = text.slice(begin, trimmed).replace(/\s/g, ' ');
  // One word behind "the" is what something is called, not a name.
  if (/the\s$/.test(text.slice(at, begin)) && !/\s/.test(name)) return null;
  return plausible(name) ? { name, start: begin, end: trimmed } : null;
}

function skipArticle(text: string, at: number): number {
  const lead =
    /^(?:["'*_\s]{0,3}(?:\(\p{Lu}\p{Ll}+\)\s)?(?:the\s(?=\p{Lu}))?(?:(?:Messrs|Messieurs|M\/s)\.?\s)?)/u.exec(
      text.slice(at, at + 24),
    );
  return at + (lead?.[0].length ?? 0);
}

function plausible(name: string): boolean {
  if (
    name.length < 2 ||
    /^(?:the|as|in|if|it|this|no)$/i.test(name) ||
    notName.test(name) ||
    preposition.test(name) ||
    roleOnly.test(name)
  )
    return false;
  if (/^[\d\s./-]+$/.test(name) || /^\d+\s\p{L}+\s(?:street|st|avenue|ave|road|rd|drive|blvd)/iu.test(name))
    return false;
  if (/[_•●]{2}|\[|^X{4}/.test(name) || !/\p{L}/u.test(name)) return false;
  if (/(?<![\p{L}])(?:agreement|contract|amendment|exhibit|republic\sof\s\S+(?:\s\S+)?)$/iu.test(name))
    return false;
  // An address goes on behind a comma: "AL 35758 U.S.A."; and "materials of the Company" names no company.
  if (/^(?:\p{Lu}{2}\s)?\d{5}(?!\S)/u.test(name) || /^\p{Ll}.*\sthe\s\S+$/u.test(name)) return false;
  if (findPlaces(name).some(({ end, start }) => end - start >= name.length - 1)) return false;
  if (/^\d+\.\d+\s/.test(name)) return false;
  // A plain lower-case word begins no name, unless a legal form ends it: "deep systems", "neither the Association".
  const first = /^\S+/.exec(name)?.[0] ?? '';
  return /^[\p{Lu}\d]|[\p{Lu}\d.]|^\p{Ll}{1,2}-/u.test(first) || organisationEnding(name) === 'strong';
}

/** "Keefe, Bruyette & Woods, Inc.": a list of surnames in front of a legal form is one name. */
const surnames = /^(?:\p{Lu}[\p{L}'-]+,?\s){1,3}(?:&|and)\s\p{Lu}[\p{L}'-]+,?\s(?=(?<form>\S+))/u;

function listsSurnames(ahead: string): boolean {
  const form = surnames.exec(ahead)?.groups?.form;
  return form !== undefined && beginsWithForm(form);
}

function endOfName(text: string, begin: number, limit: number): number {
  let at = begin;
  while (at < limit) {
    const character = text[at] ?? '';
    if (character === ',') {
      const rest = /^,\s?/.exec(text.slice(at, at + 3))?.[0].length ?? 1;
      if (
        !beginsWithForm(text.slice(at + rest, at + rest + 24)) &&
        (organisationEnding(text.slice(begin, at)) === 'strong' ||
          !listsSurnames(text.slice(at + rest, at + rest + 70))) &&
        !/^\([\p{L}. ]{2,24}\)\s/u.test(text.slice(at + rest, at + rest + 30)) &&
        !/^(?:N\.?D|M\.?D|Ph\.?D|Jr|Sr|III?)(?![\p{L}])/u.test(text.slice(at + rest, at + rest + 5))
      )
        return at;
      at += rest;
    } else if (character === '(') {
      const inner = text.slice(at, at + 30).indexOf(')');
      const sofar = text.slice(begin, at).trim();
      const enumerator = /^\((?:\d{1,2}|[ivx]{1,4})\)/.test(text.slice(at, at + 6));
      if (
        inner < 0 ||
        enumerator ||
        organisationEnding(sofar) === 'strong' ||
        !formFollows(text.slice(at + inner + 1, at + inner + 90))
      ) {
        return at;
      }
      at += inner + 1;
    } else if (/[;:"\u2029[\])]/.test(character) || (character === '.' && stopsAt(text, begin, at))) {
      return at;
    } else if (/\s/.test(character)) {
      const next = /^[^\s,;:()"]{1,40}/.exec(text.slice(at + 1, at + 42))?.[0] ?? '';
      if (breaks(text, begin, at, next)) return at;
      at += 1;
    } else {
      at += 1;
    }
  }
  return limit;
}

/** "(Tianjin) Education Consulting Co., Ltd.": the bracket stands inside the name when a legal form ends it. */
function formFollows(ahead: string): boolean {
  for (const word of ahead.trimStart().replace(/^,\s/, '').split(/\s/)) {
    if (beginsWithForm(word.replace(/^\(/, ''))) return true;
    if (!/^[(\p{Lu}\d&]/u.test(word) || /[;:"]|,$/.test(word) || /^(?:AND|OR|And)$/.test(word)) return false;
  }
  return false;
}

function stopsAt(text: string, begin: number, at: number): boolean {
  if (!endsSentence(text, at)) return false;
  const sofar = text.slice(begin, at);
  // "St. Jude Hospital Inc.": a short word with a full stop may be part of the name.
  const short = /(?:^|\s)\p{Lu}\p{L}{0,3}$/u.test(sofar) && organisationEnding(sofar) === null;
  return (
    !short ||
    !/^\.\s(?:[\p{Lu}\d][\p{L}\d&'.-]*\s){0,3}(?:Inc|Ltd|LLC|Corp|Limited|L\.P)/u.test(
      text.slice(at, at + 40),
    )
  );
}

/** Whether the name ends before the word `next`, which begins behind the space at `at`. */
function breaks(text: string, begin: number, at: number, next: string): boolean {
  const sofar = text.slice(begin, at);
  const word = next.replace(/[.]+$/, '');
  if (word === '')
    return !/[\p{L}\d]/u.test(text[at + 1] ?? '') && text[at + 1] !== '(' && text[at + 1] !== ',';
  if (/^(?:and|AND|And|&|or)$/.test(word)) return endsAtAnd(text, sofar, at, word);
  if (word === '-' || word === '--' || /^[-_*=]{2,}/.test(word)) return true;
  if (lowerBreak.test(word)) return true;
  if (joiner.test(word)) {
    const then = text.slice(at + 1 + next.length, at + 7 + next.length).trim();
    // "JANE CROFT of Leeds": a name in capitals goes on in capitals.
    const capitals = /\p{Lu}{2}/u.test(sofar) && sofar === sofar.toUpperCase() && /^\p{Lu}\p{Ll}/u.test(then);
    return (
      !/^(?:\p{Lu}|the\s)/u.test(then) ||
      (word === 'of' && capitals) ||
      (word === 'of' && organisationEnding(sofar) === 'strong' && !/(?:company|corporation)$/i.test(sofar))
    );
  }
  if (/^\p{Ll}+$/u.test(word)) return /^[\p{Lu}\d]/u.test(sofar) && !beginsWithForm(word);
  if (capitalBreak.test(word) && sofar.length > 3) return true;
  if (/^(?:Suite|SUITE|Room|ROOM|\d{1,5})$/.test(word) && address.test(text.slice(at + 1, at + 50)))
    return true;
  if (organisationEnding(sofar) !== 'strong' || beginsWithForm(next) || /^liability$/i.test(word))
    return false;
  // "MUL Acquisition Corp. II, a Delaware corporation".
  if (/^[IVX]{1,4}$/.test(word) && /^[\s,;()]/.test(text.slice(at + 1 + next.length, at + 2 + next.length)))
    return false;
  // "Moelis & Company Holdings LP": these two words also stand inside names.
  const ahead = text.slice(at + 1, at + 50);
  const inside = /(?:company|corporation)$/i.test(sofar) && /^(?:\p{Lu}[\p{L}'-]*\s){1,2}/u.exec(ahead);
  return !inside || !beginsWithForm(ahead.slice(inside[0].length));
}

/** "Smith and Sons Limited" is one name, "Acme, Inc. and Smith" two. */
function endsAtAnd(text: string, sofar: string, at: number, word: string): boolean {
  if (organisationEnding(sofar) === 'strong') return true;
  if (word === 'or' || /\d{5}$/.test(sofar)) return true;
  const rest = text.slice(at + word.length + 2, at + word.length + 50);
  const next = /^(?:[\p{Lu}\d][\p{L}\d'.-]*\s?){1,3}/u.exec(rest)?.[0].trim() ?? '';
  if (word === '&') return false;
  // "The City of New York Department of Health and Mental Hygiene".
  if (
    /(?<![\p{L}])(?:Department|Ministry|Institute|Bureau)\sof\s\p{Lu}\p{Ll}+$/u.test(sofar) &&
    organisationEnding(next) === null
  )
    return !/^\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)?$/u.test(next);
  if (organisationEnding(sofar) === 'weak' && organisationEnding(next) === 'strong' && /\s\S+\s\S/.test(next))
    return true;
  // "JAMES W. SMITH III and SMITH MEDIA, INC.": a person, who ends before; "…, United States of America and ACME INC.": a place.
  if (/\s\p{Lu}\.\s\p{Lu}|\s(?:Jr|Sr|III?)\.?$/u.test(sofar)) return true;
  if (findPlaces(sofar).some(({ start, end }) => end - start >= sofar.length - 1)) return true;
  const single = !/\s/.test(sofar.trim());
  return (
    organisationEnding(next) === null ||
    (single && /\s\S+\s\S/.test(next)) ||
    /^(?:[\p{Lu}\d][\p{L}\d'.-]*\s){3,}/u.test(next)
  );
}

function trimEnd(text: string, begin: number, end: number): number {
  let at = end;
  while (at > begin && /[\s,;:*_"'-]/.test(text[at - 1] ?? '')) at -= 1;
  if (
    text[at - 1] === '.' &&
    !/\p{L}\.?\p{L}\.$|(?:Inc|Ltd|Corp|Co|Bhd|Jr|Sr)\.$/iu.test(text.slice(begin, at))
  )
    at -= 1;
  return at;
}
