'use client';

import { Button, Chip, Group, NativeSelect } from '@mantine/core';
import { workWire } from '@smartstart/contract';
import { IconFilterOff } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useSession } from '../../lib/session';
import type { Sprint } from './types';
import type { Board } from './use-board-address';
import { useTeamOptions } from './use-team-options';

interface BoardFilterProps {
  readonly ventureId: string;
  readonly board: Board;
  readonly sprints: readonly Sprint[];
  /** What is shown when nothing is chosen. */
  readonly usual: string;
  /** What is shown. */
  readonly sprint: string;
}

/** Which tasks the board shows. */
export function BoardFilter({ ventureId, board, sprints, usual, sprint }: BoardFilterProps) {
  const t = useTranslations('work');
  const { userId: me } = useSession();
  const { address, set } = board;
  const team = useTeamOptions(ventureId);
  const some = address.sprint ?? address.person ?? address.kind ?? (address.late || null);
  return (
    <Group gap="md" align="flex-end" role="group" aria-label={t('board.filter')}>
      <NativeSelect
        label={t('board.sprint')}
        w={{ base: '100%', xs: 220 }}
        value={sprint}
        onChange={({ currentTarget: { value } }) => set({ sprint: value === usual ? null : value })}
        data={[
          { value: 'all', label: t('board.allTasks') },
          { value: 'none', label: t('board.noSprint') },
          ...sprints.map(({ id, name, state }) => ({
            value: id,
            label: t('board.sprintNamed', { name, state: t(`sprintStates.${state}`) }),
          })),
        ]}
      />
      <NativeSelect
        label={t('board.person')}
        w={{ base: 'calc(50% - 0.5rem)', xs: 200 }}
        value={address.person ?? ''}
        onChange={({ currentTarget: { value } }) => set({ person: value || null })}
        data={[{ value: '', label: t('board.everybody') }, ...team]}
      />
      <NativeSelect
        label={t('fields.kind')}
        w={{ base: 'calc(50% - 0.5rem)', xs: 160 }}
        value={address.kind ?? ''}
        onChange={({ currentTarget: { value } }) => set({ kind: value || null })}
        data={[
          { value: '', label: t('board.allKinds') },
          ...workWire.taskKind.options.map((value) => ({ value, label: t(`kinds.${value}`) })),
        ]}
      />
      <Group gap="xs" pb={3}>
        <Chip
          checked={me !== null && address.person === me}
          onChange={(mine) => set({ person: mine ? me : null })}
        >
          {t('board.mine')}
        </Chip>
        <Chip checked={address.late} onChange={(late) => set({ late: late ? '1' : null })}>
          {t('board.late')}
        </Chip>
        {some !== null && (
          <Button
            variant="subtle"
            size="compact-md"
            leftSection={<IconFilterOff size={16} aria-hidden />}
            onClick={() => set({ sprint: null, person: null, kind: null, late: null })}
          >
            {t('board.clear')}
          </Button>
        )}
      </Group>
    </Group>
  );
}
