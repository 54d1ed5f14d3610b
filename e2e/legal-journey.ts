import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Checks } from './checks.ts';
import { codeFromMail, confirmIdentity, linkFromMail, readAndFill, signHere } from './person.ts';

type Step = (name: string, work: () => Promise<void>) => Promise<void>;

interface Devices {
  readonly desk: Page;
  readonly phone: Page;
  /** Somebody without an account. */
  readonly visitor: Page;
}

interface Names {
  readonly founder: string;
  readonly founderEmail: string;
  readonly partner: string;
}

const guest = { name: 'Greta Guest', email: 'greta@example.com' };
const stand = { name: 'Sven Substitute', email: 'sven@example.com' };
const contributor = 'Oven keeper of the bakery';

/**
 * Agreements between people, the sealed file and its check, declining, handing on and issuing to many. Answers with the
 * id of an agreement in force.
 */
export async function legalJourney(
  devices: Devices,
  names: Names,
  checks: Checks,
  step: Step,
): Promise<string> {
  const { desk, phone, visitor } = devices;
  let agreement = '';
  const folder = mkdtempSync(path.join(tmpdir(), 'smartstart-sealed-'));
  const sealed = path.join(folder, 'sealed.pdf');
  try {
    await desk.goto('/documents/new');
    await checks.look(desk, 'templates of agreements');
    await step('the founder writes a contributor agreement and sees the text grow', () =>
      writeContributor(desk, names),
    );
    await checks.look(desk, 'composer');
    await step('the founder hands it in, sends it and signs first', () => sendAndSign(desk, names.founder));
    agreement = documentOf(desk);
    await phone.goto(`/documents/${agreement}`);
    await checks.look(phone, 'agreement to sign on a phone in the dark');
    await step('the member reads and signs with the keyboard alone', () =>
      signByKeyboard(phone, names.partner),
    );
    await step('the guest follows the link, types the code and signs', () => signAsGuest(visitor, checks));
    await step('the sealed file is the same for everybody', () =>
      downloadEverywhere(desk, phone, visitor, sealed),
    );
    await checks.look(desk, 'agreement in force');
    await checks.look(visitor, 'what a guest sees in the end');
    await step('a reader of PDF files finds the seal whole', () => checkSeal(sealed));
    if (process.env['SKIP_VERIFY'] !== '1')
      await step('the page for checking finds the file genuine, and refuses it with one byte changed', () =>
        verifyFile(visitor, sealed, checks),
      );
    await step('the member declines another agreement with a reason', () =>
      decline(desk, phone, names.partner, checks),
    );
    await step('the member hands a third one on to somebody else', () => handOn(devices, names.partner));
    await step('a text with a clause of their own goes to the legal office', () =>
      handInOwnWords(desk, names.partner),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await desk.goto('/documents/bulk');
  await checks.look(desk, 'issue to many');
  await step('documents go out to many; a mistake is shown before, a row that cannot be sent after', () =>
    issueToMany(desk, names.founderEmail, checks),
  );
  return agreement;
}

async function writeContributor(page: Page, names: Names): Promise<void> {
  await page.getByRole('button', { name: /^Use this: Contributor/ }).click();
  await page.getByRole('heading', { name: 'The blanks' }).waitFor();
  await page.getByLabel('Name of the project').fill('Harbour Bakery');
  await page.getByLabel('First day of the work').fill('2027-03-01');
  await page
    .getByRole('textbox', { name: 'The work', exact: true })
    .fill('- Keep the ovens\n- Train two apprentices');
  const text = page.getByRole('region', { name: /as it reads now$/ });
  await text.getByText('Train two apprentices').waitFor();
  await page.getByRole('textbox', { name: /^Fee/ }).fill('1200');
  await text
    .getByText(/1[,.]?200\.00/)
    .first()
    .waitFor();
  await addMember(page, 2, names.partner);
  await addGuest(page, 3, guest);
  await personAt(page, 3).getByLabel('Role').fill('Contributor');
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(contributor);
  await page.getByText('Nothing is missing. You can hand it in.').waitFor();
  await page.getByText('Saved', { exact: true }).first().waitFor();
  await text.getByText(guest.name).first().waitFor();
}

function personAt(page: Page, number: number): Locator {
  return page.getByRole('group', { name: `Person ${number}` });
}

async function addMember(page: Page, number: number, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a person' }).click();
  const field = personAt(page, number).getByLabel(/^Member/);
  await field.fill(name);
  await page.getByRole('option', { name }).first().click();
}

async function addGuest(page: Page, number: number, who: typeof guest): Promise<void> {
  await page.getByRole('button', { name: 'Add a person' }).click();
  const row = personAt(page, number);
  await row.getByLabel('Somebody by e-mail').check();
  await fillGuest(row, who);
}

async function fillGuest(row: Locator, who: typeof guest): Promise<void> {
  await row.getByRole('textbox', { name: 'Name' }).fill(who.name);
  await row.getByRole('textbox', { name: 'E-mail address' }).fill(who.email);
}

export async function handIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check and hand in' }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/);
}

async function send(page: Page): Promise<void> {
  const due = page.getByText('Being signed').or(page.getByText('Your signature is due'));
  await page.getByRole('button', { name: 'Send for signing' }).click();
  await confirmIdentity(page, due.first());
}

async function sendAndSign(page: Page, name: string): Promise<void> {
  await handIn(page);
  await send(page);
  await page.getByRole('link', { name: 'Read and sign' }).click();
  await atSigning(page);
  await signHere(page, name);
  await page.goto(`/documents/${documentOf(page)}`);
  await page
    .getByText(/^It waits for/)
    .first()
    .waitFor();
}

export function documentOf(page: Page): string {
  return /\/documents\/([0-9a-f-]{36})/.exec(page.url())![1]!;
}

async function signByKeyboard(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Read and sign' }).focus();
  await page.keyboard.press('Enter');
  await atSigning(page);
  await signHere(page, name);
}

/** The page before has a text of the same name. */
function atSigning(page: Page): Promise<void> {
  return page.waitForURL(/\/sign(\?|$)/);
}

async function signAsGuest(page: Page, checks: Checks): Promise<void> {
  await page.goto(await linkFromMail(page, guest.email, /\/sign#/));
  const field = page.getByLabel('Code from the e-mail');
  await field.waitFor();
  await checks.look(page, 'code of a guest');
  await field.fill(await codeFromMail(page, guest.email));
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: /^Text of/ }).waitFor();
  await checks.look(page, 'document of a guest');
  await readAndFill(page, guest.name);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The document is in force' }).waitFor();
}

async function downloadEverywhere(desk: Page, phone: Page, visitor: Page, file: string): Promise<void> {
  const sealedPdf = (page: Page) => page.getByRole('button', { name: 'Sealed PDF with certificate' });
  // The page of the guest follows by itself until the seal is there; so does that of the founder.
  const files = [
    await save(visitor, visitor.getByRole('button', { name: 'Download the sealed PDF' })),
    await save(desk, sealedPdf(desk)),
  ];
  await phone.goto(`/documents/${documentOf(desk)}`);
  files.push(await save(phone, sealedPdf(phone)));
  const [first, ...others] = files;
  if (others.some((other) => !other.equals(first!))) throw new Error('The sealed files differ.');
  writeFileSync(file, first!);
}

async function save(page: Page, button: Locator): Promise<Buffer> {
  await button.waitFor({ timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFileSync(await download.path());
}

/** With pdfsig where it is installed, a reader that knows nothing of this platform. */
async function checkSeal(file: string): Promise<void> {
  const said = pdfsig(file);
  if (said === null) return console.log('    pdfsig is not installed; not checked with it');
  if (!said.includes('Signature is Valid') || !said.includes('Total document signed')) throw new Error(said);
}

function pdfsig(file: string): string | null {
  try {
    return execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function verifyFile(page: Page, file: string, checks: Checks): Promise<void> {
  await page.goto('/verify-document');
  await checks.look(page, 'check a document');
  const bytes = readFileSync(file);
  await drop(page, bytes);
  await page.getByRole('heading', { name: 'Valid: nothing has changed since it was sealed' }).waitFor();
  await page.getByText('The document is in force.').waitFor();
  await checks.look(page, 'sealed document checked');
  // Somewhere in what the seal covers, far from its beginning.
  const at = Math.floor(bytes.length / 3);
  bytes[at] = bytes[at]! ^ 1;
  const changed = { name: 'changed.pdf', mimeType: 'application/pdf', buffer: bytes };
  await page.getByLabel('File to check').setInputFiles(changed);
  await page.getByRole('heading', { name: 'Changed after it was sealed' }).waitFor();
  await checks.look(page, 'changed document checked');
}

/** As somebody does who drags the file onto the page. */
async function drop(page: Page, bytes: Buffer): Promise<void> {
  const files = await page.evaluateHandle((base64) => {
    const transfer = new DataTransfer();
    const content = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0)!);
    transfer.items.add(new File([content], 'sealed.pdf', { type: 'application/pdf' }));
    return transfer;
  }, bytes.toString('base64'));
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer: files });
}

/** A short agreement with the member, who is asked at the same time as its maker. */
async function sendSecrecy(page: Page, title: string, partner: string): Promise<void> {
  await startSecrecy(page, title, partner);
  await handIn(page);
  await send(page);
}

export async function startSecrecy(page: Page, title: string, partner: string): Promise<void> {
  await page.goto('/documents/new');
  await page.getByRole('button', { name: /^Use this: Mutual/ }).click();
  await page.getByRole('heading', { name: 'The blanks' }).waitFor();
  await page
    .getByRole('textbox', { name: 'Purpose' })
    .fill('Bake one loaf together without telling the recipe.');
  await addMember(page, 2, partner);
  await personAt(page, 2).getByRole('textbox', { name: 'Step', exact: true }).fill('1');
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(title);
  await page.getByText('Saved', { exact: true }).first().waitFor();
}

async function decline(desk: Page, phone: Page, partner: string, checks: Checks): Promise<void> {
  const reason = 'The recipe is my grandmother’s already.';
  await sendSecrecy(desk, 'Secrecy about the loaf', partner);
  await phone.goto(`/documents/${documentOf(desk)}`);
  await phone.getByRole('button', { name: 'Decline', exact: true }).click();
  const dialog = phone.getByRole('dialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: 'Decline', exact: true }).click();
  // The page of the founder has not been touched since.
  await desk.getByText(reason).first().waitFor();
  await checks.look(desk, 'declined agreement');
}

async function handOn({ desk, phone, visitor }: Devices, partner: string): Promise<void> {
  await sendSecrecy(desk, 'Secrecy about the oven', partner);
  await phone.goto(`/documents/${documentOf(desk)}`);
  await phone.getByRole('button', { name: 'Ask somebody else to do it' }).click();
  const dialog = phone.getByRole('dialog');
  await dialog.getByLabel('Somebody by e-mail').check();
  await fillGuest(dialog, stand);
  await dialog.getByLabel('Reason').fill('My brother keeps the oven.');
  await dialog.getByRole('button', { name: 'Hand it on' }).click();
  await desk.getByText(stand.name).first().waitFor();
  const link = await linkFromMail(phone, stand.email, /\/sign#/);
  await replace(desk);
  await visitor.goto(link);
  await visitor.getByRole('heading', { name: 'This link does not open the document any more' }).waitFor();
}

/** The substitute wrote the address wrong: the place goes to the right one, and the link sent before stops working. */
async function replace(page: Page): Promise<void> {
  await page.getByRole('button', { name: `Correct: ${stand.name}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Somebody by e-mail').check();
  await fillGuest(dialog, { ...stand, email: 'sven.substitute@example.com' });
  await dialog.getByLabel('Reason').fill('The address was wrong.');
  await dialog.getByRole('button', { name: 'Replace' }).click();
  await page.getByText('sven.substitute@example.com').first().waitFor();
}

async function issueToMany(page: Page, founderEmail: string, checks: Checks): Promise<void> {
  const field = page
    .getByRole('textbox', { name: 'Template' })
    .or(page.getByRole('combobox', { name: 'Template' }));
  await field.first().click();
  await page.getByRole('option', { name: /^One-Way/ }).click();
  const rows = page.getByRole('textbox', { name: 'Or paste the rows' });
  const purpose = 'Taste the new loaf before anybody else does.';
  await rows.fill(`name,email,purpose\nAnn,ann at example,${purpose}`);
  await page.getByText('This is no e-mail address.').waitFor();
  await checks.look(page, 'mistakes before issuing to many');
  // The founder is the other side of each document, and cannot be both.
  const lines = ['Ann,ann@example.com', `Me,${founderEmail}`, 'Bea,bea@example.com'];
  await rows.fill(['name,email,purpose', ...lines.map((line) => `${line},${purpose}`)].join('\n'));
  await page.getByText('All 3 rows are ready.').waitFor();
  await page.getByRole('button', { name: 'Issue 3 documents' }).click();
  await confirmIdentity(page, page.getByText('Done: 2 of 3 sent, 1 failed'));
  await page.getByText(/^Row 2: /).waitFor();
  await checks.look(page, 'issued to many');
}

export const ownTitle = 'Secrecy about the crumbs';

async function handInOwnWords(page: Page, partner: string): Promise<void> {
  await startSecrecy(page, ownTitle, partner);
  await page.getByRole('button', { name: 'Write a clause of your own' }).click();
  await page.getByLabel('Heading of your clause').fill('Crumbs');
  await page.getByLabel('Your wording').fill('Crumbs are shared in equal parts.');
  await page
    .getByRole('region', { name: /as it reads now$/ })
    .getByText('Crumbs are shared')
    .waitFor();
  await page.getByText('Saved', { exact: true }).first().waitFor();
  await handIn(page);
  await page.getByText('The legal office is reading it').first().waitFor();
}
