import { refusalSaying, type Fields } from '../recordings.ts';
import { ownUser, type Call, type Operations } from './operation.ts';

/** As Python's int(): null and 0 are the default. */
const secondsOf = ({ fields }: Call): number | undefined => {
  const given = fields['expiration_sec'] ?? 0;
  const seconds = Math.trunc(Number(given));
  if (Number.isNaN(seconds))
    throw refusalSaying(
      'fixed_017',
      `Validation error (invalid literal for int() with base 10: ${JSON.stringify(given).replaceAll('"', "'")})`,
    );
  return seconds === 0 ? undefined : seconds;
};

const guestOf = ({ rules, state }: Call): Fields => {
  const guest = rules.mode === 'guest' ? state.users.find(({ role }) => role === 'guest') : undefined;
  return guest === undefined ? { enabled: false } : { enabled: true, name: guest.name, username: guest.username, password: guest.password };
};

const hasPasswords = ({ rules }: Call): boolean => rules.mode === 'password' || rules.mode === 'guest';

const corporate = [{ name: 'corporate', display_name: 'Corporate log-in', url: 'https://sso.example/authorize' }];

const endSession = ({ caller, state, setCookie }: Call): Fields => {
  if (caller?.session !== undefined) state.revoked.add(caller.session);
  setCookie(null);
  return {};
};

export const session: Operations = {
  'login.supported_modes': {
    isOpen: true,
    run: (call) => ({
      basic: { enabled: hasPasswords(call), guest: guestOf(call) },
      sso: {},
      sso_providers: call.rules.mode === 'sso' ? corporate : [],
      server_errors: { missed_es_upgrade: false, es_connection_error: false },
      authenticated: call.caller !== null,
    }),
  },
  'auth.fixed_users_mode': {
    isOpen: true,
    run: (call) => ({ enabled: hasPasswords(call), guest: guestOf(call), server_errors: {} }),
  },
  'auth.login': {
    run: async (call) => {
      const token = await call.tokens.make(ownUser(call), secondsOf(call));
      call.setCookie(token);
      return { token };
    },
  },
  'auth.logout': { handlers: ['2.2'], run: endSession },
  'login.logout': { handlers: ['2.13'], isOpen: true, run: endSession },
  'auth.get_token_for_user': {
    roles: ['system', 'root'],
    needs: { user: 'str!' },
    run: async (call) => {
      const user = call.state.users.find(({ id }) => id === call.fields['user']);
      if (user === undefined) throw refusalSaying('fixed_104', `Invalid user id: id=${String(call.fields['user'])}`, 301);
      return { token: await call.tokens.make(user, secondsOf(call)) };
    },
  },
  'auth.validate_token': {
    roles: ['system', 'root'],
    needs: { token: 'str!' },
    run: async ({ tokens, fields }) => {
      const { user, company } = (await tokens.read(String(fields['token']))).identity;
      return { valid: true, user, company };
    },
  },
  'debug.ping': { isOpen: true, run: () => ({ msg: 'ClearML server' }) },
};
