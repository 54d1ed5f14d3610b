/** A kind of term that leans to one side. The kinds follow the usual list for consumer terms (Lippi and others, 2019). */
export interface RiskKind {
  readonly code: string;
  readonly name: string;
  /** One plain sentence about what such a term does. */
  readonly explanation: string;
  /** Any of these is enough. Gaps are bounded, so that a search takes time linear in the text. */
  readonly patterns: readonly RegExp[];
  /** Words that make it another kind of sentence. */
  readonly unless?: RegExp;
}

const discretion = String.raw`(?:sole|absolute|own|exclusive|our|its|their)\s+(?:and\s+\w+\s+)?discretion`;
const anyTime = String.raw`(?:at\s+any\s+time|from\s+time\s+to\s+time|without\s+(?:any\s+)?(?:prior\s+)?(?:notice|warning|cause|reason)|for\s+(?:any|no)\s+reason|with\s+or\s+without|${discretion}|as\s+(?:it|we)\s+sees?\s+fit)`;
const mayAct = String.raw`(?:reserves?\s+the\s+(?:absolute\s+|exclusive\s+)?right|(?:we|us|it|company|provider|[\w.]{2,20})\s+(?:may|can|might)\b|shall\s+(?:also\s+)?have\s+the\s+right|(?:is|are)\s+entitled\s+to|has\s+the\s+right|have\s+the\s+right)`;

export const riskKinds: readonly RiskKind[] = [
  {
    code: 'limited-liability',
    name: 'Limited liability',
    explanation: 'A party is not liable, or only up to a sum, for harm it may cause.',
    patterns: [
      /\b(?:not|never|no\s+event|no\s+circumstances?|nor|neither|no\s+case|cannot|without)\b.{0,200}\b(?:liable|liabilit(?:y|ies)|responsible|responsibilit(?:y|ies)|accountable)\b/i,
      /\bno\s+(?:(?:legal|further|other|such)\s+)?(?:liabilit(?:y|ies)|responsibilit(?:y|ies)|obligation)\b/i,
      /\bliabilit(?:y|ies)\b.{0,120}\b(?:not\s+exceed|limited\s+to|shall\s+be\s+limited|exceeds?|maximum)\b/i,
      /\b(?:limits?|limitation|disclaims?|excludes?|exclusions?|waives?|releases?)\b.{0,80}\b(?:liabilit(?:y|ies)|damages|responsibilit(?:y|ies)|claims)\b/i,
      /\b(?:indirect|incidental|consequential|punitive|exemplary|special)\b.{0,60}\b(?:damages|loss(?:es)?)\b/i,
      /\bat\s+your\s+(?:own\s+)?(?:sole\s+)?(?:discretion\s+and\s+)?risk\b/i,
      /\b(?:loss|losses)\s+of\b.{0,60}\b(?:profits?|data|goodwill|reputation|revenue|business|use|opportunity)\b/i,
      /\bas[- ]is\b.{0,60}\b(?:as[- ]available|without\s+warrant)/i,
    ],
    unless:
      /\b(?:you|user|customer)s?\s+(?:shall\s+|will\s+|are\s+|is\s+)?(?:be\s+)?(?:solely\s+|fully\s+)?(?:liable|responsible)\s+for\b/i,
  },
  {
    code: 'one-sided-change',
    name: 'One-sided change',
    explanation: 'One party may change the terms, the service or the price by itself.',
    patterns: [
      new RegExp(
        String.raw`\b${mayAct}.{0,120}\b(?:change|modify|amend|alter|revise|update|vary|adjust|add|replace|enhance|discontinue)\b`,
        'i',
      ),
      new RegExp(
        String.raw`\b(?:change|modify|amend|alter|revise|update|vary|discontinue)\b.{0,120}\b${anyTime}`,
        'i',
      ),
      /\b(?:terms|agreement|policy|services?|prices?|fees)\b.{0,60}\b(?:may|can|will|are\s+subject\s+to)\s+(?:be\s+)?(?:chang|modif|amend|revis|updat)\w*/i,
      /\b(?:changes?|modifications?|amendments?|revisions?)\b.{0,60}\b(?:become|are|is|will\s+be|shall\s+be|take)\s+(?:effective|binding|effect)\b/i,
    ],
  },
  {
    code: 'one-sided-end',
    name: 'One-sided end',
    explanation: 'One party may suspend or end the agreement or the service by itself.',
    patterns: [
      new RegExp(
        String.raw`\b${mayAct}.{0,140}\b(?:terminat|suspend|cancel|discontinu|deactivat|disabl|ban\b|block|restrict|revok|refus|deny|withdraw|stop)\w*`,
        'i',
      ),
      new RegExp(
        String.raw`\b(?:terminat|suspend|cancel|discontinu|deactivat|disabl|revok|withdraw)\w*\b.{0,140}\b${anyTime}`,
        'i',
      ),
      /\b(?:account|access|services?|licen[cs]e|agreement|membership)\b.{0,60}\b(?:may|can|will)\s+be\s+(?:immediately\s+)?(?:terminated|suspended|cancelled|canceled|discontinued|revoked|disabled)\b/i,
    ],
  },
  {
    code: 'content-removal',
    name: 'Removal of content',
    explanation: 'One party may delete or block what the other has put in.',
    patterns: [
      new RegExp(
        String.raw`\b${mayAct}.{0,160}\b(?:remov|delet|eliminat|edit|screen|reclaim|disallow|refus|block|tak)\w*\b.{0,120}\b(?:content|post\w*|material|information|usernames?|listing|files?|data|items?|accounts?|goods|currency|submissions?|reviews?)\b`,
        'i',
      ),
      /\b(?:content|material|files?|data|posts?|listings?)\b.{0,80}\b(?:may|will|can)\s+be\s+(?:permanently\s+)?(?:removed|deleted|blocked|disabled|erased)\b/i,
    ],
  },
  {
    code: 'arbitration',
    name: 'Arbitration',
    explanation: 'Disputes go to an arbitrator, or may not be brought to a court or jointly.',
    patterns: [
      /\barbitrat(?:ion|or|ors|e|ed)\b/i,
      /\b(?:class|representative|collective)\s+(?:action|proceeding|arbitration)s?\b/i,
      /\bwaiv\w*\b.{0,60}\b(?:jury|trial)\b|\bjury\s+trial\b/i,
      /\bsmall[- ]claims\b/i,
    ],
  },
  {
    code: 'choice-of-law',
    name: 'Choice of law',
    explanation: 'The law of one place counts, wherever the other party lives.',
    patterns: [
      /\b(?:governed|construed|interpreted|enforced)\b.{0,80}\b(?:laws?|rules|statutes?)\b/i,
      /\blaws?\s+of\b.{0,100}\b(?:govern|apply|applies|shall)\b/i,
      /\bconflicts?[- ]of[- ]laws?\b|\bchoice\s+of\s+law\b|\bgoverning\s+law\b/i,
      /\bconvention\s+on\b.{0,40}\binternational\s+sale/i,
    ],
  },
  {
    code: 'jurisdiction',
    name: 'Place of disputes',
    explanation: 'Disputes are heard in one place, wherever the other party lives.',
    patterns: [
      /\b(?:exclusive|personal|non-exclusive|sole)\b.{0,40}\b(?:jurisdiction|venue)\b/i,
      /\b(?:submit|consent|agree)\w*\b.{0,80}\b(?:jurisdiction|venue)\b/i,
      /\b(?:courts?|tribunals?)\b.{0,60}\b(?:located\s+in|of|in|sitting)\b.{0,100}\b(?:county|california|ireland|england|wales|delaware|new\s+york|state|jurisdiction|london|exclusiv\w*)\b/i,
    ],
  },
  {
    code: 'by-using',
    name: 'Agreed by using',
    explanation: 'Using something, or going on using it, counts as agreement.',
    patterns: [
      /\bby\s+(?:\w+ing\b(?:\s*(?:,|or|and|and\/or|\/)\s*\w+ing\b){0,6})\b.{0,160}\b(?:you|user)s?\b.{0,40}\b(?:agree|accept|consent|acknowledge|confirm|represent|are\s+bound|bound)\b/i,
      /\b(?:continu\w*|your)\b.{0,40}\b(?:use|access|using)\b.{0,120}\b(?:constitutes?|means?|signif\w*|indicates?|deemed|acceptance|bound|agree)\b/i,
      /\bif\s+you\s+(?:do\s+not|don\s?['’]?t|disagree|object)\b.{0,80}\b(?:not\s+(?:use|access|register|download)|stop|cease|discontinue|uninstall)\b/i,
      /\byou\s+(?:agree|consent)\s+to\s+(?:be\s+bound|comply)\b|\bagree\s+to\s+be\s+(?:legally\s+)?bound\b|\bwill\s+constitute\s+your\s+(?:acceptance|agreement)\b/i,
    ],
  },
];

/** Longer sentences are read up to here. */
const readLimit = 4000;

/** A rule met, with the characters of the text it rests on. */
export interface RiskMatch {
  readonly kind: RiskKind;
  /** UTF-16 offsets in the text given. */
  readonly start: number;
  readonly end: number;
}

/** Each kind once, by the first of its patterns that is met. */
export function riskMatches(text: string): RiskMatch[] {
  const read = text.length > readLimit ? text.slice(0, readLimit) : text;
  return riskKinds.flatMap((kind) => {
    if (kind.unless?.test(read)) return [];
    for (const pattern of kind.patterns) {
      const match = pattern.exec(read);
      if (match) return [{ kind, start: match.index, end: match.index + match[0].length }];
    }
    return [];
  });
}

/** For each pattern of each kind, in order, whether the text meets it. */
export function riskFlags(text: string): Uint8Array {
  const read = text.length > readLimit ? text.slice(0, readLimit) : text;
  return Uint8Array.from(
    riskKinds.flatMap(({ patterns }) => patterns),
    (pattern) => (pattern.test(read) ? 1 : 0),
  );
}
