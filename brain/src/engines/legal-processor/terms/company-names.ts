/** How firms and people are written in contracts, and how two writings of one name are compared. */

const legalForms = [
  'incorporated',
  'inc',
  'corporation',
  'corp',
  'company',
  'co',
  'limited',
  'ltd',
  'llc',
  'l l c',
  'llp',
  'lllp',
  'lp',
  'plc',
  'pllc',
  'pc',
  'gmbh',
  'ag',
  'kg',
  'se',
  'sa',
  'sas',
  'sarl',
  'lcc',
  'berhad',
  'partnership',
  'spa',
  'srl',
  'sl',
  'bv',
  'nv',
  'ab',
  'as',
  'asa',
  'oy',
  'oyj',
  'aps',
  'na',
  'pty',
  'pte',
  'pvt',
  'private',
  'kk',
  'sdn',
  'bhd',
  'ulc',
  'cv',
  'aktiengesellschaft',
  'kabushiki',
  'kaisha',
];
const formSet = new Set(legalForms);

/** Legal forms as written: what ends in one is an organisation, and nothing of its name follows. */
const strongSource = [
  String.raw`Incorporated|INCORPORATED|Inc|INC|inc|Corporation|CORPORATION|Corp|CORP|Limited|LIMITED|Ltd|LTD|ltd`,
  String.raw`L\.?\s?L\.?\s?C|L\.?L\.?L?\.?P|L\.?P|PLC|plc|P\.L\.C|P\.?L\.?L\.?C|P\.C|GmbH|GMBH|AG|KG|SE|S\.?A\.?S|S\.?[AÀ]\.?\s?R\.?L|S\.?p\.?A|S\.?P\.?A|S\.?R\.?L|S\.?A|B\.?V|N\.?V|A\.?B|A\/S|ASA|Oyj?|ApS|N\.A|Pty|PTY|Pte|PTE|Pvt|K\.?K|Sdn|Bhd|BHD|ULC|S\.L|Aktiengesellschaft|AKTIENGESELLSCHAFT`,
  String.raw`Company|COMPANY|Co|CO|Partnership|PARTNERSHIP|Berhad|BERHAD|G\.I\.E|S\/A|a\.s|MHC|F\.?S\.?B|L\.C|[Ss]p\.?\s?z\.?\s?o\.?\s?o|Tbk|LCC|Limitada|Ltda|LTDA|C\.V`,
].join('|');
/** Words organisations often end in, but names also go on behind. */
const weakSource =
  'Trust|Fund|Bank|University|Association|Foundation|Institute|Group|Holdings|Partners|Technologies|Enterprises|College|Hospital|Authority|Ministry|Council|Laboratories|Systems|Services|Solutions|Industries|Bancorp|Ventures|Capital|Communications|Pharmaceuticals|Entertainment|Management|Associates|Society|Club|Studios|Networks?|Media|Press';
// "MUL Acquisition Corp. II": firms made for one purpose are numbered.
const endsStrong = new RegExp(`(?<![\\p{L}\\p{N}])(?:${strongSource})\\.?(?:\\s(?:I{1,3}|IV|V))?\\s?$`, 'u');
const endsWeak = new RegExp(`(?<![\\p{L}\\p{N}])(?:${weakSource})\\.?\\s?$`, 'iu');
const beginsStrong = new RegExp(`^(?:${strongSource})(?![\\p{L}\\p{N}])`, 'u');

/** Ends in a legal form (`strong`: Inc., LLC, GmbH …) or at least in a word organisations end in. */
export function organisationEnding(name: string): 'strong' | 'weak' | null {
  // "AB Smith": initials, not a form.
  if (!/\S[\s,]\s?\S/.test(name)) return null;
  return endsStrong.test(name) ? 'strong' : endsWeak.test(name) ? 'weak' : null;
}

export function beginsWithForm(text: string): boolean {
  return beginsStrong.test(text);
}

/** Equal for two writings of one name: case, accents, punctuation, spaces, a leading article and legal forms are dropped. */
export function comparableName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\b((?:\p{L}\.){2,})/gu, (initials) => initials.replaceAll('.', ''))
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, '')
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');
  let end = words.length;
  while (end > 1 && formSet.has(words[end - 1] ?? '')) end -= 1;
  if (words[end - 1] === 'and' && end > 1) end -= 1;
  const first = words[0] === 'the' && end > 1 ? 1 : 0;
  return words.slice(first, end).join('');
}
