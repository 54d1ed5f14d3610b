/** A law is named by its place; this is the list of places and the names contracts give them. */
export interface Place {
  /** The plain English name, such as "New York" or "England and Wales". */
  readonly name: string;
  /** The country it belongs to; equal to `name` for a country. */
  readonly country: string;
}

export interface FoundPlace {
  readonly place: Place;
  readonly start: number;
  readonly end: number;
}

const states =
  'Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada New_Hampshire New_Jersey New_Mexico New_York North_Carolina North_Dakota Ohio Oklahoma Oregon Pennsylvania Rhode_Island South_Carolina South_Dakota Tennessee Texas Utah Vermont Virginia Washington West_Virginia Wisconsin Wyoming Puerto_Rico Guam District_of_Columbia';
const provinces =
  'Alberta British_Columbia Manitoba New_Brunswick Newfoundland_and_Labrador Nova_Scotia Ontario Prince_Edward_Island Quebec Saskatchewan Yukon Nunavut Northwest_Territories';
const australian =
  'New_South_Wales Victoria Queensland Western_Australia South_Australia Tasmania Northern_Territory';
const countries =
  'Afghanistan Albania Algeria Andorra Angola Argentina Armenia Australia Austria Azerbaijan Bahamas Bahrain Bangladesh Barbados Belarus Belgium Belize Benin Bermuda Bhutan Bolivia Botswana Brazil Brunei Bulgaria Burundi Cambodia Cameroon Canada Cayman_Islands British_Virgin_Islands Chad Chile Colombia Congo Costa_Rica Croatia Cuba Curacao Cyprus Denmark Djibouti Dominica Dominican_Republic Ecuador Egypt El_Salvador Eritrea Estonia Eswatini Ethiopia Fiji Finland France Gabon Gambia Germany Ghana Gibraltar Greece Grenada Guatemala Guernsey Guinea Guyana Haiti Honduras Hong_Kong Hungary Iceland India Indonesia Iran Iraq Ireland Isle_of_Man Israel Italy Jamaica Japan Jersey Jordan Kazakhstan Kenya Korea Kosovo Kuwait Kyrgyzstan Laos Latvia Lebanon Lesotho Liberia Libya Liechtenstein Lithuania Luxembourg Macau Macedonia Madagascar Malawi Malaysia Maldives Mali Malta Marshall_Islands Mauritania Mauritius Mexico Micronesia Moldova Monaco Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nauru Nepal Netherlands New_Zealand Nicaragua Niger Nigeria Norway Oman Pakistan Palau Panama Papua_New_Guinea Paraguay Peru Philippines Poland Portugal Qatar Romania Rwanda Samoa San_Marino Saudi_Arabia Scotland Senegal Serbia Seychelles Sierra_Leone Singapore Slovakia Slovenia Somalia South_Africa South_Sudan Spain Sri_Lanka Sudan Suriname Sweden Switzerland Syria Taiwan Tajikistan Tanzania Thailand Togo Tonga Tunisia Turkey Turkmenistan Tuvalu Uganda Ukraine United_Arab_Emirates Uruguay Uzbekistan Vanuatu Vatican_City Venezuela Vietnam Yemen Zambia Zimbabwe Northern_Ireland Wales';
/** Cities whose own law or courts contracts name as such. */
const cities: Record<string, string> = {
  Beijing: 'China',
  Shanghai: 'China',
  Shenzhen: 'China',
  Dubai: 'United Arab Emirates',
  'Abu Dhabi': 'United Arab Emirates',
};

/** Other wordings, to the names above; a key matches whatever its case unless it is all capitals or an adjective. */
const otherNames: Record<string, string> = {
  'England and Wales': 'England and Wales',
  'England & Wales': 'England and Wales',
  England: 'England and Wales',
  'Great Britain': 'United Kingdom',
  'United Kingdom': 'United Kingdom',
  UK: 'United Kingdom',
  'U.K.': 'United Kingdom',
  'United States of America': 'United States',
  'United States': 'United States',
  USA: 'United States',
  'U.S.A.': 'United States',
  US: 'United States',
  'U.S.': 'United States',
  "People's Republic of China": 'China',
  'Peoples Republic of China': 'China',
  PRC: 'China',
  'P.R.C.': 'China',
  'P.R.C': 'China',
  'P.R. China': 'China',
  'PR China': 'China',
  China: 'China',
  'Republic of China': 'Taiwan',
  'R.O.C.': 'Taiwan',
  'R.O.C': 'Taiwan',
  'Republic of Korea': 'South Korea',
  'South Korea': 'South Korea',
  'Russian Federation': 'Russia',
  Russia: 'Russia',
  'Czech Republic': 'Czech Republic',
  Czechia: 'Czech Republic',
  HKSAR: 'Hong Kong',
  Holland: 'Netherlands',
  Québec: 'Quebec',
  Macao: 'Macau',
  Türkiye: 'Turkey',
  'D.C.': 'District of Columbia',
  BVI: 'British Virgin Islands',
  UAE: 'United Arab Emirates',
  Hellenic: 'Greece',
};

/** "English law": the adjective counts only before the word law. */
const adjectives: Record<string, string> = {
  English: 'England and Wales',
  British: 'United Kingdom',
  Scottish: 'Scotland',
  Scots: 'Scotland',
  Irish: 'Ireland',
  German: 'Germany',
  French: 'France',
  Dutch: 'Netherlands',
  Swiss: 'Switzerland',
  Israeli: 'Israel',
  Chinese: 'China',
  Japanese: 'Japan',
  Indian: 'India',
  Italian: 'Italy',
  Spanish: 'Spain',
  Swedish: 'Sweden',
  Danish: 'Denmark',
  Norwegian: 'Norway',
  Finnish: 'Finland',
  Belgian: 'Belgium',
  Austrian: 'Austria',
  Polish: 'Poland',
  Portuguese: 'Portugal',
  Brazilian: 'Brazil',
  Mexican: 'Mexico',
  Canadian: 'Canada',
  Australian: 'Australia',
  Korean: 'South Korea',
  Russian: 'Russia',
  Singaporean: 'Singapore',
  Greek: 'Greece',
  Turkish: 'Turkey',
  Cypriot: 'Cyprus',
  Luxembourg: 'Luxembourg',
  Californian: 'California',
};

const countryOf = new Map<string, string>();
const names = new Map<string, string>();
enlist(states, 'United States');
enlist(provinces, 'Canada');
enlist(australian, 'Australia');
for (const country of listed(countries)) if (!countryOf.has(country)) countryOf.set(country, country);
for (const [city, country] of Object.entries(cities)) countryOf.set(city, country);
for (const name of countryOf.keys()) names.set(name.toLowerCase(), name);
for (const [other, name] of Object.entries(otherNames)) {
  if (!countryOf.has(name)) countryOf.set(name, name === 'England and Wales' ? 'United Kingdom' : name);
  names.set(other.toLowerCase(), name);
}
countryOf.set('Scotland', 'United Kingdom');
countryOf.set('Northern Ireland', 'United Kingdom');
names.set('korea', 'South Korea');
names.set('wales', 'England and Wales');

/** Short names are also English words or pronouns: they count in capitals only. */
const capitalsOnly = new Set(['us', 'uk', 'usa', 'prc', 'uae', 'bvi', 'hksar']);
const pattern = new RegExp(
  // Also straight after "of": a lost space is common in text taken out of PDF.
  `(?:(?<![\\p{L}\\p{N}])|(?<=(?<![\\p{L}])of))(?:${[...names.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replaceAll('.', '\\.').replaceAll(' ', '[\\s]'))
    .join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);
const adjectivePattern = new RegExp(
  `(?<![\\p{L}\\p{N}])(${Object.keys(adjectives).join('|')})(?=\\slaws?(?![\\p{L}]))`,
  'gu',
);

/** Every place named in `text`, in order, the longest name at each position. */
export function findPlaces(text: string): FoundPlace[] {
  const found: FoundPlace[] = [];
  for (const match of text.matchAll(pattern)) {
    const written = match[0].replace(/\s/g, ' ').toLowerCase();
    if (capitalsOnly.has(written) && match[0] !== match[0].toUpperCase()) continue;
    const name = names.get(written);
    if (name) found.push({ place: placeNamed(name), start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(adjectivePattern)) {
    const name = adjectives[match[1] ?? ''];
    if (name) found.push({ place: placeNamed(name), start: match.index, end: match.index + match[0].length });
  }
  return found.toSorted((a, b) => a.start - b.start);
}

function placeNamed(name: string): Place {
  return { name, country: countryOf.get(name) ?? name };
}

function listed(text: string): string[] {
  return text.split(' ').map((name) => name.replaceAll('_', ' '));
}

function enlist(text: string, country: string): void {
  for (const name of listed(text)) countryOf.set(name, country);
}
