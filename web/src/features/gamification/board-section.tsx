'use client';

import { Anchor, Badge, Button, Group, Table, Text } from '@mantine/core';
import { writeBuz } from '@smartstart/units';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PersonPhoto } from '../../components/person-photo';
import { Section } from '../../components/section';
import { useBuzFormat } from '../../lib/buz';
import { useSession } from '../../lib/session';
import type { Board, BoardView } from './types';

interface BoardSectionProps {
  readonly view: BoardView;
  /** Shows all of it; without it all is shown. */
  readonly onWhole?: (board: Board) => void;
}

/** One board: who leads, and privately where the reader stands. */
export function BoardSection({ view: { board, places, alsoLast, own }, onWhole }: BoardSectionProps) {
  const t = useTranslations('gamification.boards');
  const levels = useTranslations('gamification.levels');
  const { userId } = useSession();
  const figure = useFigure();
  return (
    <Section title={t(`names.${board}`)}>
      {places.length === 0 ? (
        <Text size="sm">{t('empty')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={300} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table aria-label={t(`names.${board}`)}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('place')}</Table.Th>
                <Table.Th>{t('person')}</Table.Th>
                <Table.Th>{t('figure')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {places.map((place) => (
                <Table.Tr key={place.userId} {...(place.userId === userId ? { fw: 700 } : {})}>
                  <Table.Td>{place.place}</Table.Td>
                  <Table.Td>
                    <Group gap="xs" wrap="nowrap">
                      <PersonPhoto name={place.name} fileId={place.photoFileId} size={28} />
                      <Anchor component={Link} href={`/people/${place.userId}`}>
                        {place.name}
                      </Anchor>
                      {place.userId === userId && <Badge style={{ flexShrink: 0 }}>{t('you')}</Badge>}
                      <Text size="sm" c="dimmed" visibleFrom="sm">
                        {levels(place.level)}
                      </Text>
                    </Group>
                  </Table.Td>
                  <Table.Td>{figure(board, place.figures)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {alsoLast > 0 && <Text size="sm">{t('also', { count: alsoLast })}</Text>}
      <Group justify="space-between" gap="sm">
        <Own own={own} figure={(figures) => figure(board, figures)} />
        {onWhole && (
          <Button size="compact-sm" variant="default" onClick={() => onWhole(board)}>
            {t('more')}: {t(`names.${board}`)}
          </Button>
        )}
      </Group>
    </Section>
  );
}

function Own({ own, figure }: { own: BoardView['own']; figure: (figures: readonly string[]) => string }) {
  const t = useTranslations('gamification.boards');
  if (own.on)
    return <Text size="sm">{t('own', { place: own.place, of: own.of, figure: figure(own.figures) })}</Text>;
  return (
    <Text size="sm">
      {t(`why.${own.why}`)}{' '}
      {own.why === 'NOT_SHOWN' && (
        <Anchor component={Link} href="/settings/privacy" inherit>
          {t('toPrivacy')}
        </Anchor>
      )}
    </Text>
  );
}

/** Figures travel as text, because BUZ go beyond what a number holds. */
function useFigure(): (board: Board, figures: readonly string[]) => string {
  const t = useTranslations('gamification.boards');
  const buz = useBuzFormat();
  return (board, figures) => {
    const [first = '0', contributions = '0', micro = '0', kinds = '0'] = figures;
    if (board !== 'PORTFOLIO') return t(`figures.${board}`, { count: Number(first) });
    return t('portfolioFigure', {
      projects: Number(first),
      contributions: Number(contributions),
      buz: buz.short(writeBuz(BigInt(micro))),
      kinds: Number(kinds),
    });
  };
}
