/**
 * The fonts every PDF reader brings know the letters of Western Europe only. Others are written with those: marks are
 * left out, Cyrillic and Greek are spelled, and what has no spelling becomes a question mark. Pure.
 */

const extra = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

/** Pairs of a letter and its spelling. */
const spellings = new Map(
  `ł l đ d ħ h ı i ŧ t ŋ n ə e ĸ k ſ s
   а a б b в v г g ґ g д d ђ dj е e є ye ж zh з z ѕ dz и i і i ї yi й y ј j к k л l љ lj м m н n њ nj о o п p р r с s т t ћ c у u ў u ф f х kh ц ts ч ch џ dz ш sh щ shch ы y э e ю yu я ya
   α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o`
    .split(/\s+/)
    .reduce<[string, string][]>(
      (pairs, word, index) =>
        index % 2 ? [...pairs.slice(0, -1), [pairs.at(-1)![0], word]] : [...pairs, [word, '']],
      [],
    ),
);
/** Signs of figures; a negative amount must not read as an unknown one. */
const signs: Readonly<Record<string, string>> = {
  '−': '-',
  '‑': '-',
  '≥': '>=',
  '≤': '<=',
  '≠': '<>',
  '→': '->',
  '≈': '~',
  '√': 'sqrt',
};
/** Signs that are heard in no spelling. */
const silent = new Set(['ь', 'ъ']);

export function toWestern(text: string): string {
  let written = '';
  for (const char of text.normalize('NFC')) written += isWestern(char) ? char : spell(char);
  return written;
}

/** Is it written as it was, but for marks and spelling. */
export function isReadable(text: string): boolean {
  return count(toWestern(text)) === count(text);
}

function count(text: string): number {
  return text.split('?').length;
}

function isWestern(char: string): boolean {
  return /[\u0020-\u007e\u00a0-\u00ff]/.test(char) ? char !== '\u00ad' : extra.includes(char);
}

function spell(char: string): string {
  if (/\s|\p{Cc}/u.test(char)) return ' ';
  // Marks on their own, and signs that only steer the layout.
  if (/\p{M}|\p{Cf}/u.test(char)) return '';
  const sign = signs[char];
  if (sign !== undefined) return sign;
  const lower = char.toLowerCase();
  if (silent.has(lower)) return '';
  const spelling = spellings.get(lower);
  if (spelling) return lower === char ? spelling : spelling[0]!.toUpperCase() + spelling.slice(1);
  const parts = char.normalize('NFKD');
  return parts === char ? '?' : [...parts].map((part) => (isWestern(part) ? part : spell(part))).join('');
}
