'use client';

import { Button, List, Stack, Text } from '@mantine/core';
import { useDisclosure, useId } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FitBar } from './fit-bar';
import { FitDetails } from './fit-details';
import type { Fit } from './types';

interface FitSummaryProps {
  readonly fit: Fit;
  /** Whose fit, for those who hear the bar and the list and do not see where they stand. */
  readonly of: string;
  readonly own: boolean;
  readonly editHref?: string;
  /** Factors are open from the start. */
  readonly open?: boolean;
  /** Beside the button that opens the factors. */
  readonly actions?: ReactNode;
}

const factorsShown = 3;

/** How well it fits at a glance, the main reasons in words, and every factor behind a button. */
export function FitSummary({ fit, of, own, editHref, open = false, actions }: FitSummaryProps) {
  const t = useTranslations('matching.fit');
  const [opened, { toggle }] = useDisclosure(open);
  const id = useId();
  const Icon = opened ? IconChevronUp : IconChevronDown;
  // What is wished for moves the order as much as the fit does, but is no part of the bar: it is said first.
  const isFactor = ({ about }: Fit['reasons'][number]) => about !== 'wish' && about !== 'other';
  const said = [
    ...fit.reasons.filter((reason) => !isFactor(reason)),
    ...fit.reasons.filter(isFactor).slice(0, factorsShown),
  ];
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {t('title')}
      </Text>
      <FitBar value={fit.score} label={t('of', { of })} size="lg" />
      {!opened && said.length > 0 && (
        <List size="sm">
          {said.map(({ about, text }) => (
            <List.Item key={about + text}>{text}</List.Item>
          ))}
        </List>
      )}
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
        <Button
          variant="default"
          size="xs"
          aria-expanded={opened}
          aria-controls={id}
          aria-label={t(opened ? 'lessOf' : 'moreOf', { of })}
          rightSection={<Icon size={16} aria-hidden />}
          onClick={toggle}
        >
          {t(opened ? 'less' : 'more')}
        </Button>
        {actions}
      </div>
      <div id={id} hidden={!opened}>
        {opened && (
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              {t('explain')}
            </Text>
            <FitDetails
              fit={fit}
              label={t('factorsOf', { of })}
              own={own}
              {...(editHref ? { editHref } : {})}
            />
          </Stack>
        )}
      </div>
    </Stack>
  );
}
