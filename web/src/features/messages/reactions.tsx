'use client';

import { ActionIcon, Button, Group, Popover, VisuallyHidden } from '@mantine/core';
import { IconMoodPlus } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Message, Reaction } from './types';

export const signs: Readonly<Record<Reaction, string>> = {
  THUMBS_UP: '👍',
  HEART: '❤️',
  PARTY: '🎉',
  LAUGH: '😄',
  CLAP: '👏',
  EYES: '👀',
  CHECK: '✅',
  THANKS: '🙏',
};
const all = Object.keys(signs) as Reaction[];

interface Props {
  readonly message: Message;
  readonly tabIndex: number;
  readonly onReact: (reaction: Reaction, on: boolean) => void;
}

/** The signs given to a message, each a switch for one’s own. */
export function Reactions({ message, tabIndex, onReact }: Props) {
  const t = useTranslations('messages.reactions');
  if (message.reactions.length === 0) return null;
  const may = message.rights.includes('react');
  return (
    <Group gap={4} mt={4} role="group" aria-label={t('given')}>
      {message.reactions.map(({ reaction, count, mine }) => (
        <Button
          key={reaction}
          size="compact-sm"
          radius="xl"
          variant={mine ? 'light' : 'default'}
          tabIndex={tabIndex}
          aria-pressed={mine}
          disabled={!may && !mine}
          onClick={() => onReact(reaction, !mine)}
        >
          <span aria-hidden>{signs[reaction]}</span>&nbsp;{count}
          <VisuallyHidden>{t(`names.${reaction}`)}</VisuallyHidden>
        </Button>
      ))}
    </Group>
  );
}

/** Opens the signs one can give. */
export function ReactButton({ message, tabIndex, onReact }: Props) {
  const t = useTranslations('messages.reactions');
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="top-end" trapFocus returnFocus withArrow>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="inherit"
          size="md"
          tabIndex={tabIndex}
          aria-label={t('add', { name: message.author.name })}
          onClick={() => setOpened((before) => !before)}
        >
          <IconMoodPlus size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={t('choose')}>
        <Group gap={2} wrap="wrap" maw={176}>
          {all.map((reaction) => (
            <ActionIcon
              key={reaction}
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t(`names.${reaction}`)}
              onClick={() => {
                setOpened(false);
                onReact(reaction, !message.reactions.some((one) => one.reaction === reaction && one.mine));
              }}
            >
              <span aria-hidden>{signs[reaction]}</span>
            </ActionIcon>
          ))}
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
