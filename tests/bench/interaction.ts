import type { BrowserContext } from 'playwright-core';
import type { interactionBudgets, Measured } from './budgets.ts';
import { contextOf } from './client.ts';
import { seedProfile } from './first-load.ts';
import { steps, type Step } from './profile-steps.ts';
import { withBrowser, withServer } from './stage.ts';
import { median } from './table.ts';
import { watchEvents } from './watch.ts';

const rounds = 5;
/** Times that the CPU is slower. */
const speeds = [1, 4] as const;

/** Opens the profile and does everything once; the worst event of each step, in ms. */
const visit = async (context: BrowserContext, address: string, rate: number): Promise<number[]> => {
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'networkidle' });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
  const events = await watchEvents(page);
  const worst: number[] = [];
  for (const { run } of steps) {
    await run(page);
    worst.push(await events.evaluate(({ take }) => take()));
  }
  await page.close();
  return worst;
};

/** Each visit's worst event of a kind. */
const worstOf = (visits: readonly number[][], kind: Step['kind']): number[] =>
  visits.map((worst) => Math.max(...worst.filter((_, at) => steps[at]?.kind === kind)));

const noteOf = (visits: readonly number[][], rate: number): string => {
  const each = steps.map(({ name }, at) => `${name} ${median(visits.map((worst) => worst[at] ?? Number.NaN))}`);
  return `CPU ${rate}×, ms: ${each.join(', ')}`;
};

/** Switches, menus and dialogs of the Profile page, with the whole CPU and with a quarter of it in turn. */
export const measureInteraction = (): Promise<Measured<typeof interactionBudgets>> =>
  withServer((server) =>
    withBrowser(async (browser) => {
      const { client, address } = await seedProfile(server);
      const [fast, slow]: [number[][], number[][]] = [[], []];
      for (let round = 0; round < rounds; round += 1)
        for (const [at, visits] of [fast, slow].entries()) {
          const context = await contextOf(browser, server, client);
          visits.push(await visit(context, address, speeds[at] ?? 1));
          await context.close();
        }
      return {
        values: {
          switches: worstOf(fast, 'switches'),
          switchesSlow: worstOf(slow, 'switches'),
          menus: worstOf(fast, 'menus'),
          menusSlow: worstOf(slow, 'menus'),
          dialogs: worstOf(fast, 'dialogs'),
          dialogsSlow: worstOf(slow, 'dialogs'),
        },
        notes: [
          'from an event to the paint after it, in steps of 8 ms; what is below 16 is not told and stands as 0',
          ...speeds.map((rate, at) => noteOf([fast, slow][at] ?? [], rate)),
        ],
      };
    }),
  );
