import { server } from '#contract/index.ts';
import { Failure } from '../failure.ts';
import { handle, handlePublic, type Caller, type Context, type Handler } from '../handler.ts';
import { time, timeWithoutZone } from '../present.ts';
import { usageChoice, usageReport } from '../usage-report.ts';
import { apiVersion, serverBuild, serverVersion } from '../version.ts';

/** Whether usage data may be sent at all: where one company runs the server for itself. */
const isSupported = ({ settings }: Context<Caller | null>): boolean => settings.deployment === 'self-hosted';

const choose = async ({ store, clock, caller }: Context, enabled: boolean): Promise<void> => {
  const choice = { enabled: enabled ? 1 : 0, enabled_time: clock(), enabled_version: serverVersion, enabled_user: caller.user.id };
  await store.transaction((trx) =>
    trx
      .insertInto('usage_reporting')
      .values({ workspace_id: caller.workspace.id, ...choice })
      .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(choice))
      .execute(),
  );
};

/** Facts about the server, and whether it sends anonymous usage data. */
export const handlers: Handler[] = [
  handlePublic(server.info, () => Promise.resolve({ version: serverVersion, build: serverBuild, commit: '', api_version: apiVersion })),

  handle(server.reportStatsOption, async ({ enabled }, context) => {
    if (!isSupported(context)) return { supported: false };
    // the guest, whose password is public, chooses for the guests' company and nobody else
    if (enabled != null) await choose(context, enabled);
    const choice = await usageChoice(context, context.caller.workspace.id);
    return {
      supported: true,
      enabled: choice?.enabled === 1,
      ...(choice?.enabled_time == null ? {} : { enabled_time: timeWithoutZone(choice.enabled_time) }),
      ...(choice?.enabled_version == null ? {} : { enabled_version: choice.enabled_version }),
      ...(choice?.enabled_user == null ? {} : { enabled_user: choice.enabled_user }),
      current_version: serverVersion,
    };
  }),

  handle(server.getUsageReport, async (_request, context) => {
    if (!isSupported(context)) throw new Failure('not_supported');
    const { usageReportUrl } = context.settings;
    const sent = (await usageChoice(context))?.last_sent ?? null;
    return {
      report: await usageReport(context),
      destination: usageReportUrl === null ? null : new URL(usageReportUrl).origin,
      ...(sent === null ? {} : { last_sent: time(sent) }),
    };
  }),
];
