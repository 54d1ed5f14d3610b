'use client';

import { Alert, Anchor, Button, Code, Group, List, Stack, Text } from '@mantine/core';
import { ApiError, errorCodes, type ErrorCode, type MissingPaper, type Problem } from '@smartstart/contract';
import { IconAlertTriangle, IconLock, IconSignature } from '@tabler/icons-react';
import Link from 'next/link';
import { useParams, usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { errorShown, routeOf } from './collector';
import { withQuery } from './next-path';
import { useTold } from './telling';

/** What the server said, when it said something. */
export function problemOf(error: unknown): Problem | null {
  return error instanceof ApiError ? error.problem : null;
}

export function hasCode(error: unknown, ...codes: ErrorCode[]): boolean {
  const problem = problemOf(error);
  return problem !== null && codes.includes(problem.code);
}

/** The sentence for a failure: by its code in the reader's language, with the server's detail of the case behind. */
export function useProblemText(): (error: unknown) => { title: string; detail: string | null } {
  const t = useTranslations('common');
  return (error) => {
    const problem = problemOf(error);
    if (!problem) return { title: t('problems.INTERNAL'), detail: null };
    const title = problem.code in errorCodes ? t(`problems.${problem.code}`) : problem.title;
    return {
      title,
      detail:
        problem.detail && problem.detail !== problem.title && problem.detail !== title
          ? problem.detail
          : null,
    };
  };
}

/** A failure as a sentence, with a retry where that makes sense. A closed gate shows what is missing instead. */
export function ProblemAlert({
  error,
  onRetry,
  title,
}: {
  error: unknown;
  onRetry?: () => void;
  title?: string;
}) {
  const t = useTranslations('common');
  const textOf = useProblemText();
  const problem = problemOf(error);
  useToldError(error);
  if (!error) return null;
  if (problem?.code === 'GATE_BLOCKED') return <GatePanel problem={problem} />;
  const text = textOf(error);
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={title ?? text.title}>
      <Stack gap="xs">
        {title && <Text size="sm">{text.title}</Text>}
        {text.detail && <Text size="sm">{text.detail}</Text>}
        {problem?.code === 'INSUFFICIENT_FUNDS' && (
          <Anchor component={Link} href="/buz/earn" size="sm" c="inherit">
            {t('earnBuz')}
          </Anchor>
        )}
        {problem?.retryAfterSeconds && (
          <Text size="sm">{t('retryAfter', { seconds: problem.retryAfterSeconds })}</Text>
        )}
        {problem?.code === 'INTERNAL' && problem.requestId && (
          <Text size="sm">
            {t('requestId')} <Code>{problem.requestId}</Code>
          </Text>
        )}
        {onRetry && (
          <Group>
            <Button variant="default" size="xs" onClick={onRetry}>
              {t('retry')}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}

/** The code and the page, for those who agreed; nothing of what was typed or sent. */
function useToldError(error: unknown): void {
  const route = routeOf(usePathname(), useParams());
  const problem = problemOf(error);
  // The panel of a closed gate tells of itself.
  useTold(error && problem?.code !== 'GATE_BLOCKED' ? errorShown(problem?.code, route) : null);
}

/** A closed gate: the missing papers, each with a way to sign it now, and the conditions that are not met. */
export function GatePanel({ problem }: { problem: Problem }) {
  const t = useTranslations('common');
  const pathname = usePathname();
  useTold(problem.gate ? { type: 'gate.blocked', properties: { gate: problem.gate } } : null);
  const papers: readonly (MissingPaper & { name?: string })[] = problem.missingPapers ?? [];
  const conditions = problem.missingConditions ?? [];
  return (
    <Alert color="yellow" role="alert" icon={<IconLock aria-hidden />} title={t('gate.title')}>
      <Stack gap="sm">
        {papers.length > 0 && <Text size="sm">{t('gate.papers', { count: papers.length })}</Text>}
        {papers.map((paper) => (
          <Group
            key={`${paper.code} ${paper.ventureId ?? ''} ${paper.tier ?? ''}`}
            justify="space-between"
            gap="xs"
          >
            <Text size="sm" fw={600}>
              {paper.name ? `${paper.name} (${paper.code})` : paper.code}
              {paper.tier === undefined ? '' : ` · ${t('gate.tier', { tier: paper.tier })}`}
            </Text>
            <Button
              component={Link}
              href={signPath(paper, pathname)}
              size="xs"
              leftSection={<IconSignature size={16} aria-hidden />}
            >
              {t('gate.sign', { code: paper.code })}
            </Button>
          </Group>
        ))}
        {conditions.length > 0 && (
          <>
            <Text size="sm">{t('gate.conditions')}</Text>
            <List size="sm">
              {conditions.map((condition) => (
                <List.Item key={condition}>{condition}</List.Item>
              ))}
            </List>
          </>
        )}
        {papers.length === 0 && conditions.length === 0 && problem.detail && (
          <Text size="sm">{problem.detail}</Text>
        )}
      </Stack>
    </Alert>
  );
}

/** Where a missing paper is signed, and where to go on afterwards. */
export function signPath(paper: MissingPaper, goOn?: string): string {
  const tier = paper.tier === undefined ? null : String(paper.tier);
  return thenTo(withQuery('/documents/sign', { code: paper.code, venture: paper.ventureId, tier }), goOn);
}

/** Where all papers of a gate are signed one after the other, and where to go on afterwards. */
export function signPackPath(
  pack: 'BECOME_MEMBER' | 'JOIN_VENTURE',
  goOn: string,
  ventureId?: string,
): string {
  return thenTo(withQuery('/documents/sign', { pack, venture: ventureId }), goOn);
}

function thenTo(path: string, goOn: string | undefined): string {
  return goOn ? `${path}&${new URLSearchParams([['then', goOn]]).toString()}` : path;
}

/** Messages of single fields, by path as forms name them (`name`, `skillsWanted.0.level`). */
export function fieldErrors(error: unknown): Record<string, string> {
  const fields = problemOf(error)?.fields ?? [];
  return Object.fromEntries(
    fields.map(({ path, message }) => [
      path
        .replace(/^\//, '')
        .replaceAll('/', '.')
        .replace(/^body\.?/, ''),
      message,
    ]),
  );
}
