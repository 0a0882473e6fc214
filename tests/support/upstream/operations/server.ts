import { envelopeOf, type Fields } from '../recordings.ts';
import { isBefore } from '../rules.ts';
import { timestamp } from '../people.ts';
import { callerOf, type Call, type Operations } from './operation.ts';

const info = ({ rules, version }: Call): Fields => ({
  ...envelopeOf('fixed_006').data,
  version: rules.serverVersion,
  ...(isBefore(version, '2.12') ? {} : { api_version: rules.apiVersion }),
});

/** Reads the choice, or makes it. */
const reportStats = (call: Call): Fields => {
  const { fields, state, rules } = call;
  const current_version = rules.serverVersion;
  if (fields['enabled'] != null)
    state.usage = {
      supported: true,
      enabled: Boolean(fields['enabled']),
      enabled_time: timestamp(),
      enabled_user: callerOf(call).user,
      enabled_version: current_version,
    };
  return { ...state.usage, current_version };
};

export const server: Operations = {
  'server.info': { handlers: ['1.0', '2.8', '2.12'], isOpen: true, run: info },
  'server.report_stats_option': { since: '2.4', run: reportStats },
  'server.config': { roles: ['root', 'system'], run: () => envelopeOf('open_023').data },
  'server.endpoints': { roles: ['root', 'system'], run: () => ({ endpoints: {}, models: {} }) },
};
