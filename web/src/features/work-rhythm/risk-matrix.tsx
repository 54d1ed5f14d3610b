'use client';

import { Group, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { levels, riskLevel } from './risk-level';
import classes from './risk-matrix.module.css';
import { useScale } from './scales';
import { ratings, type Risk, type RiskLevel } from './types';

/** A field of the matrix. */
export interface Cell {
  readonly impact: number;
  readonly probability: number;
}

export const inCell = (risk: Cell, cell: Cell) =>
  risk.impact === cell.impact && risk.probability === cell.probability;

const looks: Record<RiskLevel, string | undefined> = {
  LOW: classes['low'],
  MEDIUM: classes['medium'],
  HIGH: classes['high'],
  CRITICAL: classes['critical'],
};

interface RiskMatrixProps {
  readonly risks: readonly Risk[];
  readonly caption: string;
  readonly chosen: Cell | null;
  readonly onChoose: (cell: Cell | null) => void;
}

/** Impact against probability: how many risks lie where. A field with risks shows them in the list beside. */
export function RiskMatrix({ risks, caption, chosen, onChoose }: RiskMatrixProps) {
  const t = useTranslations('workRhythm.risks.matrix');
  const levelText = useTranslations('workRhythm.risks.level');
  const impact = useScale('impact');
  const probability = useScale('probability');
  return (
    <Stack gap="xs">
      <table className={classes['table']}>
        <caption>
          <Text size="sm" ta="start" c="dimmed" mb={4}>
            {caption}
          </Text>
        </caption>
        <thead>
          <tr>
            <td className={classes['side']}>
              <Text size="xs" c="dimmed" lh={1.2} visibleFrom="xs" aria-hidden>
                {t('corner')}
              </Text>
            </td>
            {ratings.map((rating) => (
              <th key={rating} scope="col">
                <Head text={t('impact')} rating={rating} word={impact.word(rating)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ratings.toReversed().map((row) => (
            <tr key={row}>
              <th scope="row" className={classes['side']}>
                <Head text={t('probability')} rating={row} word={probability.word(row)} />
              </th>
              {ratings.map((column) => {
                const cell = { impact: column, probability: row };
                const score = column * row;
                const level = riskLevel(score);
                const count = risks.filter((risk) => inCell(risk, cell)).length;
                const pressed = chosen !== null && inCell(chosen, cell);
                return (
                  <td key={column} className={`${classes['cell']} ${looks[level]}`}>
                    {count > 0 ? (
                      <UnstyledButton
                        className={classes['show']}
                        aria-pressed={pressed}
                        onClick={() => onChoose(pressed ? null : cell)}
                      >
                        <Text span fw={700} lh={1.1}>
                          {count}
                          <VisuallyHidden>
                            {t('show', {
                              count,
                              impact: impact.step(column),
                              probability: probability.step(row),
                            })}
                          </VisuallyHidden>
                        </Text>
                        <Text span size="xs" lh={1.1}>
                          <VisuallyHidden>{t('score')} </VisuallyHidden>
                          {score}
                          <VisuallyHidden>: {levelText(level)}</VisuallyHidden>
                        </Text>
                      </UnstyledButton>
                    ) : (
                      <Text size="xs" lh={1.1} aria-hidden>
                        {score}
                      </Text>
                    )}
                    {count === 0 && <VisuallyHidden>{t('none')}</VisuallyHidden>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Legend />
    </Stack>
  );
}

/** Figures alone where the words do not fit; a screen reader hears them in any case. */
function Head({ text, rating, word }: { text: string; rating: number; word: string }) {
  return (
    <>
      <VisuallyHidden>
        {text} {rating} {word}
      </VisuallyHidden>
      <Text size="sm" fw={600} aria-hidden>
        {rating}
      </Text>
      <Text size="xs" c="dimmed" fw={400} lh={1.2} visibleFrom="xs" aria-hidden>
        {word}
      </Text>
    </>
  );
}

function Legend() {
  const t = useTranslations('workRhythm.risks');
  return (
    <Group gap="md" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {levels.map(({ level, least }, index) => (
        <Text size="sm" key={level} component="li">
          <span className={`${classes['swatch']} ${looks[level]}`} aria-hidden />{' '}
          {t('matrix.range', {
            level: t(`level.${level}`),
            least,
            most: index === 0 ? 25 : levels[index - 1]!.least - 1,
          })}
        </Text>
      ))}
    </Group>
  );
}
