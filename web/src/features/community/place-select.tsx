'use client';

import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { channelsQuery } from '../messages/queries';

interface Props {
  /** A venture; empty for the first choice. */
  readonly value: string;
  readonly onChange: (ventureId: string) => void;
  readonly label?: string;
  /** What the empty choice is: the platform for posting, everywhere for reading. */
  readonly none: 'platform' | 'everywhere';
}

/** The platform, or one of the ventures one belongs to. Their channels say in which one reads, and in which one speaks. */
export function PlaceSelect({ value, onChange, label, none }: Props) {
  const t = useTranslations('community.place');
  const { data } = useQuery(channelsQuery({ scope: 'VENTURE' }));
  const ventures = new Map(
    (data?.items ?? [])
      .filter(({ rights, archived }) => none === 'everywhere' || (rights.includes('comment') && !archived))
      .map(({ scopeId, scopeName }) => [scopeId ?? '', scopeName]),
  );
  return (
    <NativeSelect
      label={label ?? t('label')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: t(none) },
        ...[...ventures].map(([id, name]) => ({ value: id, label: name })),
      ]}
    />
  );
}
