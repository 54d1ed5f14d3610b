'use client';

import { Button, Group } from '@mantine/core';
import Link from 'next/link';
import { usePathname } from 'next/navigation';

export interface LocalPage {
  readonly label: string;
  readonly href: string;
}

interface LocalMenuProps {
  readonly label: string;
  readonly pages: readonly LocalPage[];
  /** A menu below another menu is drawn fainter. */
  readonly inner?: boolean;
}

/**
 * The pages of one section, as a row of links with the present one marked: also while one is below it, unless
 * the others of the row are below it, too.
 */
export function LocalMenu({ label, pages, inner = false }: LocalMenuProps) {
  const pathname = usePathname();
  const [on, off] = inner ? (['light', 'subtle'] as const) : (['filled', 'default'] as const);
  return (
    <Group component="nav" aria-label={label} gap="xs">
      {pages.map((page) => {
        const root = pages.some(({ href }) => href.startsWith(`${page.href}/`));
        const here = pathname === page.href || (!root && pathname.startsWith(`${page.href}/`));
        return (
          <Button
            key={page.href}
            component={Link}
            href={page.href}
            size="compact-md"
            variant={here ? on : off}
            {...(here ? { 'aria-current': 'page' as const } : {})}
          >
            {page.label}
          </Button>
        );
      })}
    </Group>
  );
}
