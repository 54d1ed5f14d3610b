'use client';

import {
  Autocomplete,
  Button,
  Fieldset,
  Group,
  NativeSelect,
  NumberInput,
  Radio,
  Stack,
  TextInput,
} from '@mantine/core';
import { agreementWire } from '@smartstart/contract';
import { IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { PersonSelect } from '../../components/person-select';
import type { PersonProblem, PersonRow } from './draft-form';
import type { RecipientInput } from './types';

interface RecipientItemProps {
  readonly row: PersonRow;
  readonly number: number;
  /** The parts of the text that somebody signs as. */
  readonly roles: readonly string[];
  readonly problem: PersonProblem | undefined;
  readonly onSet: (row: Partial<PersonRow>) => void;
  readonly onRemove: () => void;
}

/** One recipient: who, in which role, what they do, and in which step. */
export function RecipientItem({ row, number, roles, problem, onSet, onRemove }: RecipientItemProps) {
  const t = useTranslations('agreements.people');
  const signs = row.kind === 'SIGNER';
  return (
    <li data-row={row.key}>
      <Fieldset legend={t('number', { number })} p="sm">
        <Stack gap="sm">
          <Radio.Group
            label={t('who')}
            value={row.guest ? 'guest' : 'member'}
            onChange={(value) => onSet({ guest: value === 'guest' })}
          >
            <Group mt={6} gap="lg">
              <Radio value="member" label={t('member')} />
              <Radio value="guest" label={t('guest')} />
            </Group>
          </Radio.Group>
          <WhoFields row={row} problem={problem} onSet={onSet} />
          <Group align="flex-start" gap="sm" preventGrowOverflow={false}>
            <NativeSelect
              label={t('kind')}
              flex="1 1 9rem"
              value={row.kind}
              onChange={(event) => onSet({ kind: event.currentTarget.value as RecipientInput['kind'] })}
              data={agreementWire.recipientKind.options.map((value) => ({
                value,
                label: t(`kinds.${value}`),
              }))}
            />
            <Autocomplete
              label={t('role')}
              description={signs ? t('roleHelp') : undefined}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              flex="2 1 11rem"
              maxLength={60}
              data={[...roles]}
              value={row.role}
              onChange={(role) => onSet({ role })}
            />
            {row.kind !== 'COPY' && (
              <NumberInput
                label={t('step')}
                description={t('stepHelp')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                flex="1 1 7rem"
                min={1}
                max={20}
                allowDecimal={false}
                clampBehavior="strict"
                value={row.step}
                onChange={(step) => typeof step === 'number' && step >= 1 && onSet({ step })}
              />
            )}
          </Group>
          <Group justify="flex-end">
            <Button
              variant="subtle"
              color="red"
              size="xs"
              leftSection={<IconTrash size={16} aria-hidden />}
              aria-label={t('removeNamed', { number, name: row.name })}
              onClick={onRemove}
            >
              {t('remove')}
            </Button>
          </Group>
        </Stack>
      </Fieldset>
    </li>
  );
}

interface WhoFieldsProps {
  readonly row: Pick<PersonRow, 'guest' | 'userId' | 'name' | 'email'>;
  readonly problem: PersonProblem | undefined;
  readonly onSet: (row: Partial<PersonRow>) => void;
}

/** A member found by name, or a guest by name and e-mail address. */
export function WhoFields({ row, problem, onSet }: WhoFieldsProps) {
  const t = useTranslations('agreements.people');
  const said = (...of: PersonProblem[]) =>
    problem && of.includes(problem) ? t(`problem.${problem}`) : undefined;
  if (!row.guest)
    return (
      <PersonSelect
        label={t('memberName')}
        value={row.userId ? { id: row.userId, name: row.name || t('memberUnnamed') } : null}
        clearable
        required
        error={said('noMember', 'twice')}
        onChange={(person) => onSet({ userId: person?.id ?? null, name: person?.name ?? '' })}
      />
    );
  return (
    <Group align="flex-start" gap="sm" preventGrowOverflow={false}>
      <TextInput
        label={t('guestName')}
        flex="1 1 11rem"
        required
        maxLength={120}
        autoComplete="off"
        value={row.name}
        error={said('noName')}
        onChange={(event) => onSet({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('guestEmail')}
        flex="1 1 13rem"
        required
        type="email"
        maxLength={254}
        autoComplete="off"
        value={row.email}
        error={said('noAddress', 'twice')}
        onChange={(event) => onSet({ email: event.currentTarget.value })}
      />
    </Group>
  );
}
