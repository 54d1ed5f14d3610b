'use client';

import { Group, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { workWire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import { FigureField } from './figure-field';
import { priorityName } from './looks';
import { isOpen, useSprints } from './sprint-options';
import type { TaskDraft } from './task-draft';
import type { Person, Task } from './types';
import { useTeamOptions } from './use-team-options';

interface TaskFieldsProps {
  readonly ventureId: string;
  readonly form: UseFormReturnType<TaskDraft>;
  /** An assignee without planning rights keeps the description and the hours up to date. */
  readonly plans: boolean;
  readonly task?: Task;
}

const priorities = [5, 4, 3, 2, 1];

/** Everything that is said of a task. */
export function TaskFields({ ventureId, form, plans, task }: TaskFieldsProps) {
  const t = useTranslations('work');
  return (
    <Stack>
      {plans && (
        <TextInput
          label={t('fields.title')}
          required
          maxLength={160}
          data-autofocus
          {...form.getInputProps('title')}
        />
      )}
      <Textarea
        label={t('fields.description')}
        description={t('fields.descriptionHint')}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={5000}
        {...(plans ? {} : { 'data-autofocus': true })}
        {...form.getInputProps('description')}
      />
      {plans && <Planned ventureId={ventureId} form={form} chosen={task?.assignee ?? null} />}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {(['estimatedHours', 'actualHours'] as const).map((field) => (
          <FigureField
            key={field}
            label={t(`fields.${field}`)}
            description={t(`fields.${field}Hint`)}
            places={2}
            {...form.getInputProps(field)}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function Planned({
  ventureId,
  form,
  chosen,
}: Pick<TaskFieldsProps, 'ventureId' | 'form'> & { chosen: Person | null }) {
  const t = useTranslations('work');
  const team = useTeamOptions(ventureId, chosen);
  const { sprints } = useSprints(ventureId);
  const { sprintId } = form.values;
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect
          label={t('fields.kind')}
          data={workWire.taskKind.options.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          {...form.getInputProps('kind')}
        />
        <NativeSelect
          label={t('fields.priority')}
          data={priorities.map((value) => ({
            value: String(value),
            label: t('priority.step', { value, name: t(`priority.${priorityName(value)}`) }),
          }))}
          {...form.getInputProps('priority')}
        />
        <NativeSelect
          label={t('fields.assignee')}
          data={[{ value: '', label: t('nobody') }, ...team]}
          {...form.getInputProps('assigneeId')}
        />
        <NativeSelect
          label={t('fields.sprint')}
          data={[
            { value: '', label: t('fields.noSprint') },
            ...sprints
              .filter((sprint) => isOpen(sprint) || sprint.id === sprintId)
              .map(({ id, name, state }) => ({
                value: id,
                label: t('board.sprintNamed', { name, state: t(`sprintStates.${state}`) }),
              })),
          ]}
          {...form.getInputProps('sprintId')}
        />
      </SimpleGrid>
      <Group align="flex-start" grow preventGrowOverflow={false}>
        <FigureField
          label={t('fields.points')}
          description={t('fields.pointsHint')}
          required
          miw={180}
          {...form.getInputProps('points')}
        />
        <TextInput
          type="date"
          label={t('fields.dueOn')}
          description={t('fields.dueOnHint')}
          miw={180}
          {...form.getInputProps('dueOn')}
        />
      </Group>
    </>
  );
}
