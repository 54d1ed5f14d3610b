'use client';

import { Group, Select, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import classes from './contract-text.module.css';
import type { Clause, FullReading, Span } from './queries';

/** The text clause by clause. A kind of clause is named in words above it; the coloured edge repeats the name. */
export function ContractText({ reading, shown }: { reading: FullReading; shown: readonly Span[] }) {
  const t = useTranslations('contracts.reader');
  const [kind, setKind] = useState<string | null>(null);
  const region = useRef<HTMLDivElement>(null);
  const kinds = useMemo(() => kindsOf(reading.clauses), [reading.clauses]);
  const clauses = useMemo(() => withPages(reading), [reading]);
  const first = shown[0]?.start;
  const [lastShown, setLastShown] = useState(shown);
  if (lastShown !== shown) {
    setLastShown(shown);
    // What is to be seen may stand in a clause that is left out.
    setKind(null);
  }
  useEffect(() => {
    if (first === undefined) return;
    let frame = 0;
    // Clauses on the way are laid out only now, and move the place on; a few frames later it stands still.
    const reach = (times: number) => {
      region.current?.querySelector('mark')?.scrollIntoView({ block: 'center', behavior: 'instant' });
      if (times > 1) frame = requestAnimationFrame(() => reach(times - 1));
    };
    reach(4);
    return () => cancelAnimationFrame(frame);
  }, [first, shown]);
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end">
        <Select
          label={t('clauseFilter')}
          placeholder={t('allClauses')}
          data={kinds.map(({ code, name, count }) => ({ value: code, label: `${name} (${count})` }))}
          value={kind}
          onChange={setKind}
          clearable
          searchable
          miw={260}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t('legend')}
      </Text>
      <div
        ref={region}
        className={classes.region}
        role="region"
        aria-label={t('text')}
        tabIndex={0}
        dir={reading.rightToLeft ? 'rtl' : 'auto'}
      >
        {clauses
          .filter(({ clause }) => !kind || clause.categories.some(({ code }) => code === kind))
          .map(({ clause, page }) => (
            <ClauseBlock
              key={clause.start}
              clause={clause}
              page={page}
              text={reading.text.slice(clause.start, clause.end)}
              shown={within(shown, clause)}
            />
          ))}
      </div>
    </Stack>
  );
}

interface BlockProps {
  readonly clause: Clause;
  readonly page: number | null;
  readonly text: string;
  readonly shown: readonly Span[];
}

const ClauseBlock = memo(
  function ClauseBlock({ clause, page, text, shown }: BlockProps) {
    const t = useTranslations('contracts.reader');
    const [top] = clause.categories;
    return (
      <>
        {page !== null && (
          <div className={classes.page}>
            <Text size="xs" c="dimmed">
              {t('page', { number: page })}
            </Text>
          </div>
        )}
        <div
          className={classes.clause}
          data-kind={top ? hueOf(top.code) : undefined}
          style={{ paddingInlineStart: `${0.75 + Math.min(clause.level, 5) * 0.75}rem` }}
        >
          {clause.categories.length > 0 && (
            <Text size="xs" fw={600} className={classes.names}>
              {clause.categories.map(({ name }) => name).join(' · ')}
            </Text>
          )}
          <div className={classes.words}>{marked(text, clause.start, shown)}</div>
        </div>
      </>
    );
  },
  (before, after) =>
    before.clause === after.clause &&
    before.page === after.page &&
    before.shown.length + after.shown.length === 0,
);

/** The words, with the characters to be shown marked. */
function marked(text: string, offset: number, shown: readonly Span[]) {
  const parts = [];
  let at = 0;
  for (const span of shown) {
    const from = Math.max(at, span.start - offset);
    const to = Math.min(text.length, span.end - offset);
    if (to <= from) continue;
    if (from > at) parts.push(text.slice(at, from));
    parts.push(<mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  parts.push(text.slice(at));
  return parts;
}

function within(shown: readonly Span[], clause: Span): readonly Span[] {
  return shown
    .filter((span) => span.start < clause.end && span.end > clause.start)
    .toSorted((a, b) => a.start - b.start);
}

function kindsOf(clauses: readonly Clause[]): { code: string; name: string; count: number }[] {
  const kinds = new Map<string, { code: string; name: string; count: number }>();
  for (const { code, name } of clauses.flatMap((clause) => clause.categories)) {
    const kind = kinds.get(code) ?? { code, name, count: 0 };
    kind.count += 1;
    kinds.set(code, kind);
  }
  return [...kinds.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The number of the page that begins with a clause, from the second page on. */
function withPages({ clauses, pageStarts }: FullReading): { clause: Clause; page: number | null }[] {
  let page = 0;
  return clauses.map((clause) => {
    const before = page;
    while (page < pageStarts.length && pageStarts[page]! <= clause.start) page += 1;
    return { clause, page: page > before && pageStarts.length > 1 ? page : null };
  });
}

const hues = 8;

function hueOf(code: string): number {
  let sum = 0;
  for (const char of code) sum = (sum * 31 + char.codePointAt(0)!) % 9973;
  return sum % hues;
}
