import type { Page } from 'playwright-core';
import type { Checks } from './checks.ts';

type Step = (name: string, work: () => Promise<void>) => Promise<void>;

const contract = `CONFIDENTIALITY AGREEMENT

This Confidentiality Agreement (the "Agreement") is made as of March 3, 2026 (the "Effective Date") by and between Millstone Flour Ltd., a company organised under the laws of Ontario (the "Mill"), and Harbour Bakery (the "Recipient").

1. Confidential Information. "Confidential Information" means any information which the Mill discloses to the Recipient, whether or not it is marked.

2. Obligations. The Recipient shall not disclose Confidential Information to any third party. Details are set out in Section 19.

3. Term. The obligations of the Recipient continue in perpetuity.

4. Indemnity. The Recipient shall indemnify the Mill against any and all losses, without limitation. For each breach the Recipient shall pay CAD 20,000.

5. Governing Law. This Agreement is governed by the laws of the Province of Ontario.
`;

/** A contract somebody was sent: read, with findings shown in the text; compared with a later one; found again. */
export async function contractJourney(page: Page, checks: Checks, step: Step): Promise<void> {
  await page.goto('/contracts');
  await checks.look(page, 'reader of contracts');
  await step('a file that cannot be read is told in a sentence', async () => {
    const file = {
      name: 'broken.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 and no more'),
    };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByText('This file is damaged and cannot be opened.').waitFor({ timeout: 60_000 });
    await page.goto('/contracts');
  });
  await step('a pasted contract is read, with clauses, terms and findings', () => read(page));
  await checks.look(page, 'contract that was read');
  await step('a finding leads to the characters it rests on', () => followFinding(page));
  await checks.look(page, 'finding shown in the text');
  await step('terms, clauses and checklists are listed', () => lookThrough(page));
  await checks.look(page, 'checklists of a contract');
  await step('two texts are compared, and the changed figure counts as critical', () => compare(page));
  await checks.look(page, 'two texts compared');
  await step('the contract is found again by what it says', () => search(page));
  await checks.look(page, 'sentences found');
}

async function read(page: Page): Promise<void> {
  await page.getByText('Pasted text', { exact: true }).click();
  const text = page.getByLabel('Text of the contract');
  await text.fill(contract);
  await page.getByRole('tab', { name: 'Playbooks' }).click();
  await page.getByRole('tab', { name: 'Read a contract' }).click();
  if ((await text.inputValue()) !== contract) throw new Error('What was pasted is lost behind another tab.');
  await page.getByLabel('Name (optional)').fill('Secrecy of the mill');
  await page
    .getByRole('textbox', { name: 'Check it against' })
    .or(page.getByRole('combobox', { name: 'Check it against' }))
    .first()
    .click();
  await page.getByRole('option', { name: 'Non-disclosure agreement' }).click();
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('tab', { name: /^Findings \([1-9]/ }).waitFor({ timeout: 120_000 });
}

async function followFinding(page: Page): Promise<void> {
  const findings = page.getByRole('tabpanel', { name: /^Findings/ });
  const titles = findings.getByRole('button', { expanded: false });
  const show = findings.getByRole('button', { name: /^Show in the text: / });
  // Some findings say that something is not there, and have no place in the text.
  for (let left = await titles.count(); left > 0 && !(await show.first().isVisible()); left--)
    await titles.first().click();
  await show.first().click();
  const marked = page.getByRole('region', { name: 'Text', exact: true }).locator('mark');
  await marked.first().waitFor();
  const words = (await marked.first().textContent()) ?? '';
  if (!contract.includes(words)) throw new Error(`“${words}” stands nowhere in the contract.`);
}

async function lookThrough(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Key terms' }).click();
  await page
    .getByRole('tabpanel', { name: 'Key terms' })
    .getByText(/Millstone Flour/)
    .first()
    .waitFor();
  await page.getByRole('tab', { name: 'Clauses' }).click();
  await page
    .getByRole('tabpanel', { name: 'Clauses' })
    .getByText(/Governing Law/i)
    .first()
    .waitFor();
}

async function compare(page: Page): Promise<void> {
  await page.goto('/contracts/compare');
  const texts = { 'Earlier text': contract, 'Later text': contract.replace('20,000', '80,000') };
  for (const [side, text] of Object.entries(texts)) {
    const part = page.getByRole('group', { name: side });
    await part
      .getByRole('textbox', { name: 'Where it is' })
      .or(part.getByRole('combobox', { name: 'Where it is' }))
      .first()
      .click();
    await page.getByRole('option', { name: 'Pasted text' }).click();
    await part.getByLabel('Text', { exact: true }).fill(text);
  }
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByText(/^1 change touches/).waitFor();
  await page.getByText('80,000').first().waitFor();
}

async function search(page: Page): Promise<void> {
  await page.goto('/contracts');
  await page.getByRole('tab', { name: 'Search' }).click();
  await page.getByLabel('What are you looking for?').fill('Who pays for losses?');
  await page.getByRole('search').getByRole('button', { name: 'Search' }).click();
  await page.getByText(/^\d+ sentences?$/).waitFor({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Secrecy of the mill' }).first().click();
  await page.getByRole('region', { name: 'Text', exact: true }).locator('mark').first().waitFor();
}
