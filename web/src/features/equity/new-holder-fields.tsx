'use client';

import { NativeSelect, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { membersQuery } from '../ventures/queries';
import { textOf } from './act-draft';
import { useFaultText, withText, type FieldProps } from './field-props';
import type { Field } from './acts';

const relationships = [
  'FOUNDER',
  'EMPLOYEE',
  'CONSULTANT',
  'ADVISOR',
  'INVESTOR',
  'BOARD_MEMBER',
  'EXECUTIVE',
  'OTHER',
] as const;

/** Somebody who is to hold something: a member of the venture, or a person or company by e-mail. */
export function NewHolderFields({
  standing,
  table,
  draft,
  faults,
  onChange,
}: FieldProps<Extract<Field, { kind: 'newHolder' }>>) {
  const t = useTranslations('equity.newHolder');
  const faultOf = useFaultText(faults);
  const members = useQuery(membersQuery(standing.venture.id));
  const there = new Set(table.holders.map(({ userId }) => userId));
  const offered = (members.data?.items ?? []).filter(({ userId }) => !there.has(userId));
  const set = (name: string) => (change: { currentTarget: { value: string } }) =>
    onChange(withText(draft, name, change.currentTarget.value), name);
  const member = textOf(draft, 'who') === 'MEMBER';
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('who')}
        value={textOf(draft, 'who')}
        onChange={(value) => onChange(withText(draft, 'who', value), 'userId', 'holderName', 'email')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="MEMBER" label={t('member')} description={t('memberHint')} />
          <Radio value="OTHER" label={t('other')} description={t('otherHint')} />
        </Stack>
      </Radio.Group>
      {member ? (
        <Select
          label={t('memberField')}
          description={offered.length ? undefined : t('nobodyLeft')}
          required
          searchable
          data={offered.map(({ userId, name }) => ({ value: userId, label: name }))}
          value={textOf(draft, 'userId') || null}
          error={faultOf('userId')}
          onChange={(userId) => {
            const name = offered.find((one) => one.userId === userId)?.name ?? '';
            onChange(withText(withText(draft, 'userId', userId ?? ''), 'memberName', name), 'userId');
          }}
        />
      ) : (
        <>
          <NativeSelect
            label={t('kind')}
            value={textOf(draft, 'holderKind')}
            onChange={set('holderKind')}
            data={[
              { value: 'INDIVIDUAL', label: t('INDIVIDUAL') },
              { value: 'INSTITUTION', label: t('INSTITUTION') },
            ]}
          />
          <TextInput
            label={t('name')}
            description={t('nameHint')}
            required
            maxLength={160}
            value={textOf(draft, 'holderName')}
            error={faultOf('holderName')}
            onChange={set('holderName')}
          />
          <TextInput
            label={t('email')}
            description={t('emailHint')}
            type="email"
            required
            maxLength={254}
            value={textOf(draft, 'email')}
            error={faultOf('email')}
            onChange={set('email')}
          />
        </>
      )}
      <NativeSelect
        label={t('relationship')}
        description={t('relationshipHint')}
        value={textOf(draft, 'relationship')}
        onChange={set('relationship')}
        data={relationships.map((value) => ({ value, label: t(`relationships.${value}`) }))}
      />
    </Stack>
  );
}
