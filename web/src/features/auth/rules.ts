/** The shape of an address, no more: whether it exists is found by writing to it. */
export function looksLikeEmail(value: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(value.trim()) && value.trim().length <= 254;
}

export const passwordLength = { min: 12, max: 128 } as const;

export function passwordFits(value: string): boolean {
  return value.length >= passwordLength.min && value.length <= passwordLength.max;
}
