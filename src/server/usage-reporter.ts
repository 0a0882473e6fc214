import type { Parts } from './handler.ts';
import { usageChoice, usageReport, usageWorkspace } from './usage-report.ts';

/** Between two reports, milliseconds: a day. */
const day = 86_400_000;
/** How often it is looked whether one is due, milliseconds. */
const hour = 3_600_000;
/** After this the recipient counts as away, milliseconds. */
const patience = 10_000;

/** Takes the day's report for this process, so that no other one sends it too. */
const claim = async ({ store }: Parts, now: number): Promise<boolean> => {
  const { numUpdatedRows } = await store.db
    .updateTable('usage_reporting')
    .set({ last_sent: now })
    .where('workspace_id', '=', usageWorkspace)
    .where('enabled', '=', 1)
    .where((row) => row.or([row('last_sent', 'is', null), row('last_sent', '<=', now - day)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

const release = async ({ store }: Parts, claimed: number, before: number | null): Promise<void> => {
  await store.db
    .updateTable('usage_reporting')
    .set({ last_sent: before })
    .where('workspace_id', '=', usageWorkspace)
    .where('last_sent', '=', claimed)
    .execute();
};

const post = async (url: string, report: unknown, send: typeof fetch): Promise<void> => {
  const answer = await send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(report),
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`status ${answer.status}`);
};

/** Sends the report if somebody enabled it, a recipient is set and a day has passed. Never throws: a report is no reason for anything to fail. Answers whether one was sent. */
export const reportUsage = async (parts: Parts, send: typeof fetch): Promise<boolean> => {
  const { settings, log } = parts;
  if (settings.usageReportUrl === null || settings.deployment !== 'self-hosted') return false;
  try {
    const before = (await usageChoice(parts))?.last_sent ?? null;
    const now = parts.clock();
    if (!(await claim(parts, now))) return false;
    try {
      await post(settings.usageReportUrl, await usageReport(parts), send);
      return true;
    } catch (error) {
      await release(parts, now, before);
      throw error;
    }
  } catch (error) {
    log.warn({ error: String(error) }, 'the usage report was not sent; it is tried again in an hour');
    return false;
  }
};

/** Looks every hour whether a report is due. Answers a function that ends it. */
export const startUsageReporter = (parts: Parts, send: typeof fetch = fetch): (() => void) => {
  const look = (): void => void reportUsage(parts, send);
  look();
  const timer = setInterval(look, hour).unref();
  return () => clearInterval(timer);
};
