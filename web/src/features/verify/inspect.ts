import { isBundle, verifyBundle, verifyPdf, type PdfReport } from '@smartstart/verify';

/** Checks bytes as what they are: an evidence bundle or a PDF. Runs in the worker, or in the page where there is none. */
export function inspect(bytes: Uint8Array, certificates: readonly string[] | undefined): Promise<PdfReport> {
  return isBundle(bytes) ? verifyBundle(bytes, certificates) : verifyPdf(bytes, certificates);
}
