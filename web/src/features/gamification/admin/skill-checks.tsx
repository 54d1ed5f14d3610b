'use client';

import { Button, Card, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { PagedList } from '../../../components/paged-list';
import { PersonSelect, type Person } from '../../../components/person-select';
import { Section } from '../../../components/section';
import { api } from '../../../lib/api';
import { useFormat } from '../../../lib/format';
import { ReasonModal } from '../../buz-admin/reason-modal';

const key = ['gamification', 'admin', 'skill-checks'];
const kinds = ['TEST', 'CERTIFICATE'] as const;
type Kind = (typeof kinds)[number];

interface Check {
  readonly id: string;
  readonly name: string;
  readonly skill: string;
  readonly kind: Kind;
  readonly note: string;
  readonly by: string | null;
  readonly at: string;
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string | null;
}

/** Tests and certificates that administrators have seen, and taking them back. */
export function SkillChecks() {
  const t = useTranslations('gamification.admin.skills');
  const [taking, setTaking] = useState<Check | null>(null);
  const client = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.gamificationAdmin.skillChecks({ query: pageParam ? { cursor: pageParam } : {} }, { signal }),
    getNextPageParam: (page) => page.nextCursor,
  });
  return (
    <Section title={t('checks')} text={t('checksText')}>
      <Record />
      <PagedList query={query} label={t('checks')} empty={{ title: t('noChecks'), text: t('noChecksText') }}>
        {(check: Check) => <CheckCard check={check} onTake={() => setTaking(check)} />}
      </PagedList>
      {taking && (
        <ReasonModal
          title={t('withdraw')}
          effect={t('withdrawEffect', { skill: taking.skill, name: taking.name })}
          confirm={t('withdraw')}
          danger
          run={(reason) =>
            api.gamificationAdmin.withdrawSkillCheck({ params: { checkId: taking.id }, body: { reason } })
          }
          onClose={() => setTaking(null)}
          onDone={() => {
            notifications.show({ message: t('withdrawnDone') });
            void client.invalidateQueries({ queryKey: key });
          }}
        />
      )}
    </Section>
  );
}

function CheckCard({ check, onTake }: { check: Check; onTake: () => void }) {
  const t = useTranslations('gamification.admin.skills');
  const format = useFormat();
  const { name, skill, kind, note, by, at, withdrawnAt, withdrawnReason } = check;
  const line = t('line', { name, skill, kind: t(`kinds.${kind}`) });
  return (
    <Card component="article" padding="sm" withBorder>
      <Stack gap={4}>
        <Text fw={600}>{line}</Text>
        <Text size="sm">{note}</Text>
        <Text size="sm" c="dimmed">
          {t('by', { date: format.dateTime(at), by: by ?? '–' })}
        </Text>
        {withdrawnAt ? (
          <Text size="sm">
            {t('taken', { date: format.dateTime(withdrawnAt), reason: withdrawnReason ?? '' })}
          </Text>
        ) : (
          <Group>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${t('withdraw')}: ${line}`}
              onClick={onTake}
            >
              {t('withdraw')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}

function Record() {
  const t = useTranslations('gamification.admin.skills');
  const corrections = useTranslations('gamification.admin.corrections');
  const client = useQueryClient();
  const [person, setPerson] = useState<Person | null>(null);
  const [skill, setSkill] = useState('');
  const [kind, setKind] = useState<Kind>('CERTIFICATE');
  const [wrong, setWrong] = useState<'person' | 'skill' | null>(null);
  const [open, setOpen] = useState(false);
  const personField = useRef<HTMLInputElement>(null);
  const skillField = useRef<HTMLInputElement>(null);
  const check = () => {
    const fault = !person ? 'person' : !skill.trim() ? 'skill' : null;
    setWrong(fault);
    if (fault === 'person') personField.current?.focus();
    else if (fault === 'skill') skillField.current?.focus();
    else setOpen(true);
  };
  return (
    <Stack gap="sm" maw={420}>
      <PersonSelect
        ref={personField}
        label={t('person')}
        required
        byId
        value={person}
        onChange={setPerson}
        error={wrong === 'person' ? corrections('personMissing') : undefined}
      />
      <TextInput
        ref={skillField}
        label={t('skill')}
        required
        maxLength={60}
        value={skill}
        onChange={(event) => setSkill(event.currentTarget.value)}
        error={wrong === 'skill' ? t('skillMissing') : undefined}
      />
      <NativeSelect
        label={t('kind')}
        value={kind}
        data={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={({ currentTarget: { value } }) => setKind(value as Kind)}
      />
      <Group>
        <Button onClick={check}>{t('record')}</Button>
      </Group>
      {open && person && (
        <ReasonModal
          title={t('record')}
          effect={t('recordEffect', { skill: skill.trim(), name: person.name })}
          confirm={t('record')}
          field={{ label: t('note'), min: 5, max: 500 }}
          run={(note) =>
            api.gamificationAdmin.verifySkill({
              body: { userId: person.id, skill: skill.trim(), kind, note },
            })
          }
          onClose={() => setOpen(false)}
          onDone={() => {
            notifications.show({ message: t('recorded', { skill: skill.trim() }), color: 'fir' });
            setSkill('');
            void client.invalidateQueries({ queryKey: key });
          }}
        />
      )}
    </Stack>
  );
}
