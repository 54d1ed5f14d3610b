'use client';

import { Anchor, Button, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useAccess } from '../../lib/session';
import { PlainList } from '../documents/plain-list';
import { FitBar } from '../matching/fit-bar';
import { useMatches } from '../matching/queries';
import { opportunityHref } from '../opportunities/types';
import { Loaded, Panel } from './panel';

const most = 3;

/** The opportunities that fit best, with the main reason each. */
export function OwnMatches() {
  const t = useTranslations('dashboard.matches');
  const member = useAccess().data?.held.includes(1) ?? false;
  const matches = useMatches();
  if (!member || matches.data?.readiness === 'OFF') return null;
  return (
    <Panel
      title={t('title')}
      action={
        <Button
          component={Link}
          href="/opportunities"
          variant="subtle"
          size="compact-sm"
          style={{ flexShrink: 0 }}
        >
          {t('all')}
        </Button>
      }
    >
      <Loaded query={matches}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm">
              {t('none')}{' '}
              <Anchor component={Link} href="/settings/profile" inherit>
                {t('toProfile')}
              </Anchor>
            </Text>
          ) : (
            <PlainList label={t('title')}>
              {items.slice(0, most).map(({ id, score, opportunity, reasons }) => (
                <li key={id}>
                  <Stack gap={2}>
                    <Anchor component={Link} href={opportunityHref(opportunity.id)} size="sm" fw={600}>
                      {opportunity.title}
                    </Anchor>
                    <FitBar value={score} label={t('fitOf', { title: opportunity.title })} />
                    {reasons[0] && (
                      <Text size="sm" c="dimmed">
                        {reasons[0].text}
                      </Text>
                    )}
                  </Stack>
                </li>
              ))}
            </PlainList>
          )
        }
      </Loaded>
    </Panel>
  );
}
