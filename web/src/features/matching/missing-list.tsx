'use client';

import { Anchor, List, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { MissingInput } from './types';
import { partOf, wayTo, weights, points } from './weights';

/** What a person has not said, what it would count for, and the way to say it. */
export function MissingList({ inputs }: { inputs: readonly MissingInput[] }) {
  const t = useTranslations('matching.missing');
  return (
    <List size="sm" spacing={6}>
      {inputs.map((input) => {
        const part = partOf(input);
        const href = wayTo(input);
        return (
          <List.Item key={input.input}>
            <Text span inherit>
              {input.text} {part && part !== 'wish' ? t('counts', { percent: points(weights[part]) }) : ''}
            </Text>{' '}
            {href && (
              <Anchor component={Link} href={href} inherit aria-label={t('sayNamed', { what: input.text })}>
                {t('say')}
              </Anchor>
            )}
          </List.Item>
        );
      })}
    </List>
  );
}
