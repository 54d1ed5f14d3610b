'use client';

import {
  ActionIcon,
  Button,
  Card,
  Group,
  NativeSelect,
  NumberInput,
  Radio,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Section } from '../../components/section';
import { ProblemAlert } from '../../lib/problem';
import { namedSkills } from '../opportunities/skill-names';
import { SkillRows } from '../opportunities/skill-rows';
import type { OpportunityInFull, SkillLevel } from '../opportunities/types';
import type { TeamRole } from './types';

const sources = ['BOTH', 'CANDIDATES', 'APPLICANTS'] as const;
type Source = (typeof sources)[number];
const mostRoles = 8;
const mostSeats = 12;

export interface TeamQuestion {
  readonly size?: number;
  readonly roles?: TeamRole[];
  readonly from: Source;
}

interface RoleDraft {
  readonly title: string;
  readonly seats: number;
  readonly skills: SkillLevel[];
}

interface TeamFormProps {
  readonly opportunity: OpportunityInFull;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onAsk: (question: TeamQuestion) => void;
}

/** Which seats are to be filled: so many of the same kind, or several roles with skills of their own. */
export function TeamForm({ opportunity, busy, error, onAsk }: TeamFormProps) {
  const t = useTranslations('matching.team');
  const form = useRef<HTMLFormElement>(null);
  const free = Math.max(1, opportunity.places - opportunity.taken);
  const [how, setHow] = useState<'size' | 'roles'>('size');
  const [size, setSize] = useState(Math.min(free, mostSeats));
  const [from, setFrom] = useState<Source>('BOTH');
  const [roles, setRoles] = useState<readonly RoleDraft[]>([emptyRole(opportunity)]);
  const [shown, setShown] = useState(false);
  const setRole = (index: number, change: Partial<RoleDraft>) =>
    setRoles((before) => before.map((role, at) => (at === index ? { ...role, ...change } : role)));
  const submit = () => {
    if (how === 'size') return onAsk({ size, from });
    const built = roles.map(({ title, seats, skills }) => ({
      title: title.trim(),
      seats,
      skills: namedSkills(skills),
    }));
    const wrong = built.some(({ title, skills }) => !title || skills.length === 0);
    setShown(wrong);
    if (!wrong) return onAsk({ roles: built, from });
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <Section title={t('title')} text={t('text')}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          <Radio.Group
            label={t('how')}
            value={how}
            onChange={(value) => setHow(value === 'roles' ? 'roles' : 'size')}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="size" label={t('bySize')} />
              <Radio value="roles" label={t('byRoles')} />
            </Stack>
          </Radio.Group>
          {how === 'size' ? (
            <NumberInput
              label={t('size')}
              description={t('sizeHint', { count: free })}
              w={{ base: '100%', xs: 220 }}
              min={1}
              max={mostSeats}
              allowDecimal={false}
              clampBehavior="strict"
              value={size}
              onChange={(value) => setSize(typeof value === 'number' ? value : 1)}
            />
          ) : (
            <Stack gap="md">
              {roles.map((role, index) => (
                <Card key={index} p="md" role="group" aria-label={t('role', { number: index + 1 })}>
                  <Stack gap="sm">
                    <Group align="flex-start" gap="sm">
                      <TextInput
                        label={t('roleTitle')}
                        placeholder={t('roleExample')}
                        required
                        maxLength={80}
                        flex="1 1 12rem"
                        value={role.title}
                        error={shown && !role.title.trim() ? t('titleMissing') : null}
                        onChange={({ currentTarget }) => setRole(index, { title: currentTarget.value })}
                      />
                      <NumberInput
                        label={t('seats')}
                        w={110}
                        min={1}
                        max={mostSeats}
                        allowDecimal={false}
                        clampBehavior="strict"
                        value={role.seats}
                        onChange={(value) => setRole(index, { seats: typeof value === 'number' ? value : 1 })}
                      />
                      {roles.length > 1 && (
                        <ActionIcon
                          variant="default"
                          size={36}
                          mt={25}
                          aria-label={t('removeRole', { title: role.title || String(index + 1) })}
                          onClick={() => setRoles(roles.filter((_, at) => at !== index))}
                        >
                          <IconTrash size={18} aria-hidden />
                        </ActionIcon>
                      )}
                    </Group>
                    <SkillRows
                      legend={t('roleSkills', { number: index + 1 })}
                      value={role.skills}
                      error={shown && namedSkills(role.skills).length === 0 ? t('skillsMissing') : null}
                      onChange={(skills) => setRole(index, { skills })}
                    />
                  </Stack>
                </Card>
              ))}
              <div>
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconPlus size={16} aria-hidden />}
                  disabled={roles.length >= mostRoles}
                  onClick={() =>
                    setRoles([...roles, { title: '', seats: 1, skills: [{ name: '', level: 3 }] }])
                  }
                >
                  {t('addRole')}
                </Button>
              </div>
            </Stack>
          )}
          <NativeSelect
            label={t('from')}
            w={{ base: '100%', xs: 320 }}
            value={from}
            onChange={({ currentTarget }) =>
              setFrom(sources.find((source) => source === currentTarget.value) ?? 'BOTH')
            }
            data={sources.map((source) => ({ value: source, label: t(`sources.${source}`) }))}
          />
          <ProblemAlert error={error} />
          <Group>
            <Button type="submit" loading={busy}>
              {t('propose')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('nothingYet')}
            </Text>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function emptyRole({ requiredSkills }: OpportunityInFull): RoleDraft {
  return {
    title: '',
    seats: 1,
    skills:
      requiredSkills.length > 0 ? requiredSkills.map((skill) => ({ ...skill })) : [{ name: '', level: 3 }],
  };
}
