import type { Configuration } from '#contract/configuration.ts';
import type { CurrentUser } from '#contract/users.ts';

/** Whether the account is one's own to change. A ClearML Server has its accounts in its configuration, and the guest's is everybody's. */
export const hasAccount = ({ deployment }: Configuration, { role }: CurrentUser): boolean => deployment !== 'connected' && role !== 'guest';
