'use client';

import {
  Checkbox,
  NativeSelect,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { opportunitiesWire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Section } from '../../components/section';
import { industries } from './filters';
import type { PostingDraft, PostingField } from './posting-draft';
import { RewardRows } from './reward-rows';
import { SkillRows } from './skill-rows';
import type { Engagement, Kind, OpportunityType, SeatRole, Visibility } from './types';
import { useOpportunityWords } from './words';

export interface PostingFieldsProps {
  readonly kind: Kind;
  readonly ventureBound: boolean;
  readonly draft: PostingDraft;
  readonly errorOf: (path: string) => string | null;
  readonly onChange: (change: Partial<PostingDraft>) => void;
}

type TextField = {
  [K in PostingField]: PostingDraft[K] extends string ? (string extends PostingDraft[K] ? K : never) : never;
}[PostingField];

function useText({ draft, errorOf, onChange }: PostingFieldsProps) {
  const t = useTranslations('opportunities.form');
  return (name: TextField, maxLength: number) => ({
    label: t(`fields.${name}`),
    maxLength,
    value: draft[name],
    error: errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  });
}

export function WhatFields(props: PostingFieldsProps) {
  const t = useTranslations('opportunities.form');
  const types = useTranslations('opportunities.types');
  const words = useOpportunityWords();
  const { kind, draft, onChange } = props;
  const text = useText(props);
  return (
    <Section title={t('sections.what')}>
      <Stack gap="md" maw={720}>
        <TextInput
          {...text('title', 120)}
          required
          description={t(kind === 'SERVICE' ? 'titleService' : 'titleHint')}
        />
        {kind === 'OPPORTUNITY' && (
          <NativeSelect
            label={t('fields.type')}
            value={draft.type}
            onChange={({ currentTarget }) => onChange({ type: currentTarget.value as OpportunityType })}
            data={opportunitiesWire.opportunityType.options.map((one) => ({ value: one, label: types(one) }))}
          />
        )}
        <Textarea
          {...text('description', 8000)}
          description={t(draft.ndaRequired && kind === 'OPPORTUNITY' ? 'descriptionNda' : 'descriptionHint')}
          autosize
          minRows={5}
          maxRows={20}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NativeSelect
            label={t('fields.industry')}
            value={draft.industry}
            onChange={({ currentTarget }) =>
              onChange({ industry: industries.find((one) => one === currentTarget.value) ?? '' })
            }
            data={[
              { value: '', label: t('noIndustry') },
              ...industries.map((one) => ({ value: one, label: words.industry(one) })),
            ]}
          />
          <TagsInput
            label={t('fields.tags')}
            maxTags={10}
            acceptValueOnBlur
            value={[...draft.tags]}
            onChange={(tags) => onChange({ tags: tags.map((tag) => tag.slice(0, 30)) })}
          />
        </SimpleGrid>
      </Stack>
    </Section>
  );
}

export function SkillFields(props: PostingFieldsProps) {
  const t = useTranslations('opportunities.form');
  const { kind, ventureBound, draft, errorOf, onChange } = props;
  const text = useText(props);
  const service = kind === 'SERVICE';
  return (
    <Section title={t('sections.skills')} text={t(service ? 'skillsService' : 'skillsText')}>
      <Stack gap="lg" maw={720}>
        <SkillRows
          legend={t(service ? 'fields.skills' : 'fields.requiredSkills')}
          value={draft.requiredSkills}
          error={errorOf('requiredSkills') ?? errorOf('skills')}
          onChange={(requiredSkills) => onChange({ requiredSkills })}
        />
        {!service && (
          <SkillRows
            legend={t('fields.preferredSkills')}
            value={draft.preferredSkills}
            error={errorOf('preferredSkills')}
            onChange={(preferredSkills) => onChange({ preferredSkills })}
          />
        )}
        {!service && !ventureBound && (
          <TextInput
            {...text('yearsNeeded', 2)}
            description={t('yearsHint')}
            inputMode="numeric"
            w={{ base: '100%', xs: 260 }}
          />
        )}
      </Stack>
    </Section>
  );
}

export function TimeFields(props: PostingFieldsProps) {
  const t = useTranslations('opportunities.form');
  const engagements = useTranslations('opportunities.engagements');
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone')], []);
  const { kind, draft, errorOf, onChange } = props;
  const text = useText(props);
  return (
    <Section title={t('sections.time')}>
      <Stack gap="md" maw={720}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NativeSelect
            label={t('fields.engagement')}
            value={draft.engagement}
            onChange={({ currentTarget }) => onChange({ engagement: currentTarget.value as Engagement })}
            data={opportunitiesWire.engagement.options.map((one) => ({
              value: one,
              label: engagements(one),
            }))}
          />
          <TextInput {...text('hoursPerWeek', 2)} inputMode="numeric" />
          {kind === 'OPPORTUNITY' && (
            <TextInput {...text('durationWeeks', 3)} placeholder={t('durationOpen')} inputMode="numeric" />
          )}
        </SimpleGrid>
        <Checkbox
          label={t('fields.remote')}
          checked={draft.remote}
          onChange={({ currentTarget }) => onChange({ remote: currentTarget.checked })}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput {...text('place', 120)} placeholder={t('placeExample')} required={!draft.remote} />
          <Select
            label={t('fields.timeZone')}
            data={zones}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('noZone') }}
            limit={60}
            value={draft.timeZone || null}
            error={errorOf('timeZone')}
            onChange={(zone) => onChange({ timeZone: zone ?? '' })}
          />
        </SimpleGrid>
      </Stack>
    </Section>
  );
}

export function ReturnFields({ kind, draft, errorOf, onChange }: PostingFieldsProps) {
  const t = useTranslations('opportunities.form');
  return (
    <Section
      title={t(kind === 'SERVICE' ? 'sections.price' : 'sections.reward')}
      text={t(kind === 'SERVICE' ? 'priceText' : 'rewardText')}
    >
      <RewardRows
        kind={kind}
        value={draft.rewards}
        errorOf={errorOf}
        onChange={(rewards) => onChange({ rewards })}
      />
    </Section>
  );
}

export function WhoFields(props: PostingFieldsProps) {
  const t = useTranslations('opportunities.form');
  const roles = useTranslations('opportunities.seatRoles');
  const seen = useTranslations('opportunities.visibilities');
  const { kind, ventureBound, draft, errorOf, onChange } = props;
  const text = useText(props);
  const service = kind === 'SERVICE';
  const visibilities = opportunitiesWire.opportunityVisibility.options.filter((one) =>
    service ? one !== 'PRIVATE' && one !== 'VENTURE_ONLY' : ventureBound || one !== 'VENTURE_ONLY',
  );
  return (
    <Section title={t('sections.who')}>
      <Stack gap="md" maw={720}>
        <Radio.Group
          label={t('fields.visibility')}
          value={draft.visibility}
          error={errorOf('visibility')}
          onChange={(visibility) => onChange({ visibility: visibility as Visibility })}
        >
          <Stack gap="xs" mt="xs">
            {visibilities.map((one) => (
              <Radio key={one} value={one} label={seen(one)} />
            ))}
          </Stack>
        </Radio.Group>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            {...text('places', 2)}
            required
            inputMode="numeric"
            description={t(service ? 'placesService' : 'placesHint')}
          />
          <TextInput {...text('openDays', 2)} required inputMode="numeric" description={t('openDaysHint')} />
          {ventureBound && (
            <NativeSelect
              label={t('fields.seatRole')}
              description={t('seatRoleHint')}
              value={draft.seatRole}
              error={errorOf('seatRole')}
              onChange={({ currentTarget }) => onChange({ seatRole: currentTarget.value as SeatRole })}
              data={opportunitiesWire.seatRole.options.map((one) => ({ value: one, label: roles(one) }))}
            />
          )}
        </SimpleGrid>
        {!service && (
          <Checkbox
            label={t('fields.ndaRequired')}
            description={t('ndaHint')}
            checked={draft.ndaRequired}
            onChange={({ currentTarget }) => onChange({ ndaRequired: currentTarget.checked })}
          />
        )}
      </Stack>
    </Section>
  );
}
