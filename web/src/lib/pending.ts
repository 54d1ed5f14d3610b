const key = 'smartstart.then';
const keptMs = 7 * 86_400_000;

/**
 * Where a person was going before they had to register, confirm a mail (in another tab) or sign in.
 * Kept in this browser only, for as long as an invitation is valid.
 */
export const pending = {
  remember(path: string): void {
    write(JSON.stringify({ path, until: Date.now() + keptMs }));
  },
  path(): string | null {
    const value = read();
    return value && value.until > Date.now() && value.path.startsWith('/') && !value.path.startsWith('//')
      ? value.path
      : null;
  },
  forget(): void {
    write(null);
  },
};

function read(): { path: string; until: number } | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return value && typeof value === 'object' && 'path' in value && 'until' in value
      ? (value as { path: string; until: number })
      : null;
  } catch {
    return null;
  }
}

function write(value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage may be turned off; the mail still carries the way back.
  }
}
