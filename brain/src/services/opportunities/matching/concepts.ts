/**
 * Words by which people call the same trades and skills. Whoever types one of a line finds what says another. English,
 * the language that opportunities are indexed in; words of other languages count as themselves. A few lines of general
 * sense do here what a model would learn from millions of texts, and can be read and corrected.
 */
const lines = [
  'design designer ux ui usability wireframe prototype figma sketch interface draw drawing',
  'illustration illustrator draw drawing sketch picture painting artist art comic',
  'graphic logo brand branding identity packaging typography layout',
  'developer engineer programmer coder software programming code build coding',
  'web website frontend front-end homepage page react html css javascript typescript browser',
  'backend back-end server database api node postgresql sql java',
  'mobile app phone android ios iphone ipad swift kotlin smartphone application',
  'ai machine learning model pytorch tensorflow neural recognition deep intelligence',
  'data statistics analytics analysis analyse analyst forecast numbers science scientist',
  'security penetration hacker hacking vulnerability audit attack cybersecurity',
  'devops infrastructure cloud kubernetes terraform deployment server hosting operations monitoring sysadmin administrator',
  'embedded firmware electronics hardware circuit sensor microcontroller chip arduino',
  'mechanical mechanics cad construction machine engineering',
  'accounting accountant bookkeeping bookkeeper taxes tax ledger payroll',
  'finance financial cfo budget runway investor investors fundraising projection treasurer bank',
  'lawyer law legal attorney solicitor contract counsel agreement',
  'patent intellectual property trademark copyright invention',
  'privacy gdpr protection compliance data-protection regulation',
  'sales selling sell seller customer customers b2b account',
  'marketing advertising advertise growth seo campaign promotion ads promote',
  'social instagram facebook tiktok content posts influencer media',
  'copywriting copywriter writing text texts words newsletter editor author journalist writer',
  'documentation manual handbook technical guide instructions',
  'translation translator interpreter localisation language languages',
  'video film filming movie camera editing cutting animation',
  'photography photographer photo photos pictures camera',
  'music musician sound audio composer song producer effects',
  'game games unity level gaming play',
  'nurse nursing care ward',
  'doctor physician medical clinical medicine health trial',
  'nutrition nutritionist diet dietitian meals food eating',
  'physiotherapy physiotherapist physical therapist exercise rehabilitation',
  'teaching teacher tutor lesson lessons school class instructor training trainer',
  'curriculum course instructional education learning',
  'community moderator forum members meet-up network',
  'event events organiser planning conference fair festival',
  'recruiting recruiter hiring hire interview talent hr',
  'logistics delivery drivers transport shipping warehouse routes courier',
  'procurement supply supplier manufacturing factory purchasing sourcing production',
  'product manager management roadmap owner',
  'agile scrum facilitation process team kanban',
  'agriculture farmer farm field crops farming',
  'botanist plant plants garden gardener gardening gardeners',
  'architect architecture building house plans',
  'electrician electrical solar installation wiring energy',
  'carpenter woodworking wood furniture joiner cabinet',
  'sewing seamstress tailor textile fashion clothes',
  'mentor mentoring coach coaching adviser advice leadership',
];

const conceptsOf = new Map<string, string[]>();
lines.forEach((line, number) => {
  for (const word of line.split(' ')) {
    const stem = stemOf(word);
    conceptsOf.set(stem, [...new Set([...(conceptsOf.get(stem) ?? []), `concept${number}`])]);
  }
});

/** What it has in common with its other forms, roughly: "designers" and "designing" with "design". */
export function stemOf(word: string): string {
  const plain = word.toLowerCase();
  const bare = plain.replace(/(?:ies|y)$/, 'i').replace(/(?:'s|s)$/, '');
  const stem = bare.replace(/(?:ing|ers?|ors?|ed|ion|ist|ment|al|e)$/, '');
  return stem.length >= 3 ? stem : bare;
}

export interface Spoken {
  /** Stems, in their order. */
  readonly words: string[];
  readonly concepts: string[];
}

export function spokenIn(text: string): Spoken {
  const found =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}][\p{L}\p{N}+#.'-]*/gu) ?? [];
  const words = found
    .filter((word) => !unsaying.has(word))
    .map((word) => stemOf(word.replace(/[.'-]+$/, '')));
  return { words, concepts: words.flatMap((word) => conceptsOf.get(word) ?? []) };
}

const unsaying = new Set(
  (
    'a an and are as at be before by for from have help here i in into is it its keep keeps like me my need needs of on or our' +
    ' over people running somebody someone something that the their them there they this to us want wants we what when where' +
    ' which who with work you your'
  ).split(' '),
);
