'use client';

import { Anchor, Button, Group, Skeleton, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Venture } from '../ventures/types';
import { BoardFilter } from './board-filter';
import { NewTask } from './new-task';
import { useWorkRights } from './queries';
import { isOpen, useSprints } from './sprint-options';
import { TaskBoard } from './task-board';
import { TaskModal } from './task-modal';
import { useBoardAddress, type Board } from './use-board-address';
import { useWorkFormat } from './use-work-format';
import { WorkFrame, workHref } from './work-frame';

/** `/ventures/[id]/work/board`: every task by its state; `?task=<id>` opens one over it. */
export function BoardPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('work.board');
  const board = useBoardAddress();
  const may = useWorkRights(ventureId);
  return (
    <WorkFrame
      ventureId={ventureId}
      title={t('title')}
      lead={t('lead')}
      actions={() =>
        may('plan') && (
          <Button
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => board.set({ new: '1' }, 'push')}
          >
            {t('new')}
          </Button>
        )
      }
    >
      {(venture) => <Content venture={venture} board={board} />}
    </WorkFrame>
  );
}

function Content({ venture, board }: { venture: Venture; board: Board }) {
  const t = useTranslations('work');
  const format = useWorkFormat();
  const { address, set, close } = board;
  const { sprints, known } = useSprints(venture.id, address.sprint);
  const active = sprints.find(({ state }) => state === 'ACTIVE');
  const usual = active?.id ?? 'all';
  const chosen = sprints.find(({ id }) => id === (address.sprint ?? usual));
  // An address that names no sprint of this venture shows what is shown without one.
  const sprint =
    chosen?.id ?? (address.sprint === 'none' || address.sprint === 'all' ? address.sprint : usual);
  return (
    <>
      {venture.status !== 'ACTIVE' && <Text>{t('rests')}</Text>}
      {known ? (
        <>
          <BoardFilter ventureId={venture.id} board={board} sprints={sprints} usual={usual} sprint={sprint} />
          {chosen && (
            <Group gap="sm">
              <Text size="sm">
                {t('board.sprintLine', {
                  until: format.day(chosen.endsOn),
                  open: chosen.openPoints,
                  done: chosen.donePoints,
                })}
              </Text>
              <Anchor component={Link} href={workHref(venture.id, `/sprints/${chosen.id}`)} size="sm">
                {t('board.toSprint', { name: chosen.name })}
              </Anchor>
            </Group>
          )}
          <TaskBoard
            ventureId={venture.id}
            board={board}
            sprint={sprint}
            takesTasks={!chosen || isOpen(chosen)}
          />
        </>
      ) : (
        <Skeleton height={400} aria-hidden />
      )}
      {address.task && <TaskModal ventureId={venture.id} taskId={address.task} onClose={close} />}
      {address.creating && (
        <NewTask
          ventureId={venture.id}
          sprintId={chosen && isOpen(chosen) ? chosen.id : ''}
          onClose={close}
          onDone={(task) => set({ new: null, task: task.id })}
        />
      )}
    </>
  );
}
