'use client';

import { Anchor, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PlainList } from '../documents/plain-list';
import { FitBar } from './fit-bar';
import type { ComponentName, Fit } from './types';
import { componentNames, partOf, points, wayTo, weights } from './weights';

interface FitDetailsProps {
  readonly fit: Fit;
  readonly label: string;
  /** Where what the opportunity does not say is filled in; for those who may. */
  readonly editHref?: string;
  /** The reader is the person the match is about, and is shown where to say more. */
  readonly own: boolean;
}

/** The score factor by factor: its value, how much it counts, why, and what was not stated. */
export function FitDetails({ fit, label, editHref, own }: FitDetailsProps) {
  const t = useTranslations('matching.fit');
  const loose = fit.reasons.filter(({ about }) => about === 'other');
  return (
    <Stack gap="sm">
      <PlainList label={label} gap="sm">
        {componentNames.map((name) => (
          <li key={name}>
            <Factor
              name={name}
              value={fit.components[name]}
              title={t('factor', { name: t(`parts.${name}`), percent: points(weights[name]) })}
              fit={fit}
              own={own}
              editHref={editHref}
            />
          </li>
        ))}
        <li>
          <Factor
            name="wish"
            value={fit.wish}
            title={t('parts.wish')}
            fit={fit}
            own={own}
            editHref={editHref}
          />
        </li>
      </PlainList>
      {loose.map(({ text }) => (
        <Text key={text} size="sm">
          {text}
        </Text>
      ))}
    </Stack>
  );
}

interface FactorProps {
  readonly name: ComponentName | 'wish';
  readonly value: number;
  readonly title: string;
  readonly fit: Fit;
  readonly own: boolean;
  readonly editHref: string | undefined;
}

function Factor({ name, value, title, fit, own, editHref }: FactorProps) {
  const t = useTranslations('matching.fit');
  const reasons = fit.reasons.filter(({ about }) => about === name);
  const missing = fit.missing.filter((input) => partOf(input) === name);
  return (
    <Stack gap={2}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <FitBar value={value} label={t('valueOf', { name: t(`parts.${name}`) })} />
      {reasons.map(({ text }) => (
        <Text key={text} size="sm">
          {text}
        </Text>
      ))}
      {missing.map((input) => {
        const href = input.side === 'OPPORTUNITY' ? editHref : own ? (wayTo(input) ?? undefined) : undefined;
        return (
          <Text key={input.input} size="sm" c="dimmed">
            {input.text} {name !== 'wish' && t('half')}{' '}
            {href && (
              <Anchor component={Link} href={href} inherit>
                {t(input.side === 'OPPORTUNITY' ? 'sayThere' : 'sayIt')}
              </Anchor>
            )}
          </Text>
        );
      })}
    </Stack>
  );
}
