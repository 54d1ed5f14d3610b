/** Something that is wrong, or worth knowing, in words for people and with a code for programs. */
export interface Finding {
  readonly code: string;
  readonly sentence: string;
}

/** What was found so far. One fault seen many times is told a few times, so that an answer keeps its size. */
export interface Findings {
  readonly list: readonly Finding[];
  add(code: string, sentence: string): void;
}

const maxFindings = 100;

export function findings(): Findings {
  const list: Finding[] = [];
  return {
    list,
    add(code, sentence) {
      if (list.length < maxFindings) list.push({ code, sentence });
    },
  };
}
