'use client';

import {
  Accordion,
  Badge,
  Button,
  Card,
  Group,
  ScrollArea,
  Stack,
  Table,
  Text,
  VisuallyHidden,
} from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { TabbedParts } from '../../components/tabbed-parts';
import type { FullReading, Span } from './queries';

type Show = (spans: readonly Span[]) => void;

/** What was found, by topic; every finding leads to the characters it rests on. */
export function ReaderPanel({ reading, onShow }: { reading: FullReading; onShow: Show }) {
  const t = useTranslations('contracts.reader');
  const [said, setSaid] = useState('');
  const show: Show = (spans) => {
    onShow(spans);
    const first = spans[0];
    if (first)
      setSaid(t('shown', { text: reading.text.slice(first.start, Math.min(first.end, first.start + 200)) }));
  };
  return (
    <Card withBorder>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <TabbedParts
        label={t('findings')}
        parts={[
          {
            key: 'findings',
            title: `${t('findings')} (${reading.details.length})`,
            content: <Findings reading={reading} onShow={show} />,
          },
          { key: 'terms', title: t('terms'), content: <Terms reading={reading} onShow={show} /> },
          { key: 'clauses', title: t('clauses'), content: <Outline reading={reading} onShow={show} /> },
          { key: 'checks', title: t('checks'), content: <Checks reading={reading} onShow={show} /> },
        ]}
      />
    </Card>
  );
}

const order = ['HIGH', 'MEDIUM', 'LOW', 'INFO'] as const;
const colours = { HIGH: 'red', MEDIUM: 'orange', LOW: 'gray', INFO: 'blue' } as const;

function Findings({ reading, onShow }: { reading: FullReading; onShow: Show }) {
  const t = useTranslations('contracts');
  if (reading.details.length === 0)
    return <Text c="dimmed">{t(reading.playbookId ? 'reader.noFindings' : 'reader.noPlaybook')}</Text>;
  const sorted = reading.details.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return (
    <ScrollArea.Autosize mah="64vh" type="auto">
      <Accordion variant="separated" multiple>
        {sorted.map((finding) => (
          <Accordion.Item key={finding.id} value={asId(finding.id)}>
            <Accordion.Control>
              <Stack gap={4}>
                <Group gap="xs">
                  <Badge variant="light" color={colours[finding.severity]}>
                    {t(`severity.${finding.severity}`)}
                  </Badge>
                  <Text size="xs" c="dimmed">
                    {t(`kinds.${finding.kind}`)}
                  </Text>
                </Group>
                <Text size="sm" fw={500}>
                  {finding.title}
                </Text>
              </Stack>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="sm">
                <Text size="sm">{finding.explanation}</Text>
                {finding.suggestion && (
                  <Stack gap={2}>
                    <Text size="xs" fw={600}>
                      {t('reader.suggestion')}
                    </Text>
                    <Text size="sm" fs="italic">
                      {finding.suggestion}
                    </Text>
                  </Stack>
                )}
                <Evidence spans={finding.evidence} onShow={onShow} title={finding.title} />
                <Text size="xs" c="dimmed">
                  {finding.source}
                  {finding.confidence !== null &&
                    ` · ${t('reader.confidence', { percent: Math.round(finding.confidence * 100) })}`}
                </Text>
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </ScrollArea.Autosize>
  );
}

/** Accordions make ids of their values, and an id has no spaces. */
function asId(words: string): string {
  return words.replace(/\s+/g, '-');
}

function Evidence({ spans, onShow, title }: { spans: readonly Span[]; onShow: Show; title: string }) {
  const t = useTranslations('contracts.reader');
  if (spans.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('notFound')}
      </Text>
    );
  return (
    <Group gap="xs">
      {spans.slice(0, 8).map((span, index) => (
        <Button
          key={`${span.start}-${span.end}`}
          size="compact-sm"
          variant="default"
          onClick={() => onShow([span])}
          aria-label={`${t('show')}: ${title}, ${t('evidence', { number: index + 1 })}`}
        >
          {spans.length === 1 ? t('show') : t('evidence', { number: index + 1 })}
        </Button>
      ))}
    </Group>
  );
}

function Terms({ reading, onShow }: { reading: FullReading; onShow: Show }) {
  const t = useTranslations('contracts.reader');
  if (reading.terms.length + reading.parties.length === 0) return <Text c="dimmed">{t('none')}</Text>;
  return (
    <ScrollArea.Autosize mah="64vh" type="auto">
      <Table verticalSpacing="xs" variant="vertical">
        <Table.Tbody>
          {reading.parties.map((party) => (
            <Table.Tr key={`${party.start} ${party.name}`}>
              <Table.Th>{t('parties')}</Table.Th>
              <Table.Td>
                <Stack gap={4}>
                  <Text size="sm">
                    {party.name}
                    {party.role && ` (${t('role', { role: party.role })})`}
                  </Text>
                  <Evidence spans={[party]} onShow={onShow} title={party.name} />
                </Stack>
              </Table.Td>
            </Table.Tr>
          ))}
          {reading.terms.map((term) => (
            <Table.Tr key={`${term.kind} ${term.start} ${term.value}`}>
              <Table.Th>{term.label}</Table.Th>
              <Table.Td>
                <Stack gap={4}>
                  <Text size="sm">{term.value}</Text>
                  <Group gap="xs">
                    <Evidence spans={[term]} onShow={onShow} title={`${term.label}: ${term.value}`} />
                    {term.confidence !== null && (
                      <Text size="xs" c="dimmed">
                        {t('confidence', { percent: Math.round(term.confidence * 100) })}
                      </Text>
                    )}
                  </Group>
                </Stack>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

function Outline({ reading, onShow }: { reading: FullReading; onShow: Show }) {
  const t = useTranslations('contracts.reader');
  const named = reading.clauses.filter(({ heading, categories }) => heading || categories.length > 0);
  if (named.length === 0) return <Text c="dimmed">{t('none')}</Text>;
  return (
    <ScrollArea.Autosize mah="64vh" type="auto">
      <Stack gap={6}>
        {named.slice(0, 400).map((clause) => (
          <Stack key={clause.start} gap={2} pl={Math.min(clause.level, 4) * 12}>
            <Button
              variant="subtle"
              justify="start"
              size="compact-sm"
              h="auto"
              mih={26}
              onClick={() => onShow([clause])}
              styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}
            >
              {[clause.number, clause.heading ?? reading.text.slice(clause.start, clause.end).slice(0, 70)]
                .filter(Boolean)
                .join(' ')}
            </Button>
            {clause.categories.map((category) => (
              <Text key={category.code} size="xs" c="dimmed" pl="sm">
                {category.name} · {t('confidence', { percent: Math.round(category.probability * 100) })}
                {category.because.length > 0 && ` · ${t('because', { words: category.because.join(', ') })}`}
              </Text>
            ))}
          </Stack>
        ))}
      </Stack>
    </ScrollArea.Autosize>
  );
}

const resultColours = { FOUND: 'green', NOT_FOUND: 'gray', CONTRADICTED: 'red', UNCLEAR: 'orange' } as const;

function Checks({ reading, onShow }: { reading: FullReading; onShow: Show }) {
  const t = useTranslations('contracts');
  const lists = Map.groupBy(reading.checklist, ({ checklist }) => checklist);
  if (lists.size === 0) return <Empty title={t('reader.none')} text={t('reader.notAdvice')} />;
  return (
    <ScrollArea.Autosize mah="64vh" type="auto">
      <Accordion variant="separated" multiple>
        {[...lists].map(([name, items]) => (
          <Accordion.Item key={name} value={asId(name)}>
            <Accordion.Control>
              <Text size="sm" fw={500}>
                {name} ({items.filter(({ result }) => result === 'FOUND').length}/{items.length})
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="md">
                {items.map((item) => (
                  <Stack key={item.id} gap={4}>
                    <Group gap="xs" wrap="nowrap" align="flex-start">
                      <Badge variant="light" color={resultColours[item.result]} style={{ flexShrink: 0 }}>
                        {t(`checkResults.${item.result}`)}
                      </Badge>
                      <Text size="sm">{item.title}</Text>
                    </Group>
                    <Text size="xs" c="dimmed">
                      {item.source}
                    </Text>
                    {item.evidence.length > 0 && (
                      <Evidence spans={item.evidence} onShow={onShow} title={item.title} />
                    )}
                  </Stack>
                ))}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </ScrollArea.Autosize>
  );
}
