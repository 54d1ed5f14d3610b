'use client';

import { VisuallyHidden } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import classes from './contract-text.module.css';
import type { Comparison } from './queries';

/** Unchanged stretches longer than this are cut to their ends. */
const longestEqual = 1200;
const keptEnds = 400;

/**
 * One text with what was added underlined and what was removed struck through; screen readers hear both named. A blank
 * stands beside what fills it.
 */
export function Redline({ comparison }: { comparison: Comparison }) {
  const t = useTranslations('contracts.compare');
  const { before, after, changes } = comparison;
  return (
    <div className={classes.redline} dir="auto">
      {changes.map((change) => {
        const old = before.text.slice(change.beforeStart, change.beforeEnd);
        const fresh = after.text.slice(change.afterStart, change.afterEnd);
        const key = `${change.beforeStart} ${change.afterStart} ${change.kind}`;
        const critical = change.critical ? true : undefined;
        if (change.kind === 'EQUAL') return <Fragment key={key}>{shortened(fresh)}</Fragment>;
        if (change.kind === 'MOVE')
          return (
            <span key={key} data-moved>
              <VisuallyHidden>[{t('moved')}: </VisuallyHidden>
              {fresh}
              <VisuallyHidden>]</VisuallyHidden>
            </span>
          );
        if (change.kind === 'FILLED')
          return (
            <Fragment key={key}>
              <VisuallyHidden>[{t('blank')}: </VisuallyHidden>
              <span data-aside>{old}</span> <span data-filled>{fresh}</span>
              <VisuallyHidden>]</VisuallyHidden>
            </Fragment>
          );
        // The number itself is no news; white space between words is none either.
        if (isAside(change, comparison))
          return (
            <span key={key} data-aside>
              {fresh}
            </span>
          );
        return (
          <Fragment key={key}>
            {old && (
              <del data-critical={critical}>
                <VisuallyHidden>[{t('removed')}: </VisuallyHidden>
                {old}
                <VisuallyHidden>]</VisuallyHidden>
              </del>
            )}
            {fresh && (
              <ins data-critical={critical}>
                <VisuallyHidden>[{t('added')}: </VisuallyHidden>
                {fresh}
                <VisuallyHidden>]</VisuallyHidden>
              </ins>
            )}
          </Fragment>
        );
      })}
    </div>
  );
}

/** A stretch in which the wording is the same: equal, another number of a clause, other spacing, or a blank filled in. */
export function isAside(change: Comparison['changes'][number], { before, after }: Comparison): boolean {
  const { kind, renumbered } = change;
  if (kind === 'EQUAL' || kind === 'FILLED' || renumbered) return true;
  const old = before.text.slice(change.beforeStart, change.beforeEnd);
  return !(old + after.text.slice(change.afterStart, change.afterEnd)).trim();
}

/** The ends of a long stretch, whole words of it. */
function shortened(text: string): string {
  if (text.length <= longestEqual) return text;
  const head = text.slice(0, keptEnds + 1).match(/^[^]*(?=\s)/)?.[0];
  const tail = text.slice(-keptEnds - 1).match(/(?<=\s)[^]*$/)?.[0];
  return `${head || text.slice(0, keptEnds)}\n[…]\n${tail || text.slice(-keptEnds)}`;
}
