'use client';

import { Typography } from '@mantine/core';
import type { Ref } from 'react';
import { memo, useMemo } from 'react';
import classes from './legal-text.module.css';

/**
 * The text of a paper. It comes from the server's own templates (a restricted set of elements, parameters escaped),
 * so it is shown as it is; headings move one level down because the page has its own first-level heading.
 * Memoised: the reading-aloud marks are set on the elements directly and must outlive a render.
 */
export const LegalText = memo(function LegalText(props: { html: string; ref?: Ref<HTMLDivElement> }) {
  const html = useMemo(() => lowerHeadings(props.html), [props.html]);
  return (
    <Typography className={classes.text}>
      <div ref={props.ref} dangerouslySetInnerHTML={{ __html: html }} />
    </Typography>
  );
});

function lowerHeadings(html: string): string {
  return html.replace(
    /<(\/?)h([1-5])(?=[\s>])/gi,
    (_, slash: string, level: string) => `<${slash}h${Number(level) + 1}`,
  );
}
