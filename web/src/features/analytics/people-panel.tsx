'use client';

import { Alert, Anchor, Group, Stack, Text } from '@mantine/core';
import { IconEyeCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { OpenModal } from '../../components/open-modal';
import { MoreButton, QueryView } from '../../components/query-view';
import { useFormat } from '../../lib/format';
import { PlainTable } from '../money/plain-table';
import { Caveat } from './asked';
import { peopleQuery } from './queries';
import type { PeopleSource } from './types';

interface PeoplePanelProps {
  /** Which point of which chart, in words. */
  readonly title: string;
  readonly source: PeopleSource;
  readonly onClose: () => void;
  /** The way to the others of the same point. */
  readonly switcher?: ReactNode;
}

/** Who stands behind a point of a chart. The look itself is written down, and the reader is told so. */
export function PeoplePanel({ title, source, onClose, switcher }: PeoplePanelProps) {
  const t = useTranslations('analytics.people');
  return (
    <OpenModal title={title} onClose={onClose} size="lg">
      <Stack>
        <Alert variant="light" color="gray" icon={<IconEyeCheck aria-hidden />}>
          {t('audited')}
        </Alert>
        {switcher && <Group>{switcher}</Group>}
        <People title={title} source={source} />
      </Stack>
    </OpenModal>
  );
}

function People({ title, source }: { title: string; source: PeopleSource }) {
  const t = useTranslations('analytics.people');
  const format = useFormat();
  const query = useInfiniteQuery(peopleQuery(source));
  return (
    <QueryView query={query}>
      {({ pages }) => {
        const people = pages.flatMap(({ items }) => items);
        const total = pages[0]?.total ?? 0;
        const withheld = pages[0]?.withheld ?? 0;
        const counted = withheld > 0 && <Caveat>{t('withheld', { count: withheld })}</Caveat>;
        if (people.length === 0)
          return (
            <Stack gap="sm" role="status">
              <Text>{t(withheld > 0 ? 'nobodyNamed' : 'nobody')}</Text>
              {counted}
            </Stack>
          );
        return (
          <Stack gap="sm">
            <Text size="sm" role="status">
              {t('shown', { shown: format.number(people.length), total: format.number(total) })}
            </Text>
            <PlainTable
              label={title}
              minWidth={280}
              items={people}
              keyOf={({ userId }) => userId}
              columns={[
                {
                  head: t('name'),
                  cell: ({ userId, name }) => (
                    <Anchor component={Link} href={`/people/${userId}`} size="sm">
                      {name}
                    </Anchor>
                  ),
                },
                {
                  head: t('lastAt'),
                  end: true,
                  cell: ({ lastAt }) => (lastAt === null ? t('notInRange') : format.dateTime(lastAt)),
                },
              ]}
            />
            {counted}
            <MoreButton query={query} />
          </Stack>
        );
      }}
    </QueryView>
  );
}
