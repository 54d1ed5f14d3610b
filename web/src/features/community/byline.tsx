'use client';

import { Anchor, Group, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PersonPhoto } from '../../components/person-photo';
import { useFormat } from '../../lib/format';

interface Named {
  readonly userId: string;
  readonly name: string;
}

/** Whose name leads to their page; somebody erased has none. */
export function PersonLink({ person }: { person: Named }) {
  const t = useTranslations('community.byline');
  if (!person.name) return t('nobody');
  return (
    <Anchor component={Link} href={`/people/${person.userId}`} inherit c="inherit" fw={600}>
      {person.name}
    </Anchor>
  );
}

interface BylineProps {
  readonly person: Named;
  readonly at: string;
  readonly venture?: { readonly id: string; readonly name: string } | null;
}

/** Who, where and when, above what they said. */
export function Byline({ person, at, venture }: BylineProps) {
  const t = useTranslations('community.byline');
  const format = useFormat();
  return (
    <Group gap="sm" wrap="nowrap">
      <PersonPhoto name={person.name} fileId={null} size={36} />
      <Text size="sm">
        <PersonLink person={person} />
        {venture && (
          <>
            {` ${t('in')} `}
            <Anchor component={Link} href={`/ventures/${venture.id}`} inherit c="inherit">
              {venture.name}
            </Anchor>
          </>
        )}
        <Text span c="dimmed" title={format.dateTime(at)}>
          {' · '}
          <time dateTime={at}>{format.relative(at)}</time>
        </Text>
      </Text>
    </Group>
  );
}
