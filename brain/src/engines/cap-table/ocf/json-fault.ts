/** Where a text stops being JSON (RFC 8259). The parser of the platform names the place only for some texts. */

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
const space = /[ \t\n\r]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The position of the first sign that does not belong, or the length of the text where it ends too early. */
export function faultPosition(text: string): number {
  let at = 0;
  /** What closes the lists and objects that are open, outermost first. */
  const open: ('}' | ']')[] = [];

  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const take = (sign: string): boolean => {
    skip(space);
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };
  const takeText = (): boolean => {
    if (!take('"')) return false;
    while (at < text.length && text[at] !== '"') {
      if (text[at] === '\\') {
        if (!skip(escaped)) return false;
      } else if (text.charCodeAt(at) < 32) return false;
      else at += 1;
    }
    return take('"');
  };
  const takeKey = (): boolean => takeText() && take(':');
  /** A whole value that opens nothing; or the opening of one, with the key of its first member. */
  const takeValue = (): 'whole' | 'opened' | 'fault' => {
    skip(space);
    if (text[at] === '"') return takeText() ? 'whole' : 'fault';
    if (take('[')) {
      if (take(']')) return 'whole';
      open.push(']');
      return 'opened';
    }
    if (take('{')) {
      if (take('}')) return 'whole';
      open.push('}');
      return takeKey() ? 'opened' : 'fault';
    }
    return skip(number) || skip(word) ? 'whole' : 'fault';
  };

  for (;;) {
    const value = takeValue();
    if (value === 'fault') return at;
    if (value === 'opened') continue;
    for (let close = open.at(-1); close && take(close); close = open.at(-1)) open.pop();
    if (open.length === 0) {
      skip(space);
      return at;
    }
    if (!take(',')) return at;
    if (open.at(-1) === '}' && !takeKey()) return at;
  }
}
