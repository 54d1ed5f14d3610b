import { beginsWithForm } from './company-names.ts';

/** A bracket that gives a name: ("Acme"), (the "Licensor"), (collectively, the "Parties"), ('the Manufacturer'). */
export interface Alias {
  readonly names: readonly string[];
  /** `own`: one party's; `group`: of several; `other`: of the agreement, a date, a thing. */
  readonly kind: 'own' | 'group' | 'other';
  readonly start: number;
  readonly end: number;
}

const bracket = /\((?<inside>[^()]{2,260})\)/g;
const quoted =
  /"(?<double>[^"]{1,60})"|(?<![\p{L}])'(?<single>[^']{2,60})'(?![\p{L}])|"(?<open>[\p{Lu}][\p{L}\p{N} .&-]{1,40})$/gu;
const unquoted =
  /^(?<lead>(?:herein(?:after)?\s|hereafter\s)?(?:(?:called|referred\sto\sas|known\sas|collectively)\s)?(?:the\s)?)(?<bare>\p{Lu}[\p{L}\p{N}.&-]{1,30}(?:\s\p{Lu}[\p{L}\p{N}.&-]{1,30}){0,3})$/u;
/** Without brackets: , hereinafter referred to as "Acme", · "the Manufacturer" standing alone behind an address. */
const bare =
  /(?:herein(?:after)?|hereafter)\s(?:referred\sto\sas|called|known\sas|the|,)?\s?(?:the\s)?"(?<called>[^"]{1,60})"/giu;
const notParty =
  /(?<![\p{L}])(?:agreement|contract|amendment|addendum|date|term|territory|lease|act|commission|products?|services?|property|shares?|stock|site|website|closing|plan|exchange|event|board|software|technology|business|license|transactions?|securities|common|sec|facility|project|marks?|programs?|effective|closing|notice|arena|field|recitals?|schedule|exhibit|restricted|confidential|policy|offering|loan|note|guarantee|merger|seal|signature|copy)(?![\p{L}])/iu;
/** Authorities, laws and markets are abbreviated in brackets too. */
const authority =
  /^(?:FDIC|SEC|SAIF|OTS|FINRA|NASD|NASDAQ|NYSE|DGCL|IRS|OTC|PRC|FDA|EMA|UK|US|USA|EU|ERISA|GAAP|ICC|AAA|HIPAA|GDPR)$/;
const groupWord = /collectively|together|jointly|each(?![\p{L}])|individually|both(?![\p{L}])/iu;
const partyWord = /^(?:the\s)?(?:"?part(?:y|ies)"?)[.,]?$/i;

export function findAliases(text: string): Alias[] {
  const found: Alias[] = [];
  for (const match of text.matchAll(bracket)) {
    const inside = match.groups?.inside ?? '';
    const names = namesIn(inside, text, match.index + match[0].length);
    if (names.length === 0) continue;
    found.push({
      names,
      kind: kindOf(inside, names),
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  for (const match of text.matchAll(bare)) {
    const name = clean(match.groups?.called ?? '');
    const end = match.index + match[0].length;
    if (!name || found.some((alias) => alias.start < end && alias.end > match.index)) continue;
    found.push({ names: [name], kind: kindOf(match[0], [name]), start: match.index, end });
  }
  return found.toSorted((a, b) => a.start - b.start);
}

function namesIn(inside: string, text: string, end: number): string[] {
  const names: string[] = [];
  for (const { groups } of inside.matchAll(quoted)) {
    const name = clean(groups?.double ?? groups?.single ?? groups?.open ?? '');
    if (name) names.push(name);
  }
  if (names.length > 0) return names;
  const found = unquoted.exec(inside.trim())?.groups;
  const lone = clean(found?.bare ?? '');
  if (!lone || beginsWithForm(text.slice(end, end + 20).trimStart())) return [];
  // Without quotation marks it is a name only when announced, or when it shortens the words before it: Bioeq IP AG (Bioeq).
  const first = /^\S+/.exec(lone)?.[0] ?? '';
  const announced = (found?.lead ?? '') !== '';
  return announced ||
    text.slice(Math.max(0, end - inside.length - 200), end - inside.length - 2).includes(first)
    ? [lone]
    : [];
}

function kindOf(inside: string, names: readonly string[]): Alias['kind'] {
  const first = names[0] ?? '';
  if (names.every((name) => partyWord.test(name))) return 'group';
  if (authority.test(first)) return 'other';
  if (notParty.test(first))
    return /^(?:the\s)?(?:service\sprovider|business\saffiliate|property\smanager|product\smanufacturer|project\smanager|the\scompany|services?\scompany)$/i.test(
      first,
    )
      ? 'own'
      : 'other';
  const lead = inside.slice(0, Math.max(0, inside.indexOf(first)));
  return groupWord.test(lead) ? 'group' : 'own';
}

function clean(name: string): string {
  return name
    .replace(/\s/g, ' ')
    .replace(/^(?:the|this|a|an)\s/i, '')
    .replace(/[\s.,;:]+$/, '')
    .trim();
}
