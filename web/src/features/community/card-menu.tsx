'use client';

import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, type TablerIcon } from '@tabler/icons-react';

interface Act {
  readonly label: string;
  readonly icon: TablerIcon;
  readonly run: () => void;
  readonly danger?: boolean;
}

/** What is done seldom with something; without anything to do there is no menu. */
export function CardMenu({ label, acts }: { label: string; acts: readonly (Act | false)[] }) {
  const shown = acts.filter((one) => one !== false);
  if (shown.length === 0) return null;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" c="inherit" size="lg" aria-label={label}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {shown.map(({ label: name, icon: Icon, run, danger }) => (
          <Menu.Item
            key={name}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={run}
            {...(danger ? { color: 'red' } : {})}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
